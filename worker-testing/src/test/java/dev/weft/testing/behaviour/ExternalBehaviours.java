package dev.weft.testing.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weft.core.model.WorkflowStatus;
import dev.weft.sdk.client.WorkflowClient;
import dev.weft.sdk.client.WorkflowFailedException;
import dev.weft.sdk.failure.WeftFailure;
import dev.weft.sdk.workflow.SignalMethod;
import dev.weft.sdk.workflow.Workflow;
import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;
import java.util.List;

/** Workflows that talk to workflows that are not their children. */
final class ExternalBehaviours {
    private ExternalBehaviours() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.of(
                        "a workflow signals another one",
                        ExternalBehaviours::signals,
                        CallerRun.class,
                        ListenerRun.class),
                Scenario.of("a workflow cancels another one", ExternalBehaviours::cancels),
                Scenario.of("a signal to nobody fails in the workflow that sent it", stage -> assertThat(
                                stage.stub(Caller.class).run("signal", stage.id() + "-nobody"))
                        .isEqualTo("nobody there")));
    }

    private static void signals(Stage stage) {
        String listenerId = stage.id() + "-listener";
        Listener listener =
                stage.client().newWorkflowStub(Listener.class, stage.options().withWorkflowId(listenerId));
        WorkflowClient.start(() -> listener.run());
        assertThat(stage.stub(Caller.class).run("signal", listenerId)).isEqualTo("told");
        assertThat(stage.client().newUntypedWorkflowStub(listenerId).<String>getResult(String.class))
                .isEqualTo("heard hello from " + stage.id());
    }

    private static void cancels(Stage stage) {
        String listenerId = stage.id() + "-listener";
        Listener listener =
                stage.client().newWorkflowStub(Listener.class, stage.options().withWorkflowId(listenerId));
        WorkflowClient.start(() -> listener.run());
        assertThat(stage.stub(Caller.class).run("cancel", listenerId)).isEqualTo("told");
        WorkflowFailedException canceled = catchThrowableOfType(
                WorkflowFailedException.class,
                () -> stage.client().newUntypedWorkflowStub(listenerId).getResult(String.class));
        assertThat(canceled.status()).isEqualTo(WorkflowStatus.CANCELED);
    }

    @WorkflowInterface
    public interface Listener {
        @WorkflowMethod(name = "ExternalListener")
        String run();

        @SignalMethod
        void hear(String word);
    }

    public static final class ListenerRun implements Listener {
        private String heard = "";

        @Override
        public String run() {
            Workflow.await(() -> !heard.isEmpty());
            return "heard " + heard;
        }

        @Override
        public void hear(String word) {
            heard = word;
        }
    }

    @WorkflowInterface
    public interface Caller {
        @WorkflowMethod(name = "ExternalCaller")
        String run(String what, String workflowId);
    }

    public static final class CallerRun implements Caller {
        @Override
        public String run(String what, String workflowId) {
            try {
                if (what.equals("signal")) {
                    Workflow.newExternalWorkflowStub(Listener.class, workflowId)
                            .hear("hello from " + Workflow.getInfo().workflowId());
                } else {
                    Workflow.newUntypedExternalWorkflowStub(workflowId).cancel();
                }
                return "told";
            } catch (WeftFailure e) {
                return "nobody there";
            }
        }
    }
}
