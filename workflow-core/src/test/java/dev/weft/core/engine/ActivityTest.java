package dev.weft.core.engine;

import static dev.weft.core.scenario.ClientSteps.ASKER;
import static dev.weft.core.scenario.ClientSteps.asked;
import static dev.weft.core.scenario.ClientSteps.does;
import static dev.weft.core.scenario.ClientSteps.later;
import static dev.weft.core.scenario.ClientSteps.signal;
import static dev.weft.core.scenario.ClientSteps.started;
import static dev.weft.core.scenario.Commands.cancelActivity;
import static dev.weft.core.scenario.Commands.complete;
import static dev.weft.core.scenario.Commands.once;
import static dev.weft.core.scenario.Commands.scheduleActivity;
import static dev.weft.core.scenario.Commands.startTimer;
import static dev.weft.core.scenario.Stage.given;
import static dev.weft.core.scenario.WorkerSteps.activityCanceled;
import static dev.weft.core.scenario.WorkerSteps.activityClaimed;
import static dev.weft.core.scenario.WorkerSteps.activityCompleted;
import static dev.weft.core.scenario.WorkerSteps.activityFailed;
import static dev.weft.core.scenario.WorkerSteps.activityHeartbeat;
import static dev.weft.core.scenario.WorkerSteps.activityStartReported;
import static dev.weft.core.scenario.WorkerSteps.fatal;
import static dev.weft.core.scenario.WorkerSteps.nextIsDue;
import static dev.weft.core.scenario.WorkerSteps.taskCompleted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.command.Command;
import dev.weft.core.effect.Effect;
import dev.weft.core.event.ActivityEvent.ActivityTaskCancelRequested;
import dev.weft.core.event.ActivityEvent.ActivityTaskCanceled;
import dev.weft.core.event.ActivityEvent.ActivityTaskCompleted;
import dev.weft.core.event.ActivityEvent.ActivityTaskFailed;
import dev.weft.core.event.ActivityEvent.ActivityTaskScheduled;
import dev.weft.core.event.ActivityEvent.ActivityTaskStarted;
import dev.weft.core.event.ActivityEvent.ActivityTaskTimedOut;
import dev.weft.core.event.TimerEvent.TimerStarted;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskCompleted;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskScheduled;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskStarted;
import dev.weft.core.model.ActivitySettings;
import dev.weft.core.model.FailureInfo;
import dev.weft.core.model.Payload;
import dev.weft.core.model.RetryPolicy;
import dev.weft.core.model.RetryState;
import dev.weft.core.model.TimeoutType;
import dev.weft.core.reply.RejectionReason;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.EngineRequest;
import dev.weft.core.request.WorkerRequest;
import dev.weft.core.scenario.Stage;
import dev.weft.core.scenario.Step;
import dev.weft.core.state.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ActivityTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final long SCHEDULED = 5;

    @Test
    void scheduledActivityIsDispatched() {
        given(started())
                .when(taskCompleted(scheduleActivity("a")))
                .thenEvents(WorkflowTaskCompleted.class, ActivityTaskScheduled.class)
                .thenAsks(Effect.DispatchActivityTask.class, task -> assertThat(task.scheduledEventId())
                        .isEqualTo(SCHEDULED));
    }

    @Test
    void completionWritesStartAndEndTogether() {
        with(scheduleOf(forever()))
                .when(activityCompleted("a"))
                .thenEvents(
                        ActivityTaskStarted.class,
                        ActivityTaskCompleted.class,
                        WorkflowTaskScheduled.class,
                        WorkflowTaskStarted.class)
                .thenEvent(ActivityTaskCompleted.class, event -> assertThat(event.startedEventId())
                        .isEqualTo(SCHEDULED + 1));
    }

    @Test
    void repeatedCompletionIsStale() {
        Stage stage = with(scheduleOf(forever()));
        var request = activityCompleted("a").of(stage);
        stage.when(ignored -> request);
        stage.when(ignored -> request).thenNothingChanges().thenRejected(RejectionReason.STALE);
    }

    @Test
    void failedAttemptIsRetriedWithoutATraceInHistory() {
        with(scheduleOf(forever()))
                .when(activityFailed("a"))
                .thenNoEvents()
                .thenState(state ->
                        assertThat(state.activity("a").orElseThrow().attempt()).isEqualTo(2))
                .and()
                .when(nextIsDue())
                .thenNoEvents()
                .thenAsks(Effect.DispatchActivityTask.class);
    }

    @Test
    void backoffDoubles() {
        Stage stage = with(scheduleOf(forever()));
        stage.when(activityFailed("a"));
        stage.when(nextIsDue());
        stage.when(activityFailed("a")).thenState(state -> assertThat(state.nextDue())
                .isEqualTo(stage.now().plusSeconds(2)));
    }

    @Test
    void lastFailureIsToldWithTheStartOfTheFinalAttempt() {
        with(scheduleOf(forever()), activityFailed("a"), nextIsDue())
                .when(activityCompleted("a"))
                .thenEvent(ActivityTaskStarted.class, event -> {
                    assertThat(event.attempt()).isEqualTo(2);
                    assertThat(event.lastFailure().message()).isEqualTo("it broke");
                });
    }

    @Test
    void failureThatMustNotBeRetriedEndsTheActivity() {
        with(scheduleOf(forever()))
                .when(activityFailed("a", fatal()))
                .thenEvent(ActivityTaskFailed.class, event -> assertThat(event.retryState())
                        .isEqualTo(RetryState.NON_RETRYABLE_FAILURE));
    }

    @Test
    void lastAttemptEndsTheActivity() {
        with(
                        scheduleOf(settings(MINUTE, Duration.ZERO, Duration.ZERO, Duration.ZERO, 2)),
                        activityFailed("a"),
                        nextIsDue())
                .when(activityFailed("a"))
                .thenEvent(ActivityTaskFailed.class, event -> assertThat(event.retryState())
                        .isEqualTo(RetryState.MAXIMUM_ATTEMPTS_REACHED));
    }

    @Test
    void reportOfAnEarlierAttemptIsStale() {
        Stage stage = with(scheduleOf(forever()));
        var late = activityCompleted("a").of(stage);
        stage.when(activityFailed("a"));
        stage.when(nextIsDue());
        stage.when(ignored -> late).thenRejected(RejectionReason.STALE);
    }

    @Test
    void attemptThatRunsTooLongIsRetried() {
        with(scheduleOf(forever()), activityStartReported("a"))
                .when(nextIsDue())
                .thenNoEvents()
                .thenState(state -> assertThat(state.activity("a").orElseThrow().backingOff())
                        .isTrue());
    }

    @Test
    void lastAttemptThatRunsTooLongTimesOut() {
        with(scheduleOf(once(MINUTE)), activityStartReported("a"))
                .when(nextIsDue())
                .thenEvent(ActivityTaskTimedOut.class, timedOutBy(TimeoutType.START_TO_CLOSE));
    }

    @Test
    void silentAttemptTimesOut() {
        with(
                        scheduleOf(settings(MINUTE, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(5), 1)),
                        activityStartReported("a"),
                        later(Duration.ofSeconds(4), activityHeartbeat("a", "7")))
                .when(nextIsDue())
                .thenEvent(ActivityTaskTimedOut.class, timedOutBy(TimeoutType.HEARTBEAT))
                .thenEvent(ActivityTaskTimedOut.class, event -> assertThat(
                                event.failure().chain().getFirst())
                        .isInstanceOfSatisfying(
                                FailureInfo.Timeout.class, timeout -> assertThat(timeout.lastHeartbeatDetails())
                                        .containsExactly(Payload.json("7"))));
    }

    @Test
    void activityThatNobodyTakesTimesOutWithoutRetry() {
        with(scheduleOf(settings(MINUTE, Duration.ZERO, Duration.ofSeconds(5), Duration.ZERO, 0)))
                .when(nextIsDue())
                .thenEvents(ActivityTaskTimedOut.class, WorkflowTaskScheduled.class, WorkflowTaskStarted.class)
                .thenEvent(ActivityTaskTimedOut.class, timedOutBy(TimeoutType.SCHEDULE_TO_START));
    }

    @Test
    void activityThatWasTakenInTimeIsNotCalledLateWhileItsStartIsUnderWay() {
        Duration toStart = Duration.ofSeconds(5);
        Stage stage = with(scheduleOf(settings(MINUTE, Duration.ZERO, toStart, Duration.ZERO, 0)));
        Instant last = stage.now().plus(toStart);
        Instant taken = last.minusMillis(1);

        stage.when(later(toStart, does(new EngineRequest.TimerDue(last)))).thenNothingChanges();
        stage.when(later(
                        Limits.START_REPORT.minusMillis(1),
                        does(new WorkerRequest.ReportActivityStarted(
                                stage.state().runId(), SCHEDULED, 1, taken, "worker"))))
                .thenState(state -> assertThat(state.nextDue()).isEqualTo(taken.plus(MINUTE)));
    }

    @Test
    void allAttemptsTogetherTimeOut() {
        with(scheduleOf(settings(MINUTE, Duration.ofSeconds(90), Duration.ZERO, Duration.ZERO, 0)))
                .when(nextIsDue())
                .thenEvent(ActivityTaskTimedOut.class, timedOutBy(TimeoutType.SCHEDULE_TO_CLOSE));
    }

    @Test
    void attemptWhoseRetryWouldComeTooLateReportsThatTheTimeIsOver() {
        with(
                        scheduleOf(settings(MINUTE, Duration.ofMillis(60_500), Duration.ZERO, Duration.ZERO, 0)),
                        activityStartReported("a"))
                .when(nextIsDue())
                .thenEvent(ActivityTaskTimedOut.class, timedOutBy(TimeoutType.SCHEDULE_TO_CLOSE))
                .thenEvent(ActivityTaskTimedOut.class, event -> assertThat(event.retryState())
                        .isEqualTo(RetryState.TIMEOUT));
    }

    @Test
    void missingTimeoutsFollowFromThoseThatAreSet() {
        given(started())
                .when(taskCompleted(scheduleActivity(
                        "a", settings(Duration.ZERO, MINUTE, Duration.ofHours(1), Duration.ofHours(1), 0))))
                .thenEvent(ActivityTaskScheduled.class, event -> {
                    assertThat(event.settings().startToClose()).isEqualTo(MINUTE);
                    assertThat(event.settings().scheduleToStart()).isEqualTo(MINUTE);
                    assertThat(event.settings().heartbeat()).isEqualTo(MINUTE);
                });
    }

    @Test
    void heartbeatTellsTheNextAttemptWhereToGoOn() {
        with(scheduleOf(forever()), activityHeartbeat("a", "42"))
                .when(activityFailed("a"))
                .thenState(state -> assertThat(state.activity("a").orElseThrow().heartbeatDetails())
                        .containsExactly(Payload.json("42")));
    }

    @Test
    void heartbeatTellsTheWorkerOfTheCancellation() {
        with(scheduleOf(forever()), activityStartReported("a"), wake(), taskCompleted(cancelActivity(SCHEDULED)))
                .when(asked("", activityHeartbeat("a", "1")))
                .thenReply(Reply.HeartbeatRecorded.class, reply -> assertThat(reply.cancelRequested())
                        .isTrue());
    }

    @Test
    void waitingActivityIsCanceledAtOnce() {
        with(scheduleOf(forever()), wake())
                .when(taskCompleted(cancelActivity(SCHEDULED)))
                .thenEvents(
                        WorkflowTaskCompleted.class,
                        ActivityTaskCancelRequested.class,
                        ActivityTaskCanceled.class,
                        WorkflowTaskScheduled.class,
                        WorkflowTaskStarted.class);
    }

    @Test
    void eventsOfCommandsStandTogetherWhateverTheyLeadTo() {
        with(scheduleOf(forever()), wake())
                .when(taskCompleted(cancelActivity(SCHEDULED), startTimer("t", MINUTE)))
                .thenEvents(
                        WorkflowTaskCompleted.class,
                        ActivityTaskCancelRequested.class,
                        TimerStarted.class,
                        ActivityTaskCanceled.class,
                        WorkflowTaskScheduled.class,
                        WorkflowTaskStarted.class);
    }

    @Test
    void runningActivityIsAskedToCancel() {
        with(scheduleOf(forever()), activityStartReported("a"), wake())
                .when(taskCompleted(cancelActivity(SCHEDULED)))
                .thenEvents(WorkflowTaskCompleted.class, ActivityTaskCancelRequested.class)
                .and()
                .when(activityCanceled("a"))
                .thenEvent(ActivityTaskCanceled.class, event -> assertThat(event.startedEventId())
                        .isPositive());
    }

    @Test
    void canceledActivityIsNotRetried() {
        with(scheduleOf(forever()), activityStartReported("a"), wake(), taskCompleted(cancelActivity(SCHEDULED)))
                .when(activityFailed("a"))
                .thenEvent(ActivityTaskFailed.class, event -> assertThat(event.retryState())
                        .isEqualTo(RetryState.CANCEL_REQUESTED));
    }

    @Test
    void cancellationThatNobodyAskedForIsAFailure() {
        with(scheduleOf(forever()))
                .when(activityCanceled("a"))
                .thenEvents(
                        ActivityTaskStarted.class,
                        ActivityTaskFailed.class,
                        WorkflowTaskScheduled.class,
                        WorkflowTaskStarted.class);
    }

    @Test
    void claimIsGrantedToOneWorkerOnly() {
        Stage stage = with(scheduleOf(once(MINUTE)));
        Step mine = asked("", activityClaimed("a", "worker-1"));
        stage.when(mine).thenTells(ASKER, Reply.ClaimGranted.class, reply -> {});
        stage.when(mine).thenNothingChanges().thenReply(Reply.ClaimGranted.class);
        stage.when(asked("", activityClaimed("a", "worker-2"))).thenRejected(RejectionReason.STALE);
    }

    @Test
    void activityOfClosedRunIsForgotten() {
        with(scheduleOf(forever()), wake())
                .when(taskCompleted(complete()))
                .thenState(state -> assertThat(state.activities()).isEmpty());
    }

    @Test
    void activityThatIsScheduledByTheLastTaskOfItsRunIsNotDispatched() {
        given(started())
                .when(taskCompleted(scheduleActivity("a"), complete()))
                .thenAsksNo(Effect.DispatchActivityTask.class);
    }

    @Test
    void workerWhoseClockIsBehindDoesNotTimeOutAtOnce() {
        Stage stage = given(started());
        var beforeItsTime = stage.now();
        stage.when(later(Duration.ofHours(1), taskCompleted(scheduleOf(once(MINUTE)))));
        stage.when(does(new WorkerRequest.ReportActivityStarted(
                        stage.state().runId(), SCHEDULED, 1, beforeItsTime, "worker")))
                .thenState(state ->
                        assertThat(state.nextDue()).isEqualTo(stage.now().plus(MINUTE)));
    }

    private static Consumer<ActivityTaskTimedOut> timedOutBy(TimeoutType type) {
        return event -> assertThat(event.failure().chain().getFirst())
                .isInstanceOfSatisfying(FailureInfo.Timeout.class, timeout -> assertThat(timeout.timeoutType())
                        .isEqualTo(type));
    }

    private static Command scheduleOf(ActivitySettings settings) {
        return scheduleActivity("a", settings);
    }

    private static Stage with(Command schedule, Step... steps) {
        Stage stage = given(started(), taskCompleted(schedule));
        for (Step step : steps) {
            stage.when(step);
        }
        return stage;
    }

    private static Step wake() {
        return signal("wake");
    }

    private static ActivitySettings forever() {
        return ActivitySettings.startToClose(MINUTE);
    }

    private static ActivitySettings settings(
            Duration startToClose,
            Duration scheduleToClose,
            Duration scheduleToStart,
            Duration heartbeat,
            int maximumAttempts) {
        return new ActivitySettings(
                scheduleToClose,
                scheduleToStart,
                startToClose,
                heartbeat,
                new RetryPolicy(Duration.ofSeconds(1), 2, Duration.ofMinutes(1), maximumAttempts, List.of()));
    }
}
