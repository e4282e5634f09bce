package dev.weft.testing.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.model.ParentClosePolicy;
import dev.weft.core.model.WorkflowStatus;
import dev.weft.sdk.failure.ApplicationFailure;
import dev.weft.sdk.failure.CanceledFailure;
import dev.weft.sdk.failure.ChildWorkflowFailure;
import dev.weft.sdk.workflow.Async;
import dev.weft.sdk.workflow.CancellationScope;
import dev.weft.sdk.workflow.ChildCancellationType;
import dev.weft.sdk.workflow.ChildWorkflowOptions;
import dev.weft.sdk.workflow.Promise;
import dev.weft.sdk.workflow.SignalMethod;
import dev.weft.sdk.workflow.Workflow;
import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Children: outcomes, close policies, cancellation types. */
final class ChildBehaviours {
    private ChildBehaviours() {}

    static List<Scenario> all() {
        List<Scenario> scenarios = new ArrayList<>();
        scenarios.add(Scenario.of(
                "a child gives its result to its parent",
                stage -> assertThat(stage.stub(Family.class).run(List.of("a", "b", "c")))
                        .isEqualTo("A B C"),
                FamilyRun.class,
                KidRun.class,
                LeaverRun.class,
                StopperRun.class));
        scenarios.add(Scenario.of("the failure of a child reaches its parent", stage -> assertThat(
                        stage.stub(Family.class).run(List.of("fail")))
                .isEqualTo("ChildRefusal: no")));
        scenarios.add(Scenario.of("a parent signals its child", stage -> assertThat(
                        stage.stub(Family.class).run(List.of("wait")))
                .isEqualTo("WOKEN")));
        scenarios.add(Scenario.of(
                "an id that is taken keeps a child from being started",
                stage -> assertThat(stage.stub(Twins.class).run(stage.id() + "-twin"))
                        .isEqualTo("ChildWorkflowFailure"),
                TwinsRun.class));
        for (ParentClosePolicy policy : ParentClosePolicy.values()) {
            scenarios.add(Scenario.of(
                    "a parent that closes treats its child by policy " + policy, stage -> closes(stage, policy)));
        }
        for (ChildCancellationType type : ChildCancellationType.values()) {
            scenarios.add(Scenario.of(
                    "a canceled child is treated by type " + type,
                    stage -> assertThat(stage.stub(Stopper.class).run(type)).isEqualTo("canceled")));
        }
        scenarios.add(Scenario.of(
                "children run at the same time",
                stage -> assertThat(stage.stub(Crowd.class).run(8)).isEqualTo(8),
                CrowdRun.class));
        return scenarios;
    }

    private static void closes(Stage stage, ParentClosePolicy policy) {
        String childId = stage.id() + "-child";
        assertThat(stage.stub(Leaver.class).run(policy, childId)).isEqualTo("left");
        WorkflowStatus expected =
                switch (policy) {
                    case TERMINATE -> WorkflowStatus.TERMINATED;
                    case REQUEST_CANCEL -> WorkflowStatus.CANCELED;
                    case ABANDON -> WorkflowStatus.RUNNING;
                };
        stage.awaitTrue(
                "the child becomes " + expected,
                () -> stage.client().newUntypedWorkflowStub(childId).describe().status() == expected);
        if (expected == WorkflowStatus.RUNNING) {
            stage.client().newUntypedWorkflowStub(childId).terminate("enough");
        }
    }

    @WorkflowInterface
    public interface Kid {
        @WorkflowMethod(name = "ChildKid")
        String run(String word);

        @SignalMethod
        void wake();
    }

    public static final class KidRun implements Kid {
        private final Deeds deeds = Workflow.newActivityStub(Deeds.class, Deeds.SOON);
        private boolean awake;

        @Override
        public String run(String word) {
            switch (word) {
                case "fail" -> throw ApplicationFailure.nonRetryable("no", "ChildRefusal");
                case "wait" -> {
                    Workflow.await(() -> awake);
                    return "WOKEN";
                }
                default -> {
                    return deeds.echo(word).toUpperCase(Locale.ROOT);
                }
            }
        }

        @Override
        public void wake() {
            awake = true;
        }
    }

    @WorkflowInterface
    public interface Family {
        @WorkflowMethod(name = "ChildFamily")
        String run(List<String> words);
    }

    public static final class FamilyRun implements Family {
        @Override
        public String run(List<String> words) {
            List<String> answers = new ArrayList<>();
            for (String word : words) {
                Kid kid = Workflow.newChildWorkflowStub(Kid.class);
                Promise<String> answer = Async.function(kid::run, word);
                if (word.equals("wait")) {
                    Workflow.getWorkflowExecution(kid).get();
                    kid.wake();
                }
                try {
                    answers.add(answer.get());
                } catch (ChildWorkflowFailure e) {
                    ApplicationFailure cause = (ApplicationFailure) e.getCause();
                    answers.add(cause.type() + ": " + cause.getMessage());
                }
            }
            return String.join(" ", answers);
        }
    }

    @WorkflowInterface
    public interface Twins {
        @WorkflowMethod(name = "ChildTwins")
        String run(String childId);
    }

    public static final class TwinsRun implements Twins {
        @Override
        public String run(String childId) {
            ChildWorkflowOptions options = ChildWorkflowOptions.DEFAULT.withWorkflowId(childId);
            Kid first = Workflow.newChildWorkflowStub(Kid.class, options);
            Async.function(first::run, "wait");
            Workflow.getWorkflowExecution(first).get();
            try {
                return Workflow.newChildWorkflowStub(Kid.class, options).run("late");
            } catch (ChildWorkflowFailure e) {
                return e.getClass().getSimpleName();
            } finally {
                first.wake();
            }
        }
    }

    @WorkflowInterface
    public interface Leaver {
        @WorkflowMethod(name = "ChildLeaver")
        String run(ParentClosePolicy policy, String childId);
    }

    public static final class LeaverRun implements Leaver {
        @Override
        public String run(ParentClosePolicy policy, String childId) {
            Kid kid = Workflow.newChildWorkflowStub(
                    Kid.class,
                    ChildWorkflowOptions.DEFAULT.withWorkflowId(childId).withParentClosePolicy(policy));
            Async.function(kid::run, "wait");
            Workflow.getWorkflowExecution(kid).get();
            return "left";
        }
    }

    @WorkflowInterface
    public interface Stopper {
        @WorkflowMethod(name = "ChildStopper")
        String run(ChildCancellationType type);
    }

    public static final class StopperRun implements Stopper {
        @Override
        public String run(ChildCancellationType type) {
            Kid kid = Workflow.newChildWorkflowStub(Kid.class, ChildWorkflowOptions.DEFAULT.withCancellationType(type));
            List<Promise<String>> running = new ArrayList<>();
            CancellationScope scope =
                    Workflow.newCancellationScope(() -> running.add(Async.function(kid::run, "wait")));
            scope.run();
            Workflow.getWorkflowExecution(kid).get();
            scope.cancel();
            try {
                return running.getFirst().get();
            } catch (CanceledFailure e) {
                return "canceled";
            } catch (ChildWorkflowFailure e) {
                return e.getCause() instanceof CanceledFailure ? "canceled" : "failed";
            }
        }
    }

    @WorkflowInterface
    public interface Crowd {
        @WorkflowMethod(name = "ChildCrowd")
        int run(int size);
    }

    public static final class CrowdRun implements Crowd {
        @Override
        public int run(int size) {
            List<Promise<String>> answers = new ArrayList<>();
            for (int number = 0; number < size; number++) {
                Kid kid = Workflow.newChildWorkflowStub(Kid.class);
                answers.add(Async.function(kid::run, Integer.toString(number)));
            }
            Promise.allOf(answers).get();
            return (int) answers.stream().map(Promise::get).distinct().count();
        }
    }
}
