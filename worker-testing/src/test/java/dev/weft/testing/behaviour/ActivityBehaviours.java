package dev.weft.testing.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.model.TimeoutType;
import dev.weft.sdk.failure.ActivityFailure;
import dev.weft.sdk.failure.ApplicationFailure;
import dev.weft.sdk.failure.CanceledFailure;
import dev.weft.sdk.failure.TimeoutFailure;
import dev.weft.sdk.workflow.ActivityCancellationType;
import dev.weft.sdk.workflow.ActivityOptions;
import dev.weft.sdk.workflow.Async;
import dev.weft.sdk.workflow.CancellationScope;
import dev.weft.sdk.workflow.Promise;
import dev.weft.sdk.workflow.Workflow;
import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Activities: results, failures, retries, time-outs, cancellation. */
final class ActivityBehaviours {
    private ActivityBehaviours() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.of(
                        "activities run one after the other",
                        stage -> assertThat(stage.stub(Steps.class).run(5)).isEqualTo("0 1 4 9 16"),
                        StepsRun.class),
                Scenario.of(
                        "activities run at the same time",
                        stage -> assertThat(stage.stub(FanOut.class).run(10)).isEqualTo(285),
                        FanOutRun.class),
                Scenario.of(
                        "a failed activity is tried again",
                        stage -> assertThat(stage.stub(Failures.class).run("retry"))
                                .isEqualTo("done"),
                        FailuresRun.class),
                Scenario.of(
                        "a failure that is not retryable reaches the workflow with its type and details",
                        stage -> assertThat(stage.stub(Refusals.class).run()).isEqualTo("Refund refused 42"),
                        RefusalsRun.class),
                Scenario.of(
                        "an activity that nobody completes times out",
                        stage -> assertThat(stage.stub(TimeOuts.class).run()).isEqualTo(TimeoutType.START_TO_CLOSE),
                        TimeOutsRun.class),
                Scenario.of(
                        "an attempt finds the details of the heartbeat before",
                        stage -> assertThat(stage.stub(Notes.class).run("page 7"))
                                .isEqualTo("page 7"),
                        NotesRun.class),
                Scenario.of(
                        "an activity without an implementation is run by the dynamic one",
                        stage -> assertThat(stage.stub(AnyType.class).run("paper"))
                                .isEqualTo("Fold of paper"),
                        AnyTypeRun.class),
                Scenario.of(
                        "a canceled activity that is waited for stops by itself",
                        stage -> assertThat(stage.stub(StopActivity.class)
                                        .run(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED))
                                .isIn("canceled", "lost"),
                        StopActivityRun.class),
                Scenario.of(
                        "an abandoned activity is not waited for",
                        stage -> assertThat(stage.stub(LeaveActivity.class).run())
                                .isEqualTo("left"),
                        LeaveActivityRun.class));
    }

    @WorkflowInterface
    public interface Steps {
        @WorkflowMethod(name = "ActivitySteps")
        String run(int count);
    }

    public static final class StepsRun implements Steps {
        private final Deeds deeds = Workflow.newActivityStub(Deeds.class, Deeds.SOON);

        @Override
        public String run(int count) {
            List<String> squares = new ArrayList<>();
            for (int number = 0; number < count; number++) {
                squares.add(Integer.toString(deeds.square(number)));
            }
            return String.join(" ", squares);
        }
    }

    @WorkflowInterface
    public interface FanOut {
        @WorkflowMethod(name = "ActivityFanOut")
        int run(int count);
    }

    public static final class FanOutRun implements FanOut {
        private final Deeds deeds = Workflow.newActivityStub(Deeds.class, Deeds.SOON);

        @Override
        public int run(int count) {
            List<Promise<Integer>> squares = new ArrayList<>();
            for (int number = 0; number < count; number++) {
                squares.add(Async.function(deeds::square, number));
            }
            Promise.allOf(squares).get();
            return squares.stream().mapToInt(Promise::get).sum();
        }
    }

    @WorkflowInterface
    public interface Failures {
        @WorkflowMethod(name = "ActivityFailures")
        String run(String input);
    }

    public static final class FailuresRun implements Failures {
        @Override
        public String run(String input) {
            return Workflow.newActivityStub(Deeds.class, Deeds.SOON).failBefore(3);
        }
    }

    @WorkflowInterface
    public interface Refusals {
        @WorkflowMethod(name = "ActivityRefusals")
        String run();
    }

    public static final class RefusalsRun implements Refusals {
        @Override
        public String run() {
            try {
                return Workflow.newActivityStub(Deeds.class, Deeds.SOON).refuse("Refund");
            } catch (ActivityFailure e) {
                ApplicationFailure cause = (ApplicationFailure) e.getCause();
                return cause.type() + " " + cause.getMessage() + " "
                        + cause.details().get(0, Integer.class);
            }
        }
    }

    @WorkflowInterface
    public interface TimeOuts {
        @WorkflowMethod(name = "ActivityTimeOuts")
        TimeoutType run();
    }

    public static final class TimeOutsRun implements TimeOuts {
        @Override
        public TimeoutType run() {
            ActivityOptions options = Deeds.SOON
                    .withStartToClose(Duration.ofMillis(300))
                    .withRetry(Deeds.SOON.retryOptions().withMaximumAttempts(2));
            try {
                Workflow.newActivityStub(Deeds.class, options).neverAnswers();
                throw new IllegalStateException("Expected a time-out, but the activity was completed");
            } catch (ActivityFailure e) {
                return ((TimeoutFailure) e.getCause()).timeoutType();
            }
        }
    }

    @WorkflowInterface
    public interface Notes {
        @WorkflowMethod(name = "ActivityNotes")
        String run(String note);
    }

    public static final class NotesRun implements Notes {
        @Override
        public String run(String note) {
            return Workflow.newActivityStub(Deeds.class, Deeds.SOON).findNote(note);
        }
    }

    @WorkflowInterface
    public interface AnyType {
        @WorkflowMethod(name = "ActivityAnyType")
        String run(String input);
    }

    public static final class AnyTypeRun implements AnyType {
        @Override
        public String run(String input) {
            return Workflow.newUntypedActivityStub(Deeds.SOON).execute("Fold", String.class, input);
        }
    }

    @WorkflowInterface
    public interface StopActivity {
        @WorkflowMethod(name = "ActivityStop")
        String run(ActivityCancellationType type);
    }

    public static final class StopActivityRun implements StopActivity {
        @Override
        public String run(ActivityCancellationType type) {
            ActivityOptions options = Deeds.SOON
                    .withStartToClose(Duration.ofSeconds(60))
                    .withHeartbeat(Duration.ofSeconds(1))
                    .withCancellationType(type);
            Deeds deeds = Workflow.newActivityStub(Deeds.class, options);
            List<Promise<String>> running = new ArrayList<>();
            CancellationScope scope =
                    Workflow.newCancellationScope(() -> running.add(Async.function(deeds::untilCanceled)));
            scope.run();
            Workflow.sleep(Duration.ofMillis(200));
            scope.cancel();
            try {
                return running.getFirst().get();
            } catch (ActivityFailure e) {
                // An attempt that is killed after the request is not repeated.
                return e.getCause() instanceof CanceledFailure ? "canceled" : "lost";
            }
        }
    }

    @WorkflowInterface
    public interface LeaveActivity {
        @WorkflowMethod(name = "ActivityLeave")
        String run();
    }

    public static final class LeaveActivityRun implements LeaveActivity {
        @Override
        public String run() {
            Deeds deeds = Workflow.newActivityStub(
                    Deeds.class, Deeds.SOON.withCancellationType(ActivityCancellationType.ABANDON));
            List<Promise<String>> running = new ArrayList<>();
            CancellationScope scope =
                    Workflow.newCancellationScope(() -> running.add(Async.function(deeds::neverAnswers)));
            scope.run();
            Workflow.sleep(Duration.ofMillis(50));
            scope.cancel();
            try {
                return running.getFirst().get();
            } catch (ActivityFailure | CanceledFailure e) {
                return "left";
            }
        }
    }
}
