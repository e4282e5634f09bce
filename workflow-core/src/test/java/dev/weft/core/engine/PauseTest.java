package dev.weft.core.engine;

import static dev.weft.core.scenario.ClientSteps.asked;
import static dev.weft.core.scenario.ClientSteps.cancel;
import static dev.weft.core.scenario.ClientSteps.describe;
import static dev.weft.core.scenario.ClientSteps.later;
import static dev.weft.core.scenario.ClientSteps.paused;
import static dev.weft.core.scenario.ClientSteps.query;
import static dev.weft.core.scenario.ClientSteps.resumed;
import static dev.weft.core.scenario.ClientSteps.signal;
import static dev.weft.core.scenario.ClientSteps.signalWithStart;
import static dev.weft.core.scenario.ClientSteps.started;
import static dev.weft.core.scenario.ClientSteps.startedAfter;
import static dev.weft.core.scenario.ClientSteps.startedAgain;
import static dev.weft.core.scenario.ClientSteps.terminate;
import static dev.weft.core.scenario.ClientSteps.update;
import static dev.weft.core.scenario.Commands.complete;
import static dev.weft.core.scenario.Commands.continueAsNew;
import static dev.weft.core.scenario.Commands.fail;
import static dev.weft.core.scenario.Commands.scheduleActivity;
import static dev.weft.core.scenario.Commands.startChild;
import static dev.weft.core.scenario.Commands.startTimer;
import static dev.weft.core.scenario.FamilySteps.childCompleted;
import static dev.weft.core.scenario.FamilySteps.released;
import static dev.weft.core.scenario.FamilySteps.startedAsChild;
import static dev.weft.core.scenario.Stage.given;
import static dev.weft.core.scenario.WorkerSteps.activityCompleted;
import static dev.weft.core.scenario.WorkerSteps.activityFailed;
import static dev.weft.core.scenario.WorkerSteps.nextIsDue;
import static dev.weft.core.scenario.WorkerSteps.taskCompleted;
import static dev.weft.core.scenario.WorkerSteps.taskFailed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.effect.Effect;
import dev.weft.core.event.ActivityEvent.ActivityTaskCompleted;
import dev.weft.core.event.ActivityEvent.ActivityTaskScheduled;
import dev.weft.core.event.ActivityEvent.ActivityTaskStarted;
import dev.weft.core.event.ActivityEvent.ActivityTaskTimedOut;
import dev.weft.core.event.ChildEvent.ChildWorkflowExecutionCompleted;
import dev.weft.core.event.ChildEvent.ChildWorkflowExecutionStarted;
import dev.weft.core.event.ChildEvent.StartChildWorkflowExecutionInitiated;
import dev.weft.core.event.InternalChange;
import dev.weft.core.event.MessageEvent.WorkflowExecutionSignaled;
import dev.weft.core.event.TimerEvent.TimerFired;
import dev.weft.core.event.TimerEvent.TimerStarted;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionCancelRequested;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionCompleted;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionContinuedAsNew;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionFailed;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionPaused;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionStarted;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionTerminated;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionTimedOut;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionUnpaused;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskCompleted;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskScheduled;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskStarted;
import dev.weft.core.model.ActivitySettings;
import dev.weft.core.model.ParentClosePolicy;
import dev.weft.core.model.RetryPolicy;
import dev.weft.core.model.WorkflowIdConflictPolicy;
import dev.weft.core.model.WorkflowIdReusePolicy;
import dev.weft.core.model.WorkflowStatus;
import dev.weft.core.reply.RejectionReason;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.WorkflowRequest;
import dev.weft.core.scenario.Stage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PauseTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void pauseIsRecordedAndShown() {
        Stage stage = given(started(), taskCompleted());
        stage.when(paused())
                .thenEvents(WorkflowExecutionPaused.class)
                .thenAsksNo(Effect.DispatchWorkflowTask.class)
                .thenReply(Reply.Accepted.class);
        stage.when(describe()).thenReply(Reply.Described.class, reply -> {
            assertThat(reply.description().status()).isEqualTo(WorkflowStatus.PAUSED);
            assertThat(reply.description().pause().reason()).isEqualTo("maintenance");
            assertThat(reply.description().pause().identity()).isEqualTo("operator");
            assertThat(reply.description().pause().since()).isEqualTo(Stage.BEGINNING);
        });
    }

    @Test
    void pausedStatusWinsOverStuck() {
        given(started(), taskFailed(), taskFailed()).when(paused()).thenState(state -> assertThat(state.status())
                .isEqualTo(WorkflowStatus.PAUSED));
    }

    @Test
    void pausingAPausedRunChangesNothing() {
        given(started(), taskCompleted(), paused())
                .when(paused())
                .thenNothingChanges()
                .thenReply(Reply.Accepted.class);
    }

    @Test
    void resumingARunThatIsNotPausedChangesNothing() {
        given(started(), taskCompleted()).when(resumed()).thenNothingChanges().thenReply(Reply.Accepted.class);
    }

    @Test
    void repeatedPauseThatComesAfterTheResumeDoesNotCountAgain() {
        given(started(), taskCompleted(), asked("p", paused()), asked("r", resumed()))
                .when(asked("p", paused()))
                .thenNothingChanges()
                .thenReply(Reply.Accepted.class)
                .and()
                .when(asked("r", resumed()))
                .thenNothingChanges()
                .thenReply(Reply.Accepted.class);
    }

    @Test
    void pauseThatFoundThePauseIsRememberedToo() {
        given(started(), taskCompleted(), paused(), asked("p", paused()), resumed())
                .when(asked("p", paused()))
                .thenNothingChanges()
                .thenReply(Reply.Accepted.class);
    }

    @Test
    void closedRunIsNeitherPausedNorResumed() {
        Stage stage = given(started(), terminate());
        stage.when(paused()).thenRejected(RejectionReason.WORKFLOW_CLOSED);
        stage.when(resumed()).thenRejected(RejectionReason.WORKFLOW_CLOSED);
    }

    @Test
    void taskUnderWayMayFinishAndItsCommandsCount() {
        Stage stage = given(started());
        stage.when(paused()).thenNoEvents().thenState(state -> assertThat(state.status())
                .isEqualTo(WorkflowStatus.PAUSED));
        stage.when(taskCompleted(
                        scheduleActivity("a"), startTimer("t", MINUTE), startChild("c", ParentClosePolicy.TERMINATE)))
                .thenEvents(
                        WorkflowTaskCompleted.class,
                        ActivityTaskScheduled.class,
                        TimerStarted.class,
                        StartChildWorkflowExecutionInitiated.class,
                        WorkflowExecutionPaused.class)
                .thenAsksNo(Effect.DispatchActivityTask.class)
                .thenAsksNo(Effect.DispatchWorkflowTask.class)
                .thenSends(WorkflowRequest.StartChild.class, child -> {});
    }

    @Test
    void taskUnderWayMayCloseTheRunThatIsBeingPaused() {
        given(started(), paused())
                .when(taskCompleted(complete()))
                .thenEvents(
                        WorkflowTaskCompleted.class, WorkflowExecutionPaused.class, WorkflowExecutionCompleted.class)
                .thenState(state -> assertThat(state.status()).isEqualTo(WorkflowStatus.COMPLETED));
    }

    @Test
    void failedTaskIsNotRepeatedBeforeTheResume() {
        given(started(), paused())
                .when(taskFailed())
                .thenAsksNo(Effect.DispatchWorkflowTask.class)
                .and()
                .when(resumed())
                .thenAsks(Effect.DispatchWorkflowTask.class);
    }

    @Test
    void signalsAreRecordedWithoutAWorkflowTask() {
        given(started(), taskCompleted(), paused())
                .when(signal("pay"))
                .thenEvents(WorkflowExecutionSignaled.class)
                .thenAsksNo(Effect.DispatchWorkflowTask.class)
                .thenReply(Reply.Accepted.class);
    }

    @Test
    void timersFireWithoutAWorkflowTask() {
        given(started(), taskCompleted(startTimer("t", MINUTE)), paused())
                .when(nextIsDue())
                .thenEvents(TimerFired.class)
                .thenAsksNo(Effect.DispatchWorkflowTask.class);
    }

    @Test
    void activityCompletionsAreRecordedWithoutAWorkflowTask() {
        given(started(), taskCompleted(scheduleActivity("a")), paused())
                .when(activityCompleted("a"))
                .thenEvents(ActivityTaskStarted.class, ActivityTaskCompleted.class)
                .thenAsksNo(Effect.DispatchWorkflowTask.class);
    }

    @Test
    void closesOfChildrenAreRecordedWithoutAWorkflowTask() {
        given(started(), taskCompleted(startChild("c", ParentClosePolicy.TERMINATE)), paused())
                .when(childCompleted())
                .thenEvents(ChildWorkflowExecutionStarted.class, ChildWorkflowExecutionCompleted.class)
                .thenAsksNo(Effect.DispatchWorkflowTask.class);
    }

    @Test
    void cancelRequestIsRecordedAndWaits() {
        given(started(), taskCompleted(), paused())
                .when(cancel())
                .thenEvents(WorkflowExecutionCancelRequested.class)
                .thenAsksNo(Effect.DispatchWorkflowTask.class)
                .and()
                .when(resumed())
                .thenAsks(Effect.DispatchWorkflowTask.class);
    }

    @Test
    void updatesAreRejected() {
        given(started(), taskCompleted(), paused())
                .when(update("u"))
                .thenNothingChanges()
                .thenRejected(RejectionReason.WORKFLOW_PAUSED);
    }

    @Test
    void updateOfBeforeThePauseWaitsForTheResume() {
        given(started(), update("u"), paused())
                .when(taskFailed())
                .thenAsksNo(Effect.DispatchWorkflowTask.class)
                .and()
                .when(resumed())
                .thenAsks(Effect.DispatchWorkflowTask.class, task -> assertThat(task.updates())
                        .hasSize(1));
    }

    @Test
    void queriesAreRejected() {
        given(started(), taskCompleted(), paused())
                .when(asked("", query("q")))
                .thenNothingChanges()
                .thenRejected(RejectionReason.WORKFLOW_PAUSED);
    }

    @Test
    void terminationWorks() {
        given(started(), taskCompleted(), paused())
                .when(terminate())
                .thenEvents(WorkflowExecutionTerminated.class)
                .thenState(state -> {
                    assertThat(state.status()).isEqualTo(WorkflowStatus.TERMINATED);
                    assertThat(state.run().isPaused()).isFalse();
                });
    }

    @Test
    void retryThatIsDueWaitsForTheResumeAndIsDueOnce() {
        Stage stage = given(started(), taskCompleted(scheduleActivity("a")), activityFailed("a"), paused());
        stage.when(nextIsDue())
                .thenNoEvents()
                .thenChange(InternalChange.ActivityAttemptDispatched.class)
                .thenAsksNo(Effect.DispatchActivityTask.class)
                .thenState(state -> assertThat(state.nextDeadline()).isEmpty());
        stage.when(resumed())
                .thenEvents(WorkflowExecutionUnpaused.class, WorkflowTaskScheduled.class, WorkflowTaskStarted.class)
                .thenAsks(Effect.DispatchActivityTask.class);
    }

    @Test
    void failedActivityIsNotTriedAgainAtOnceWhilePaused() {
        ActivitySettings atOnce = new ActivitySettings(
                Duration.ZERO,
                Duration.ZERO,
                MINUTE,
                Duration.ZERO,
                new RetryPolicy(Duration.ZERO, 1, Duration.ZERO, 0, List.of()));
        given(started(), taskCompleted(scheduleActivity("a", atOnce)), paused())
                .when(activityFailed("a"))
                .thenAsksNo(Effect.DispatchActivityTask.class);
    }

    @Test
    void everyActivityThatWaitsIsDispatchedAtTheResume() {
        given(started(), paused(), taskCompleted(scheduleActivity("a"), scheduleActivity("b")))
                .when(resumed())
                .thenState(state -> assertThat(state.activities().size()).isEqualTo(2))
                .thenAsksTimes(Effect.DispatchActivityTask.class, 2);
    }

    @Test
    void activityTimeoutsGoOn() {
        ActivitySettings impatient =
                new ActivitySettings(Duration.ZERO, Duration.ofSeconds(10), MINUTE, Duration.ZERO, RetryPolicy.NONE);
        given(started(), paused(), taskCompleted(scheduleActivity("a", impatient)))
                .when(nextIsDue())
                .thenEvents(ActivityTaskTimedOut.class);
    }

    @Test
    void runTimeoutGoesOn() {
        given(started(settings -> settings.withTimeouts(Duration.ZERO, MINUTE, Duration.ZERO)), paused())
                .when(nextIsDue())
                .thenState(state -> assertThat(state.status()).isEqualTo(WorkflowStatus.TIMED_OUT));
    }

    @Test
    void executionTimeoutGoesOn() {
        given(started(settings -> settings.withTimeouts(MINUTE, Duration.ZERO, Duration.ZERO)), paused())
                .when(nextIsDue())
                .thenState(state -> assertThat(state.status()).isEqualTo(WorkflowStatus.TIMED_OUT));
    }

    @Test
    void startDelayThatEndsWhilePausedWaitsForTheResume() {
        Stage stage = given(startedAfter(MINUTE), paused());
        stage.when(nextIsDue()).thenNoEvents().thenState(state -> assertThat(state.nextDeadline())
                .isEmpty());
        stage.when(resumed())
                .thenEvents(WorkflowExecutionUnpaused.class, WorkflowTaskScheduled.class, WorkflowTaskStarted.class);
    }

    @Test
    void resumeDoesNotCutTheStartDelayShort() {
        given(startedAfter(MINUTE), paused())
                .when(resumed())
                .thenEvents(WorkflowExecutionUnpaused.class)
                .and()
                .when(nextIsDue())
                .thenAsks(Effect.DispatchWorkflowTask.class);
    }

    @Test
    void signalWithStartEndsTheStartDelayOfAPausedRunAndThePauseHoldsItOn() {
        given(startedAfter(MINUTE), paused())
                .when(signalWithStart("pay", "other-run"))
                .thenEvents(WorkflowExecutionSignaled.class)
                .thenAsksNo(Effect.DispatchWorkflowTask.class)
                .and()
                .when(resumed())
                .thenAsks(Effect.DispatchWorkflowTask.class);
    }

    @Test
    void resumeTriesAFailingWorkflowTaskAtOnce() {
        given(started(), taskFailed(), taskFailed(), taskFailed(), taskFailed(), paused())
                .when(resumed())
                .thenAsks(Effect.DispatchWorkflowTask.class);
    }

    @Test
    void childThatIsPausedBeforeItsParentLetsItGoWaitsForTheResume() {
        given(startedAsChild(), paused())
                .when(released())
                .thenAsksNo(Effect.DispatchWorkflowTask.class)
                .and()
                .when(resumed())
                .thenAsks(Effect.DispatchWorkflowTask.class);
    }

    @Test
    void nextRunOfAPausedWorkflowBeginsPaused() {
        given(started(), taskCompleted(), signal("go"), later(MINUTE, paused()))
                .when(taskCompleted(continueAsNew()))
                .thenEvents(
                        WorkflowTaskCompleted.class,
                        WorkflowExecutionContinuedAsNew.class,
                        WorkflowExecutionStarted.class,
                        WorkflowExecutionPaused.class)
                .thenAsksNo(Effect.DispatchWorkflowTask.class)
                .thenState(state -> assertThat(state.status()).isEqualTo(WorkflowStatus.PAUSED))
                .and()
                .when(resumed())
                .thenAsks(Effect.DispatchWorkflowTask.class);
    }

    @Test
    void retryOfAPausedWorkflowBeginsPaused() {
        given(started(settings -> settings.withRetryPolicy(RetryPolicy.ACTIVITY_DEFAULT)), paused())
                .when(taskCompleted(fail()))
                .thenEvents(
                        WorkflowTaskCompleted.class,
                        WorkflowExecutionPaused.class,
                        WorkflowExecutionFailed.class,
                        WorkflowExecutionStarted.class,
                        WorkflowExecutionPaused.class)
                .and()
                .when(nextIsDue())
                .thenAsksNo(Effect.DispatchWorkflowTask.class);
    }

    @Test
    void retryAfterTheRunTimeoutBeginsPausedToo() {
        given(
                        started(settings -> settings.withTimeouts(Duration.ZERO, MINUTE, Duration.ZERO)
                                .withRetryPolicy(RetryPolicy.ACTIVITY_DEFAULT)),
                        taskCompleted(),
                        paused())
                .when(nextIsDue())
                .thenEvents(
                        WorkflowExecutionTimedOut.class, WorkflowExecutionStarted.class, WorkflowExecutionPaused.class);
    }

    @Test
    void startThatFindsThePausedRunIsToldSo() {
        given(started(), taskCompleted(), paused())
                .when(startedAgain(
                        "run-2", WorkflowIdReusePolicy.ALLOW_DUPLICATE, WorkflowIdConflictPolicy.USE_EXISTING))
                .thenReply(
                        Reply.Started.class, reply -> assertThat(reply.status()).isEqualTo(WorkflowStatus.PAUSED));
    }

    @Test
    void takeoverSendsTheTaskUnderWayOfAPausedRunButNoActivity() {
        Stage underWay = given(started(), paused());
        assertThat(WorkflowStateMachine.resend(underWay.state()))
                .hasSize(1)
                .hasOnlyElementsOfType(Effect.DispatchWorkflowTask.class);
        Stage waiting = given(started(), taskCompleted(scheduleActivity("a")), paused());
        assertThat(WorkflowStateMachine.resend(waiting.state()))
                .hasOnlyElementsOfType(Effect.WithdrawActivityTasks.class);
    }
}
