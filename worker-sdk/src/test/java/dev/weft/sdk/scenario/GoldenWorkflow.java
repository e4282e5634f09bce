package dev.weft.sdk.scenario;

import dev.weft.core.model.ExecutionKey;
import dev.weft.sdk.failure.ActivityFailure;
import dev.weft.sdk.failure.ApplicationFailure;
import dev.weft.sdk.failure.CanceledFailure;
import dev.weft.sdk.workflow.ActivityCancellationType;
import dev.weft.sdk.workflow.ActivityOptions;
import dev.weft.sdk.workflow.ActivityStub;
import dev.weft.sdk.workflow.Async;
import dev.weft.sdk.workflow.CancellationScope;
import dev.weft.sdk.workflow.ChildWorkflowOptions;
import dev.weft.sdk.workflow.ChildWorkflowStub;
import dev.weft.sdk.workflow.LocalActivityOptions;
import dev.weft.sdk.workflow.Promise;
import dev.weft.sdk.workflow.RetryOptions;
import dev.weft.sdk.workflow.SearchAttributeKey;
import dev.weft.sdk.workflow.Workflow;
import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A workflow that issues every kind of command. */
final class GoldenWorkflow {
    private GoldenWorkflow() {}

    @WorkflowInterface
    public interface Golden {
        @WorkflowMethod
        void run();
    }

    public static final class Everything implements Golden {
        private final ActivityStub activities =
                Workflow.newUntypedActivityStub(ActivityOptions.startToClose(Duration.ofSeconds(10))
                        .withCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED));

        @Override
        public void run() {
            Workflow.getVersion("first", Workflow.DEFAULT_VERSION, 2);
            Workflow.sideEffect(String.class, () -> "recorded");
            Workflow.mutableSideEffect("config", Integer.class, (a, b) -> !a.equals(b), () -> 7);
            Workflow.upsertMemo(Map.of("note", "golden"));
            Workflow.upsertTypedSearchAttributes(SearchAttributeKey.forKeyword("id")
                    .valueSet(Workflow.randomUUID().toString()));
            try {
                activities.execute("Fails", String.class, 1);
            } catch (ActivityFailure e) {
                cancelAnActivityAndATimer();
            }
            ChildWorkflowStub child = Workflow.newUntypedChildWorkflowStub("Child", ChildWorkflowOptions.DEFAULT);
            Promise<String> result = child.executeAsync(String.class, "in");
            ExecutionKey execution = child.getExecution().get();
            child.signal("go", 1);
            result.get();
            Workflow.newUntypedExternalWorkflowStub(execution.workflowId()).cancel();
            Workflow.continueAsNew();
        }

        private void cancelAnActivityAndATimer() {
            Promise<?>[] begun = new Promise<?>[1];
            CancellationScope scope = Workflow.newCancellationScope(() -> {
                begun[0] = activities.executeAsync("Slow", String.class);
                Workflow.newTimer(Duration.ofHours(1));
            });
            scope.run();
            Workflow.sleep(Duration.ofSeconds(1));
            scope.cancel("golden");
            if (!(begun[0].getFailure().getCause() instanceof CanceledFailure)) {
                throw new IllegalStateException("Expected a canceled activity, but got " + begun[0].getFailure());
            }
        }
    }

    static void play(ScriptedServer server) {
        ApplicationFailure failure = ApplicationFailure.nonRetryable("no", "No", "detail", 2);
        failure.setStackTrace(new StackTraceElement[0]);
        server.start("Golden").task();
        server.failActivity("Fails", failure).task();
        server.fireTimerOf(Duration.ofSeconds(1)).task();
        server.cancelActivity("Slow").task();
        server.startChild("Child").task();
        server.answerExternal(true).completeChild("Child", "out").task();
        server.answerExternal(true).task();
    }

    @WorkflowInterface
    public interface Near {
        @WorkflowMethod
        String run();
    }

    /** Local activities, checkpoints, and every behaviour that a flag stands for. */
    public static final class Nearby implements Near {
        private final ActivityStub locals =
                Workflow.newUntypedLocalActivityStub(LocalActivityOptions.startToClose(Duration.ofSeconds(10))
                        .withRetry(RetryOptions.DEFAULT
                                .withInitialInterval(Duration.ofMinutes(1))
                                .withMaximumAttempts(2)));

        @Override
        public String run() {
            StringBuilder trace = new StringBuilder(locals.execute("Step", String.class, "a"));
            Workflow.checkpoint("after the first step");
            List<Promise<String>> race = List.of(
                    locals.executeAsync("Step", String.class, "b"), locals.executeAsync("Undo", String.class, "c"));
            Promise.allOf(race).get();
            try {
                locals.execute("Fails", String.class);
            } catch (ActivityFailure e) {
                trace.append(e.retryState());
            }
            Promise<Void> first = Async.procedure(() -> Workflow.await(() -> trace.indexOf("second") >= 0));
            Promise<Void> second = Async.procedure(() -> {
                Workflow.await(() -> trace.indexOf("third") >= 0);
                trace.append("second");
            });
            Workflow.sleep(Duration.ofSeconds(1));
            trace.append("third").append(Workflow.currentTimeMillis());
            Promise.allOf(List.of(first, second)).get();
            return trace.toString();
        }
    }

    static LocalScript nearbyActivities() {
        return new LocalScript().withoutTime().endInReverse(1).on("Fails", task -> {
            throw ApplicationFailure.of("no", "No");
        });
    }

    static void playNearby(ScriptedServer server) {
        server.start("Near").task().task();
        server.fireTimer().task();
        server.setClockBack(60).fireTimer().task();
    }
}
