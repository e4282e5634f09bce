package dev.weft.core.engine;

import static dev.weft.core.scenario.ClientSteps.FIRST_RUN;
import static dev.weft.core.scenario.ClientSteps.asked;
import static dev.weft.core.scenario.ClientSteps.later;
import static dev.weft.core.scenario.ClientSteps.lookUp;
import static dev.weft.core.scenario.ClientSteps.settings;
import static dev.weft.core.scenario.ClientSteps.signal;
import static dev.weft.core.scenario.ClientSteps.signalWithStart;
import static dev.weft.core.scenario.ClientSteps.started;
import static dev.weft.core.scenario.ClientSteps.startedAfter;
import static dev.weft.core.scenario.ClientSteps.startedAgain;
import static dev.weft.core.scenario.ClientSteps.terminate;
import static dev.weft.core.scenario.Commands.complete;
import static dev.weft.core.scenario.Commands.continueAsNew;
import static dev.weft.core.scenario.Stage.BEGINNING;
import static dev.weft.core.scenario.Stage.given;
import static dev.weft.core.scenario.WorkerSteps.nextIsDue;
import static dev.weft.core.scenario.WorkerSteps.taskCompleted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.effect.Effect;
import dev.weft.core.event.MessageEvent.WorkflowExecutionSignaled;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionStarted;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionTerminated;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskFailed;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskScheduled;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskStarted;
import dev.weft.core.model.RunSettings;
import dev.weft.core.model.WorkflowIdConflictPolicy;
import dev.weft.core.model.WorkflowIdReusePolicy;
import dev.weft.core.reply.RejectionReason;
import dev.weft.core.reply.Reply;
import dev.weft.core.scenario.Stage;
import dev.weft.core.scenario.Step;
import dev.weft.core.state.Limits;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StartTest {

    @Test
    void startBeginsRunAndDispatchesItsFirstTask() {
        given().when(asked("start-1", started()))
                .thenEvents(WorkflowExecutionStarted.class, WorkflowTaskScheduled.class, WorkflowTaskStarted.class)
                .thenAsks(Effect.DispatchWorkflowTask.class, task -> {
                    assertThat(task.firstEventId()).isEqualTo(1);
                    assertThat(task.startedEventId()).isEqualTo(3);
                    assertThat(task.queue().isSticky()).isFalse();
                })
                .thenReply(Reply.Started.class, reply -> {
                    assertThat(reply.runId()).isEqualTo(FIRST_RUN);
                    assertThat(reply.started()).isTrue();
                    assertThat(reply.createdAt()).isEqualTo(BEGINNING);
                });
    }

    @Test
    void repeatedStartGetsTheFirstAnswerAndChangesNothing() {
        given(asked("start-1", started()))
                .when(asked("start-1", started()))
                .thenNothingChanges()
                .thenReply(Reply.Started.class, reply -> assertThat(reply.started())
                        .isTrue());
    }

    @Test
    void startOfOpenRunIsRejectedByDefault() {
        given(started())
                .when(startedAgain("run-2", WorkflowIdReusePolicy.ALLOW_DUPLICATE, WorkflowIdConflictPolicy.FAIL))
                .thenNothingChanges()
                .thenRejected(RejectionReason.WORKFLOW_ALREADY_STARTED);
    }

    @Test
    void startMayUseTheOpenRun() {
        given(started())
                .when(asked(
                        "start-2",
                        startedAgain(
                                "run-2", WorkflowIdReusePolicy.ALLOW_DUPLICATE, WorkflowIdConflictPolicy.USE_EXISTING)))
                .thenNoEvents()
                .thenReply(Reply.Started.class, reply -> {
                    assertThat(reply.runId()).isEqualTo(FIRST_RUN);
                    assertThat(reply.started()).isFalse();
                });
    }

    @Test
    void repeatedStartThatUsedTheOpenRunStillSaysThatItStartedNothing() {
        var useExisting = asked(
                "start-2",
                startedAgain("run-2", WorkflowIdReusePolicy.ALLOW_DUPLICATE, WorkflowIdConflictPolicy.USE_EXISTING));
        given(asked("start-1", started()), useExisting)
                .when(useExisting)
                .thenNothingChanges()
                .thenReply(Reply.Started.class, reply -> assertThat(reply.started())
                        .isFalse());
    }

    @Test
    void startMayReplaceTheOpenRun() {
        given(started())
                .when(startedAgain(
                        "run-2", WorkflowIdReusePolicy.ALLOW_DUPLICATE, WorkflowIdConflictPolicy.TERMINATE_EXISTING))
                .thenEvents(
                        WorkflowTaskFailed.class,
                        WorkflowExecutionTerminated.class,
                        WorkflowExecutionStarted.class,
                        WorkflowTaskScheduled.class,
                        WorkflowTaskStarted.class)
                .thenState(state -> assertThat(state.runId()).isEqualTo("run-2"));
    }

    @Test
    void completedRunMayBeStartedAgain() {
        given(started(), taskCompleted(complete()))
                .when(startedAgain("run-2", WorkflowIdReusePolicy.ALLOW_DUPLICATE, WorkflowIdConflictPolicy.FAIL))
                .thenEvents(WorkflowExecutionStarted.class, WorkflowTaskScheduled.class, WorkflowTaskStarted.class);
    }

    @Test
    void completedRunIsNotStartedAgainWhereOnlyFailuresMayBe() {
        given(started(), taskCompleted(complete()))
                .when(startedAgain(
                        "run-2", WorkflowIdReusePolicy.ALLOW_DUPLICATE_FAILED_ONLY, WorkflowIdConflictPolicy.FAIL))
                .thenRejected(RejectionReason.WORKFLOW_ALREADY_STARTED);
    }

    @Test
    void terminatedRunIsStartedAgainWhereOnlyFailuresMayBe() {
        given(started(), terminate())
                .when(startedAgain(
                        "run-2", WorkflowIdReusePolicy.ALLOW_DUPLICATE_FAILED_ONLY, WorkflowIdConflictPolicy.FAIL))
                .thenReply(Reply.Started.class);
    }

    @Test
    void idIsNotReusedWhereDuplicatesAreRejected() {
        given(started(), terminate())
                .when(startedAgain("run-2", WorkflowIdReusePolicy.REJECT_DUPLICATE, WorkflowIdConflictPolicy.FAIL))
                .thenRejected(RejectionReason.WORKFLOW_ALREADY_STARTED);
    }

    @Test
    void lateRepetitionOfAnEarlierStartBeginsNoRun() {
        given(asked("start-1", started()), terminate(), startedAnew("run-2"), terminate())
                .when(asked("start-1", startedAnew("run-3")))
                .thenNothingChanges()
                .thenRejected(RejectionReason.WORKFLOW_ALREADY_STARTED);
    }

    @Test
    void runOfAnEarlierStartIsNotRevived() {
        given(started(), terminate(), startedAnew("run-2"), terminate())
                .when(started())
                .thenNothingChanges()
                .thenRejected(RejectionReason.WORKFLOW_ALREADY_STARTED);
    }

    @Test
    void repeatedStartIsKnownAfterTheCloseHoweverManyRequestsHaveCome() {
        Stage stage = given(asked("start-1", started()));
        for (int signals = 0; signals <= Limits.REQUEST_IDS_CLOSED; signals++) {
            stage.when(asked("signal-" + signals, signal("pay")));
        }
        stage.when(terminate());
        stage.when(asked("start-1", startedAnew("run-2")))
                .thenNothingChanges()
                .thenReply(
                        Reply.Started.class, reply -> assertThat(reply.runId()).isEqualTo(FIRST_RUN));
        stage.when(lookUp("start-1")).thenReply(Reply.Started.class);
    }

    @Test
    void repeatedStartIsKnownInTheNextRunHoweverManyRequestsHaveCome() {
        Stage stage = given(asked("start-1", started()));
        for (int signals = 0; signals <= Limits.REQUEST_IDS; signals++) {
            stage.when(asked("signal-" + signals, signal("pay")));
        }
        stage.when(taskCompleted(continueAsNew()));
        stage.when(asked("start-1", startedAnew("run-2"))).thenNothingChanges().thenReply(Reply.Started.class);
        stage.when(terminate());
        stage.when(asked("start-1", startedAnew("run-3"))).thenNothingChanges().thenReply(Reply.Started.class);
    }

    @Test
    void repeatedStartGetsTheFirstAnswerAfterTheRunHasContinuedAsNew() {
        Stage stage = given(asked("start-1", started()), later(Duration.ofMinutes(1), taskCompleted(continueAsNew())));
        stage.when(asked("start-1", startedAnew("run-2")))
                .thenNothingChanges()
                .thenReply(Reply.Started.class, reply -> {
                    assertThat(reply.runId()).isEqualTo(FIRST_RUN);
                    assertThat(reply.started()).isTrue();
                    assertThat(reply.createdAt()).isEqualTo(BEGINNING);
                });
        stage.when(lookUp("start-1")).thenReply(Reply.Started.class, reply -> assertThat(reply.runId())
                .isEqualTo(FIRST_RUN));
    }

    @Test
    void requestsOfAnEarlierRunDoNotCountAgainInTheNext() {
        given(started(), asked("terminate-1", terminate()), startedAnew("run-2"))
                .when(asked("terminate-1", terminate()))
                .thenNothingChanges()
                .thenReply(Reply.Accepted.class);
    }

    @Test
    void delayedStartWaits() {
        given().when(startedAfter(Duration.ofHours(1)))
                .thenEvents(WorkflowExecutionStarted.class)
                .thenState(state -> assertThat(state.nextDue()).isEqualTo(BEGINNING.plus(Duration.ofHours(1))));
    }

    @Test
    void delayedStartDispatchesItsFirstTaskWhenTheDelayIsOver() {
        given(startedAfter(Duration.ofHours(1)))
                .when(nextIsDue())
                .thenEvents(WorkflowTaskScheduled.class, WorkflowTaskStarted.class);
    }

    @Test
    void signalDoesNotEndTheDelayOfAStart() {
        given(startedAfter(Duration.ofHours(1)))
                .when(signal("pay"))
                .thenEvents(WorkflowExecutionSignaled.class)
                .thenAsksNo(Effect.DispatchWorkflowTask.class);
    }

    @Test
    void signalWithStartEndsTheDelayOfAStart() {
        given(startedAfter(Duration.ofHours(1)))
                .when(signalWithStart("pay", "run-2"))
                .thenEvents(WorkflowExecutionSignaled.class, WorkflowTaskScheduled.class, WorkflowTaskStarted.class);
    }

    @Test
    void signalWithStartBeginsRunWithTheSignal() {
        given().when(asked("both", signalWithStart("pay", FIRST_RUN)))
                .thenEvents(
                        WorkflowExecutionStarted.class,
                        WorkflowExecutionSignaled.class,
                        WorkflowTaskScheduled.class,
                        WorkflowTaskStarted.class);
    }

    @Test
    void signalWithStartOfOpenRunOnlySignals() {
        given(started(), taskCompleted())
                .when(signalWithStart("pay", "run-2"))
                .thenEvents(WorkflowExecutionSignaled.class, WorkflowTaskScheduled.class, WorkflowTaskStarted.class)
                .thenReply(Reply.Started.class, reply -> assertThat(reply.started())
                        .isFalse());
    }

    @Test
    void repeatedSignalWithStartChangesNothing() {
        given(asked("both", signalWithStart("pay", FIRST_RUN)))
                .when(asked("both", signalWithStart("pay", FIRST_RUN)))
                .thenNothingChanges()
                .thenReply(Reply.Started.class, reply -> assertThat(reply.started())
                        .isTrue());
    }

    @Test
    void startWithTimeoutsBeyondEveryClockIsInvalid() {
        given().when(started(settings ->
                        settings().withTimeouts(Duration.ofSeconds(Long.MAX_VALUE), Duration.ZERO, Duration.ZERO)))
                .thenNothingChanges()
                .thenRejected(RejectionReason.INVALID);
    }

    @Test
    void startWithoutTypeIsInvalid() {
        given().when(started(settings -> RunSettings.of("", settings.taskQueue(), settings.input())))
                .thenRejected(RejectionReason.INVALID);
    }

    /** As the frontend asks: each time with another run id. */
    private static Step startedAnew(String runId) {
        return startedAgain(runId, WorkflowIdReusePolicy.ALLOW_DUPLICATE, WorkflowIdConflictPolicy.FAIL);
    }
}
