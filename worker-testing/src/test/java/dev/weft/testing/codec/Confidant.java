package dev.weft.testing.codec;

import dev.weft.sdk.activity.Activity;
import dev.weft.sdk.activity.ActivityInterface;
import dev.weft.sdk.failure.ActivityFailure;
import dev.weft.sdk.failure.ApplicationFailure;
import dev.weft.sdk.workflow.ActivityOptions;
import dev.weft.sdk.workflow.ChildWorkflowOptions;
import dev.weft.sdk.workflow.LocalActivityOptions;
import dev.weft.sdk.workflow.QueryMethod;
import dev.weft.sdk.workflow.SignalMethod;
import dev.weft.sdk.workflow.UpdateMethod;
import dev.weft.sdk.workflow.Workflow;
import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A workflow that passes a secret on in every way there is, and tells what came back. */
@WorkflowInterface
public interface Confidant {
    /** Continues as new once {@code heard} is empty. */
    @WorkflowMethod
    List<String> keep(String secret, List<String> heard);

    @SignalMethod
    void tell(String secret);

    @QueryMethod
    List<String> told(String secret);

    @UpdateMethod
    String ask(String secret);

    /** Says what it is told. */
    @WorkflowInterface
    interface Echo {
        @WorkflowMethod
        String echo(String text);
    }

    /** Echoes of several kinds. */
    @ActivityInterface
    interface Rumours {
        String repeat(String text);

        /** Fails with the text as a detail. */
        void refuse(String text);

        /** Fails after a heartbeat with the text; the next attempt returns what that one noted. */
        String note(String text);
    }

    /** Does what the workflow asks. */
    final class Gossip implements Rumours {
        @Override
        public String repeat(String text) {
            return text;
        }

        @Override
        public void refuse(String text) {
            throw ApplicationFailure.nonRetryable("not for you", "Refused", text);
        }

        @Override
        public String note(String text) {
            var context = Activity.getExecutionContext();
            return context.<String>getHeartbeatDetails(String.class).orElseGet(() -> {
                context.heartbeat(text);
                throw ApplicationFailure.of("once more", "Unlucky");
            });
        }
    }

    /** The child. */
    final class EchoRun implements Echo {
        @Override
        public String echo(String text) {
            return text;
        }
    }

    /** The workflow. */
    final class ConfidantRun implements Confidant {
        private static final Duration SOON = Duration.ofSeconds(10);

        private final Rumours rumours = Workflow.newActivityStub(Rumours.class, ActivityOptions.startToClose(SOON));
        private final Rumours local =
                Workflow.newLocalActivityStub(Rumours.class, LocalActivityOptions.startToClose(SOON));
        private final List<String> told = new ArrayList<>();

        @Override
        public List<String> keep(String secret, List<String> heard) {
            if (heard.isEmpty()) {
                Workflow.continueAsNew(secret, all(secret));
            }
            Workflow.await(() -> told.size() == 2);
            List<String> result = new ArrayList<>(heard);
            result.addAll(told);
            return result;
        }

        private List<String> all(String secret) {
            List<String> heard = new ArrayList<>();
            heard.add(secret);
            heard.add(Workflow.<String>getMemo("note", String.class).orElse("no memo"));
            Workflow.upsertMemo(Map.of("note", secret + " upserted"));
            heard.add(rumours.repeat(secret + " activity"));
            heard.add(local.repeat(secret + " local"));
            heard.add(Workflow.sideEffect(String.class, () -> secret + " side effect"));
            heard.add(
                    Workflow.mutableSideEffect("id", String.class, (a, b) -> !a.equals(b), () -> secret + " mutable"));
            heard.add(Workflow.newChildWorkflowStub(Echo.class, ChildWorkflowOptions.DEFAULT)
                    .echo(secret + " child"));
            heard.add(rumours.note(secret + " heartbeat"));
            heard.add(refused(secret + " detail"));
            return heard;
        }

        private String refused(String detail) {
            try {
                rumours.refuse(detail);
                return "not refused";
            } catch (ActivityFailure e) {
                return e.getCause() instanceof ApplicationFailure failure
                        ? String.valueOf(failure.details().<String>get(0, String.class))
                        : "no cause";
            }
        }

        @Override
        public void tell(String secret) {
            told.add(secret);
        }

        @Override
        public List<String> told(String secret) {
            List<String> answer = new ArrayList<>(told);
            answer.add(secret);
            return answer;
        }

        @Override
        public String ask(String secret) {
            told.add(secret);
            return secret + " answered";
        }
    }
}
