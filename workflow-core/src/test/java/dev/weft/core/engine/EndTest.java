package dev.weft.core.engine;

import static dev.weft.core.scenario.ClientSteps.FIRST_RUN;
import static dev.weft.core.scenario.ClientSteps.asked;
import static dev.weft.core.scenario.ClientSteps.cancel;
import static dev.weft.core.scenario.ClientSteps.does;
import static dev.weft.core.scenario.ClientSteps.later;
import static dev.weft.core.scenario.ClientSteps.lookUp;
import static dev.weft.core.scenario.ClientSteps.settings;
import static dev.weft.core.scenario.ClientSteps.signal;
import static dev.weft.core.scenario.ClientSteps.started;
import static dev.weft.core.scenario.ClientSteps.terminate;
import static dev.weft.core.scenario.Commands.complete;
import static dev.weft.core.scenario.Commands.continueAsNew;
import static dev.weft.core.scenario.Commands.fail;
import static dev.weft.core.scenario.Commands.startTimer;
import static dev.weft.core.scenario.Stage.BEGINNING;
import static dev.weft.core.scenario.Stage.given;
import static dev.weft.core.scenario.WorkerSteps.fatal;
import static dev.weft.core.scenario.WorkerSteps.nextIsDue;
import static dev.weft.core.scenario.WorkerSteps.taskCompleted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.command.Command;
import dev.weft.core.effect.Effect;
import dev.weft.core.event.InternalChange;
import dev.weft.core.event.MessageEvent.WorkflowExecutionSignaled;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionCancelRequested;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionCanceled;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionContinuedAsNew;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionFailed;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionStarted;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionTerminated;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionTimedOut;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskCompleted;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskFailed;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskScheduled;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskStarted;
import dev.weft.core.model.ContinueInitiator;
import dev.weft.core.model.RetryPolicy;
import dev.weft.core.model.RetryState;
import dev.weft.core.model.RunSettings;
import dev.weft.core.model.WorkflowIdConflictPolicy;
import dev.weft.core.model.WorkflowIdReusePolicy;
import dev.weft.core.model.WorkflowStatus;
import dev.weft.core.model.WorkflowTaskFailedCause;
import dev.weft.core.reply.RejectionReason;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.ClientRequest;
import dev.weft.core.scenario.Outcome;
import dev.weft.core.scenario.Stage;
import dev.weft.core.scenario.Step;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void cancelIsAskedOfTheWorkflow() {
        given(started(), taskCompleted())
                .when(cancel())
                .thenEvents(
                        WorkflowExecutionCancelRequested.class, WorkflowTaskScheduled.class, WorkflowTaskStarted.class)
                .thenReply(Reply.Accepted.class);
    }

    @Test
    void secondCancelChangesNothing() {
        given(started(), cancel()).when(cancel()).thenNothingChanges().thenReply(Reply.Accepted.class);
    }

    @Test
    void repeatedCancelDoesNotCancelTheNextRun() {
        given(started(), asked("cancel-1", cancel()), taskCompleted(), taskCompleted(continueAsNew()))
                .when(asked("cancel-1", cancel()))
                .thenNothingChanges()
                .thenReply(Reply.Accepted.class);
    }

    @Test
    void cancelOfClosedWorkflowSucceedsAndChangesNothing() {
        given(started(), terminate()).when(cancel()).thenNothingChanges().thenReply(Reply.Accepted.class);
    }

    @Test
    void cancelCanBeLookedUp() {
        given(started(), asked("cancel-1", cancel())).when(lookUp("cancel-1")).thenReply(Reply.Accepted.class);
    }

    @Test
    void workflowDecidesToBeCanceled() {
        given(started())
                .when(taskCompleted(new Command.CancelWorkflow(List.of())))
                .thenEvents(WorkflowTaskCompleted.class, WorkflowExecutionCanceled.class)
                .thenState(state -> assertThat(state.status()).isEqualTo(WorkflowStatus.CANCELED));
    }

    @Test
    void terminateEndsTheTaskUnderWayAndFlushesTheBuffer() {
        given(started(), signal("pay"))
                .when(terminate())
                .thenEvents(
                        WorkflowTaskFailed.class, WorkflowExecutionSignaled.class, WorkflowExecutionTerminated.class)
                .thenEvent(WorkflowTaskFailed.class, event -> assertThat(event.cause())
                        .isEqualTo(WorkflowTaskFailedCause.FORCE_CLOSE_COMMAND));
    }

    @Test
    void terminateOfClosedWorkflowIsRejected() {
        given(started(), taskCompleted(complete())).when(terminate()).thenRejected(RejectionReason.WORKFLOW_CLOSED);
    }

    @Test
    void repeatedTerminateGetsTheFirstAnswer() {
        given(started(), asked("end-1", terminate()))
                .when(asked("end-1", terminate()))
                .thenNothingChanges()
                .thenReply(Reply.Accepted.class);
    }

    @Test
    void continueAsNewBeginsTheNextRunOfTheChain() {
        given(started())
                .when(later(SECOND, taskCompleted(continueAsNew())))
                .thenEvents(
                        WorkflowTaskCompleted.class,
                        WorkflowExecutionContinuedAsNew.class,
                        WorkflowExecutionStarted.class,
                        WorkflowTaskScheduled.class,
                        WorkflowTaskStarted.class)
                .thenEvent(WorkflowExecutionStarted.class, event -> {
                    assertThat(event.firstRunId()).isEqualTo(FIRST_RUN);
                    assertThat(event.continuedRunId()).isEqualTo(FIRST_RUN);
                    assertThat(event.settings().workflowType()).isEqualTo("Order");
                })
                .thenState(state -> assertThat(state.runId()).isNotEqualTo(FIRST_RUN));
    }

    @Test
    void cancelThatIsCarriedToTheNextRunEndsItsBackoffAsALaterOneWould() {
        Command nextInAnHour = new Command.ContinueAsNew(RunSettings.of("", "", List.of()), Duration.ofHours(1));
        given(started(), cancel()).when(taskCompleted(nextInAnHour)).thenState(state -> assertThat(state.nextDue())
                .isEqualTo(BEGINNING.plus(SECOND)));
        given(started(), taskCompleted(nextInAnHour))
                .when(later(Duration.ofMinutes(1), cancel()))
                .thenAsks(Effect.DispatchWorkflowTask.class);
        given(started(), signal("pay")).when(taskCompleted(nextInAnHour)).thenState(state -> assertThat(state.nextDue())
                .isEqualTo(BEGINNING.plus(Duration.ofHours(1))));
    }

    @Test
    void continueAsNewTakesBufferedSignalsAlongInOrder() {
        Outcome end = given(started(), signal("1"), cancel(), signal("2"))
                .when(later(SECOND, taskCompleted(continueAsNew())));
        end.thenEvents(
                WorkflowTaskCompleted.class,
                WorkflowExecutionContinuedAsNew.class,
                WorkflowExecutionStarted.class,
                WorkflowExecutionSignaled.class,
                WorkflowExecutionCancelRequested.class,
                WorkflowExecutionSignaled.class,
                WorkflowTaskScheduled.class,
                WorkflowTaskStarted.class);
        assertThat(end.events()
                        .map(event -> event.attributes())
                        .filter(WorkflowExecutionSignaled.class::isInstance)
                        .map(signal -> ((WorkflowExecutionSignaled) signal).signalName()))
                .containsExactly("1", "2");
    }

    @Test
    void workflowThatContinuesAtOnceWaitsASecond() {
        given(started())
                .when(taskCompleted(continueAsNew()))
                .thenAsksNo(Effect.DispatchWorkflowTask.class)
                .thenEvent(WorkflowExecutionStarted.class, event -> assertThat(event.firstTaskBackoff())
                        .isEqualTo(SECOND));
    }

    @Test
    void signalIsRememberedAcrossContinueAsNew() {
        given(started(), asked("signal-1", signal("pay")), later(SECOND, taskCompleted(continueAsNew())))
                .when(asked("signal-1", signal("pay")))
                .thenNothingChanges();
    }

    @Test
    void failedRunIsRetriedAfterItsBackoff() {
        given(retried(SECOND, 2))
                .when(taskCompleted(fail()))
                .thenEvents(WorkflowTaskCompleted.class, WorkflowExecutionFailed.class, WorkflowExecutionStarted.class)
                .thenEvent(WorkflowExecutionStarted.class, event -> {
                    assertThat(event.initiator()).isEqualTo(ContinueInitiator.RETRY);
                    assertThat(event.attempt()).isEqualTo(2);
                    assertThat(event.settings().input()).isNotEmpty();
                    assertThat(event.continuedFailure().message()).isEqualTo("it broke");
                })
                .and()
                .when(nextIsDue())
                .thenEvents(WorkflowTaskScheduled.class, WorkflowTaskStarted.class);
    }

    @Test
    void lastAttemptOfARunEndsTheChain() {
        given(retried(SECOND, 2), taskCompleted(fail()), nextIsDue())
                .when(taskCompleted(fail()))
                .thenEvents(WorkflowTaskCompleted.class, WorkflowExecutionFailed.class)
                .thenEvent(WorkflowExecutionFailed.class, event -> assertThat(event.retryState())
                        .isEqualTo(RetryState.MAXIMUM_ATTEMPTS_REACHED));
    }

    @Test
    void failureThatMustNotBeRetriedEndsTheChain() {
        given(retried(SECOND, 2))
                .when(taskCompleted(new Command.FailWorkflow(fatal())))
                .thenEvents(WorkflowTaskCompleted.class, WorkflowExecutionFailed.class);
    }

    @Test
    void runTimesOut() {
        given(started(settings -> settings.withTimeouts(Duration.ZERO, MINUTE, Duration.ZERO)), taskCompleted())
                .when(nextIsDue())
                .thenEvents(WorkflowExecutionTimedOut.class)
                .thenState(state -> assertThat(state.status()).isEqualTo(WorkflowStatus.TIMED_OUT));
    }

    @Test
    void runThatTimedOutIsRetried() {
        given(started(settings -> settings.withTimeouts(Duration.ZERO, MINUTE, Duration.ZERO)
                        .withRetryPolicy(policy(SECOND, 2))))
                .when(nextIsDue())
                .thenEvents(WorkflowTaskFailed.class, WorkflowExecutionTimedOut.class, WorkflowExecutionStarted.class);
    }

    @Test
    void chainWhoseTimeIsOverIsNotRetried() {
        given(started(settings -> settings.withTimeouts(MINUTE, Duration.ZERO, Duration.ZERO)
                        .withRetryPolicy(policy(Duration.ZERO, 0))))
                .when(nextIsDue())
                .thenEvents(WorkflowTaskFailed.class, WorkflowExecutionTimedOut.class)
                .thenEvent(WorkflowExecutionTimedOut.class, event -> assertThat(event.retryState())
                        .isEqualTo(RetryState.TIMEOUT));
    }

    @Test
    void closedRunIsDeletedAfterRetention() {
        Stage stage = given(
                started(settings -> settings.inheriting("", Duration.ofHours(2))),
                later(Duration.ofMinutes(5), taskCompleted(complete())));
        stage.when(nextIsDue())
                .thenNoEvents()
                .thenChange(InternalChange.RunDeleted.class)
                .thenAsks(Effect.DeleteHistory.class, delete -> assertThat(delete.runId())
                        .isEqualTo(FIRST_RUN))
                .thenState(state -> {
                    assertThat(state.isNone()).isTrue();
                    assertThat(state.nextDeadline()).isEmpty();
                });
        assertThat(stage.now()).isEqualTo(BEGINNING.plus(Duration.ofMinutes(125)));
    }

    @Test
    void eachRunIsDeletedWhenItsOwnRetentionIsOver() {
        Stage stage = given(
                started(settings -> settings.inheriting("", Duration.ofDays(30))),
                terminate(),
                does(new ClientRequest.StartWorkflow(
                        "run-2",
                        settings().inheriting("", Duration.ofHours(2)),
                        WorkflowIdReusePolicy.ALLOW_DUPLICATE,
                        WorkflowIdConflictPolicy.FAIL,
                        Duration.ZERO,
                        "client")),
                terminate());

        stage.when(nextIsDue()).thenAsks(Effect.DeleteHistory.class, delete -> assertThat(delete.runId())
                .isEqualTo("run-2"));
        assertThat(stage.now()).isEqualTo(Stage.BEGINNING.plus(Duration.ofHours(2)));
        stage.when(nextIsDue()).thenAsks(Effect.DeleteHistory.class, delete -> assertThat(delete.runId())
                .isEqualTo(FIRST_RUN));
        assertThat(stage.now()).isEqualTo(Stage.BEGINNING.plus(Duration.ofDays(30)));
    }

    @Test
    void earlierRunIsDeletedWhileTheNextOneGoesOn() {
        given(
                        started(),
                        later(SECOND, taskCompleted(continueAsNew())),
                        taskCompleted(startTimer("t", Duration.ofDays(9))))
                .when(nextIsDue())
                .thenAsks(Effect.DeleteHistory.class, delete -> assertThat(delete.runId())
                        .isEqualTo(FIRST_RUN))
                .thenState(state -> {
                    assertThat(state.isOpen()).isTrue();
                    assertThat(state.timers().size()).isEqualTo(1);
                });
    }

    private static Step retried(Duration interval, int maximumAttempts) {
        return started(settings -> retried(settings, interval, maximumAttempts));
    }

    private static RunSettings retried(RunSettings settings, Duration interval, int maximumAttempts) {
        return settings.withRetryPolicy(policy(interval, maximumAttempts));
    }

    private static RetryPolicy policy(Duration interval, int maximumAttempts) {
        return new RetryPolicy(interval, 2, MINUTE, maximumAttempts, List.of());
    }
}
