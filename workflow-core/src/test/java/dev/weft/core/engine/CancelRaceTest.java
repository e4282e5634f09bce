package dev.weft.core.engine;

import static dev.weft.core.scenario.ClientSteps.signal;
import static dev.weft.core.scenario.ClientSteps.started;
import static dev.weft.core.scenario.Commands.cancelActivity;
import static dev.weft.core.scenario.Commands.cancelTimer;
import static dev.weft.core.scenario.Commands.complete;
import static dev.weft.core.scenario.Commands.scheduleActivity;
import static dev.weft.core.scenario.Commands.startTimer;
import static dev.weft.core.scenario.Stage.given;
import static dev.weft.core.scenario.WorkerSteps.activityCanceled;
import static dev.weft.core.scenario.WorkerSteps.activityCompleted;
import static dev.weft.core.scenario.WorkerSteps.activityFailed;
import static dev.weft.core.scenario.WorkerSteps.activityHeartbeat;
import static dev.weft.core.scenario.WorkerSteps.activityStartReported;
import static dev.weft.core.scenario.WorkerSteps.nextIsDue;
import static dev.weft.core.scenario.WorkerSteps.taskCompleted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.event.ActivityEvent.ActivityTaskCancelRequested;
import dev.weft.core.event.ActivityEvent.ActivityTaskCanceled;
import dev.weft.core.event.ActivityEvent.ActivityTaskCompleted;
import dev.weft.core.event.ActivityEvent.ActivityTaskStarted;
import dev.weft.core.event.ActivityEvent.ActivityTaskTimedOut;
import dev.weft.core.event.MessageEvent.WorkflowExecutionSignaled;
import dev.weft.core.event.TimerEvent.TimerCanceled;
import dev.weft.core.event.TimerEvent.TimerFired;
import dev.weft.core.event.TimerEvent.TimerStarted;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionCompleted;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskCompleted;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskFailed;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskScheduled;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskStarted;
import dev.weft.core.model.RetryState;
import dev.weft.core.reply.RejectionReason;
import dev.weft.core.scenario.Stage;
import dev.weft.core.scenario.Step;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Rules 2.5-7 and 2.6-1: cancellations that meet what they cancel at various points of its life. */
class CancelRaceTest {
    private static final long SCHEDULED = 5;
    private static final Step WAKE = signal("wake");
    private static final Step CANCEL = taskCompleted(cancelActivity(SCHEDULED));

    @Test
    void backingOffActivityIsCanceledAtOnceAndNotDispatchedAgain() {
        with(activityFailed("a"), WAKE)
                .when(CANCEL)
                .thenEvents(
                        WorkflowTaskCompleted.class,
                        ActivityTaskCancelRequested.class,
                        ActivityTaskCanceled.class,
                        WorkflowTaskScheduled.class,
                        WorkflowTaskStarted.class)
                .thenState(state -> assertThat(state.activities()).isEmpty());
    }

    @Test
    void completionOfAnActivityThatWasCanceledWhileItWaitedIsStale() {
        Stage stage = with(WAKE);
        var late = activityCompleted("a").of(stage);
        stage.when(CANCEL);
        stage.when(ignored -> late).thenNothingChanges().thenRejected(RejectionReason.STALE);
    }

    @Test
    void runningActivityMayCompleteDespiteItsCancellation() {
        with(activityStartReported("a"), WAKE, CANCEL)
                .when(activityCompleted("a"))
                .thenEvents(
                        ActivityTaskStarted.class,
                        ActivityTaskCompleted.class,
                        WorkflowTaskScheduled.class,
                        WorkflowTaskStarted.class);
    }

    @Test
    void runningActivityThatIgnoresItsCancellationTimesOutWithoutRetry() {
        with(activityStartReported("a"), WAKE, CANCEL)
                .when(nextIsDue())
                .thenEvent(ActivityTaskTimedOut.class, event -> assertThat(event.retryState())
                        .isEqualTo(RetryState.CANCEL_REQUESTED));
    }

    @Test
    void activityWhoseHeartbeatWasHeardCountsAsStartedWhenItIsCanceled() {
        with(activityHeartbeat("a", "1"), WAKE)
                .when(CANCEL)
                .thenEvents(WorkflowTaskCompleted.class, ActivityTaskCancelRequested.class);
    }

    @Test
    void cancellationOfAnActivityWhoseEndIsBufferedIsRecordedAndTheEndStands() {
        with(WAKE, activityCompleted("a"))
                .when(CANCEL)
                .thenEvents(
                        WorkflowTaskCompleted.class,
                        ActivityTaskCancelRequested.class,
                        ActivityTaskStarted.class,
                        ActivityTaskCompleted.class,
                        WorkflowTaskScheduled.class,
                        WorkflowTaskStarted.class);
    }

    @Test
    void canceledEndNamesTheRequestThatItFollows() {
        with(activityStartReported("a"), WAKE, CANCEL)
                .when(activityCanceled("a"))
                .thenEvent(ActivityTaskCanceled.class, event -> assertThat(event.cancelRequestedEventId())
                        .isEqualTo(10));
    }

    @Test
    void cancellationAndCloseInOneTaskEndTheRun() {
        with(WAKE)
                .when(taskCompleted(cancelActivity(SCHEDULED), complete()))
                .thenEvents(
                        WorkflowTaskCompleted.class,
                        ActivityTaskCancelRequested.class,
                        WorkflowExecutionCompleted.class);
    }

    @Test
    void timerThatFiredInTheBufferAndIsCanceledNeverFired() {
        timer(WAKE, nextIsDue())
                .when(taskCompleted(cancelTimer("t")))
                .thenEvents(WorkflowTaskCompleted.class, TimerCanceled.class)
                .thenState(state -> assertThat(state.timers()).isEmpty());
    }

    @Test
    void cancellationTakesOnlyItsOwnTimerOutOfTheBuffer() {
        given(
                        started(),
                        taskCompleted(startTimer("t", Duration.ofSeconds(1)), startTimer("u", Duration.ofSeconds(1))),
                        WAKE,
                        nextIsDue())
                .when(taskCompleted(cancelTimer("t")))
                .thenEvents(
                        WorkflowTaskCompleted.class,
                        TimerCanceled.class,
                        TimerFired.class,
                        WorkflowTaskScheduled.class,
                        WorkflowTaskStarted.class);
    }

    @Test
    void canceledTimerMayBeStartedAgainInTheSameTask() {
        timer(WAKE, nextIsDue())
                .when(taskCompleted(cancelTimer("t"), startTimer("t", Duration.ofSeconds(9))))
                .thenEvents(WorkflowTaskCompleted.class, TimerCanceled.class, TimerStarted.class)
                .thenState(state ->
                        assertThat(state.timer("t").orElseThrow().finished()).isFalse());
    }

    @Test
    void cancellingTheFiredTimerDoesNotClearTheWayPastOtherEvents() {
        timer(WAKE, nextIsDue(), signal("pay"))
                .when(taskCompleted(cancelTimer("t"), complete()))
                .thenEvents(
                        WorkflowTaskFailed.class,
                        TimerFired.class,
                        WorkflowExecutionSignaled.class,
                        WorkflowTaskScheduled.class,
                        WorkflowTaskStarted.class);
    }

    private static Stage with(Step... steps) {
        return after(taskCompleted(scheduleActivity("a")), steps);
    }

    private static Stage timer(Step... steps) {
        return after(taskCompleted(startTimer("t", Duration.ofSeconds(1))), steps);
    }

    private static Stage after(Step first, Step... steps) {
        Stage stage = given(started(), first);
        for (Step step : steps) {
            stage.when(step);
        }
        return stage;
    }
}
