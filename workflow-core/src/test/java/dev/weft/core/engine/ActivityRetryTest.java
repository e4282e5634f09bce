package dev.weft.core.engine;

import static dev.weft.core.scenario.ClientSteps.does;
import static dev.weft.core.scenario.ClientSteps.later;
import static dev.weft.core.scenario.ClientSteps.signal;
import static dev.weft.core.scenario.ClientSteps.started;
import static dev.weft.core.scenario.ClientSteps.terminate;
import static dev.weft.core.scenario.Commands.scheduleActivity;
import static dev.weft.core.scenario.Stage.given;
import static dev.weft.core.scenario.WorkerSteps.activityCompleted;
import static dev.weft.core.scenario.WorkerSteps.activityFailed;
import static dev.weft.core.scenario.WorkerSteps.activityHeartbeat;
import static dev.weft.core.scenario.WorkerSteps.activityStartReported;
import static dev.weft.core.scenario.WorkerSteps.broken;
import static dev.weft.core.scenario.WorkerSteps.nextIsDue;
import static dev.weft.core.scenario.WorkerSteps.taskCompleted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.effect.Effect;
import dev.weft.core.event.ActivityEvent.ActivityTaskFailed;
import dev.weft.core.event.ActivityEvent.ActivityTaskTimedOut;
import dev.weft.core.event.MessageEvent.WorkflowExecutionSignaled;
import dev.weft.core.model.ActivitySettings;
import dev.weft.core.model.Failure;
import dev.weft.core.model.FailureInfo;
import dev.weft.core.model.Payload;
import dev.weft.core.model.RetryPolicy;
import dev.weft.core.model.RetryState;
import dev.weft.core.model.TimeoutType;
import dev.weft.core.reply.RejectionReason;
import dev.weft.core.request.WorkerRequest;
import dev.weft.core.scenario.Stage;
import dev.weft.core.scenario.Step;
import dev.weft.core.state.Limits;
import dev.weft.core.state.PendingActivity;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules 2.5-3, 2.5-4, 2.5-6 and 2.5-9: when an activity is tried again, and what is told when it is not. */
class ActivityRetryTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final RetryPolicy ENDLESS =
            new RetryPolicy(Duration.ofSeconds(1), 2, Duration.ofSeconds(5), 0, List.of("Known"));

    @Test
    void backoffGrowsUpToTheMaximumInterval() {
        Stage stage = with(settings(Duration.ZERO, ENDLESS));
        for (int seconds : new int[] {1, 2, 4, 5, 5}) {
            stage.when(activityFailed("a"));
            assertThat(stage.state().nextDue()).isEqualTo(stage.now().plusSeconds(seconds));
            stage.when(nextIsDue()).thenAsks(Effect.DispatchActivityTask.class);
        }
    }

    @Test
    void delayThatTheFailureAsksForReplacesBackoffAndMaximumInterval() {
        Stage stage = with(settings(Duration.ZERO, ENDLESS));
        stage.when(activityFailed("a", application("Broken", Duration.ofMinutes(3))));
        assertThat(stage.state().nextDue()).isEqualTo(stage.now().plus(Duration.ofMinutes(3)));
    }

    @Test
    void failureOfATypeThatThePolicyNamesIsNotRetried() {
        with(settings(Duration.ZERO, ENDLESS))
                .when(activityFailed("a", application("Known", Duration.ZERO)))
                .thenEvent(ActivityTaskFailed.class, event -> assertThat(event.retryState())
                        .isEqualTo(RetryState.NON_RETRYABLE_FAILURE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Timeout:START_TO_CLOSE", "TemporalTimeout:StartToClose"})
    void timeoutOfATypeThatThePolicyNamesIsNotRetried(String name) {
        RetryPolicy policy = new RetryPolicy(Duration.ofSeconds(1), 2, Duration.ofSeconds(1), 0, List.of(name));
        ActivitySettings settings =
                new ActivitySettings(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1), Duration.ZERO, policy);
        with(settings, activityStartReported("a"))
                .when(nextIsDue())
                .thenEvent(ActivityTaskTimedOut.class, event -> assertThat(event.retryState())
                        .isEqualTo(RetryState.NON_RETRYABLE_FAILURE));
    }

    @Test
    void failureWithoutTimeForAnotherAttemptIsNotRetried() {
        with(settings(Duration.ofSeconds(30), ENDLESS))
                .when(later(Duration.ofSeconds(29), activityFailed("a")))
                .thenEvent(ActivityTaskFailed.class, event -> assertThat(event.retryState())
                        .isEqualTo(RetryState.TIMEOUT));
    }

    @Test
    void activityThatMayBeTriedOnceTellsThatItsAttemptsAreUsedUp() {
        RetryPolicy once = new RetryPolicy(Duration.ofSeconds(1), 2, MINUTE, 1, List.of());
        with(settings(Duration.ZERO, once))
                .when(activityFailed("a"))
                .thenEvent(ActivityTaskFailed.class, event -> assertThat(event.retryState())
                        .isEqualTo(RetryState.MAXIMUM_ATTEMPTS_REACHED));
    }

    @Test
    void activityWithoutRetryPolicyTellsSo() {
        with(settings(Duration.ZERO, RetryPolicy.NONE))
                .when(activityFailed("a"))
                .thenEvent(ActivityTaskFailed.class, event -> assertThat(event.retryState())
                        .isEqualTo(RetryState.RETRY_POLICY_NOT_SET));
    }

    @Test
    void timeoutOfAllAttemptsTellsTheLastFailureAsItsCause() {
        with(
                        settings(
                                Duration.ofSeconds(30),
                                new RetryPolicy(Duration.ofSeconds(20), 2, MINUTE, 0, List.of())),
                        activityFailed("a"),
                        nextIsDue())
                .when(nextIsDue())
                .thenEvent(ActivityTaskTimedOut.class, event -> {
                    assertThat(event.retryState()).isEqualTo(RetryState.TIMEOUT);
                    assertThat(types(event.failure())).containsExactly(TimeoutType.SCHEDULE_TO_CLOSE);
                    assertThat(event.failure().chain().getLast().message()).isEqualTo("it broke");
                });
    }

    @Test
    void timeoutWithoutTimeForAnotherAttemptTellsBothTimeoutsAndTheLastFailure() {
        Duration close = Duration.ofSeconds(62);
        with(settings(close, ENDLESS), activityFailed("a"), nextIsDue(), activityStartReported("a"))
                .when(nextIsDue())
                .thenEvent(ActivityTaskTimedOut.class, event -> {
                    assertThat(types(event.failure()))
                            .containsExactly(TimeoutType.SCHEDULE_TO_CLOSE, TimeoutType.START_TO_CLOSE);
                    assertThat(event.failure().chain().getLast().message()).isEqualTo("it broke");
                });
    }

    @Test
    void timeoutTellsTheDetailsOfTheLastHeartbeat() {
        with(settings(Duration.ZERO, RetryPolicy.NONE), activityHeartbeat("a", "\"half\""))
                .when(nextIsDue())
                .thenEvent(ActivityTaskTimedOut.class, event -> assertThat(
                                event.failure().chain().getFirst())
                        .isInstanceOfSatisfying(
                                FailureInfo.Timeout.class, timeout -> assertThat(timeout.lastHeartbeatDetails())
                                        .containsExactly(Payload.json("\"half\""))));
    }

    @Test
    void waitForAWorkerThatTakesTooLongIsNeverRetried() {
        ActivitySettings settings =
                new ActivitySettings(Duration.ZERO, Duration.ofSeconds(5), MINUTE, Duration.ZERO, ENDLESS);
        with(settings).when(nextIsDue()).thenEvent(ActivityTaskTimedOut.class, event -> {
            assertThat(event.retryState()).isEqualTo(RetryState.TIMEOUT);
            assertThat(types(event.failure())).containsExactly(TimeoutType.SCHEDULE_TO_START);
        });
    }

    @Test
    void waitForAWorkerBeginsAnewWithEachAttempt() {
        ActivitySettings settings =
                new ActivitySettings(Duration.ZERO, Duration.ofSeconds(5), MINUTE, Duration.ZERO, ENDLESS);
        Stage stage = with(settings, later(Duration.ofSeconds(4), activityFailed("a")), nextIsDue());
        assertThat(stage.state().nextDue()).isEqualTo(stage.now().plusSeconds(5).plus(Limits.START_REPORT));
    }

    @Test
    void failureMayBringTheDetailsOfTheLastHeartbeat() {
        Stage stage = with(settings(Duration.ZERO, ENDLESS));
        PendingActivity activity = stage.state().activity("a").orElseThrow();
        stage.when(does(new WorkerRequest.FailActivityTask(
                        stage.state().runId(),
                        activity.scheduledEventId(),
                        1,
                        stage.now(),
                        broken(),
                        List.of(Payload.json("7")),
                        "worker")))
                .thenState(state -> assertThat(state.activity("a").orElseThrow().heartbeatDetails())
                        .containsExactly(Payload.json("7")));
    }

    @Test
    void stateKeepsOnlyTheBeginningOfAFailureThatIsRetried() {
        Failure huge = Failure.of(new FailureInfo.Application(
                        "m".repeat(100_000),
                        "Broken",
                        false,
                        "s".repeat(100_000),
                        List.of(Payload.json("\"" + "d".repeat(100_000) + "\"")),
                        Duration.ZERO))
                .wrappedIn(new FailureInfo.Server("outer", false));
        with(settings(Duration.ZERO, ENDLESS)).when(activityFailed("a", huge)).thenState(state -> {
            Failure kept = state.activity("a").orElseThrow().lastFailure();
            assertThat(kept.chain()).hasSize(2);
            assertThat(kept.toString().length()).isLessThan(5_000);
            assertThat(kept.message()).isEqualTo("outer");
        });
    }

    @Test
    void failureThatEndsTheActivityIsRecordedWhole() {
        Failure huge = Failure.of(
                new FailureInfo.Application("m".repeat(100_000), "Known", false, "", List.of(), Duration.ZERO));
        with(settings(Duration.ZERO, ENDLESS))
                .when(activityFailed("a", huge))
                .thenEvent(ActivityTaskFailed.class, event -> assertThat(event.failure())
                        .isEqualTo(huge));
    }

    @Test
    void signalDuringTheBackoffDoesNotDisturbIt() {
        with(settings(Duration.ZERO, ENDLESS), activityFailed("a"))
                .when(signal("pay"))
                .thenEvent(WorkflowExecutionSignaled.class, event -> {})
                .thenState(state -> assertThat(state.activity("a").orElseThrow().backingOff())
                        .isTrue());
    }

    @Test
    void lateReportOfAClosedRunIsStale() {
        Stage stage = with(settings(Duration.ZERO, ENDLESS));
        var completion = activityCompleted("a").of(stage);
        var heartbeat = activityHeartbeat("a", "1").of(stage);
        stage.when(terminate());
        stage.when(ignored -> completion).thenNothingChanges().thenRejected(RejectionReason.STALE);
        stage.when(ignored -> heartbeat).thenNothingChanges().thenRejected(RejectionReason.STALE);
    }

    private static List<TimeoutType> types(Failure failure) {
        return failure.chain().stream()
                .filter(FailureInfo.Timeout.class::isInstance)
                .map(info -> ((FailureInfo.Timeout) info).timeoutType())
                .toList();
    }

    private static Failure application(String type, Duration nextRetryDelay) {
        return Failure.of(new FailureInfo.Application("no", type, false, "", List.of(), nextRetryDelay));
    }

    private static ActivitySettings settings(Duration scheduleToClose, RetryPolicy policy) {
        return new ActivitySettings(scheduleToClose, Duration.ZERO, MINUTE, Duration.ZERO, policy);
    }

    private static Stage with(ActivitySettings settings, Step... steps) {
        Stage stage = given(started(), taskCompleted(scheduleActivity("a", settings)));
        for (Step step : steps) {
            stage.when(step);
        }
        return stage;
    }
}
