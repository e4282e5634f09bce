package dev.weft.core.engine;

import static dev.weft.core.scenario.ClientSteps.FIRST_RUN;
import static dev.weft.core.scenario.ClientSteps.asked;
import static dev.weft.core.scenario.ClientSteps.does;
import static dev.weft.core.scenario.ClientSteps.later;
import static dev.weft.core.scenario.ClientSteps.lookUp;
import static dev.weft.core.scenario.ClientSteps.query;
import static dev.weft.core.scenario.ClientSteps.signal;
import static dev.weft.core.scenario.ClientSteps.started;
import static dev.weft.core.scenario.ClientSteps.startedAgain;
import static dev.weft.core.scenario.ClientSteps.terminate;
import static dev.weft.core.scenario.Commands.complete;
import static dev.weft.core.scenario.Commands.continueAsNew;
import static dev.weft.core.scenario.Commands.scheduleActivity;
import static dev.weft.core.scenario.OperatorSteps.FIRST_TASK;
import static dev.weft.core.scenario.OperatorSteps.LAST_TASK;
import static dev.weft.core.scenario.OperatorSteps.RESET_RUN;
import static dev.weft.core.scenario.OperatorSteps.delete;
import static dev.weft.core.scenario.OperatorSteps.event;
import static dev.weft.core.scenario.OperatorSteps.reset;
import static dev.weft.core.scenario.Stage.given;
import static dev.weft.core.scenario.WorkerSteps.activityCompleted;
import static dev.weft.core.scenario.WorkerSteps.nextIsDue;
import static dev.weft.core.scenario.WorkerSteps.taskCompleted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.effect.Effect;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionStarted;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionTerminated;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionTimedOut;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskFailed;
import dev.weft.core.model.DerivedIds;
import dev.weft.core.model.ResetOrigin;
import dev.weft.core.model.WorkflowIdConflictPolicy;
import dev.weft.core.model.WorkflowIdReusePolicy;
import dev.weft.core.model.WorkflowStatus;
import dev.weft.core.model.WorkflowTaskFailedCause;
import dev.weft.core.reply.RejectionReason;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.ClientRequest;
import dev.weft.core.request.ReplyTo;
import dev.weft.core.scenario.Commands;
import dev.weft.core.scenario.OperatorSteps;
import dev.weft.core.scenario.Stage;
import dev.weft.core.scenario.Step;
import dev.weft.core.state.HistoryFold;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a reset makes of the old run and the new (feature row 27, rules 2.8-1 to 2.8-3 and 2.8-6). */
class ResetTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void openRunIsTerminatedAndNamesTheRunThatGoesOn() {
        given(started(), taskCompleted())
                .when(reset(FIRST_TASK))
                .thenEvent(WorkflowExecutionTerminated.class, event -> {
                    assertThat(event.newRunId()).isEqualTo(RESET_RUN);
                    assertThat(event.reason()).isEqualTo("bad deploy");
                    assertThat(event.identity()).isEqualTo("operator");
                })
                .thenState(state -> {
                    assertThat(state.runId()).isEqualTo(RESET_RUN);
                    assertThat(state.status()).isEqualTo(WorkflowStatus.RUNNING);
                });
    }

    @Test
    void eventsBeforeThePointAreKeptAsTheyWere() {
        Stage stage = given(started(), later(HOUR, taskCompleted(scheduleActivity("a"))), later(HOUR, signal("pay")));
        stage.when(later(HOUR, taskCompleted()));
        stage.when(later(HOUR, reset(LAST_TASK)));

        List<HistoryEvent> copy = stage.history(RESET_RUN);
        assertThat(copy.subList(1, 8)).isEqualTo(stage.history(FIRST_RUN).subList(1, 8));
        assertThat(copy.getFirst().eventTime())
                .isEqualTo(stage.history(FIRST_RUN).getFirst().eventTime());
    }

    @Test
    void startedEventTellsTheNewRunAndKeepsTheOthers() {
        given(asked("start-1", started()), taskCompleted())
                .when(asked("reset-1", reset(FIRST_TASK)))
                .thenEvent(WorkflowExecutionStarted.class, event -> {
                    assertThat(event.runId()).isEqualTo(RESET_RUN);
                    assertThat(event.firstRunId()).isEqualTo(FIRST_RUN);
                    assertThat(event.originalRunId()).isEqualTo(FIRST_RUN);
                    assertThat(event.requestId()).isEqualTo("reset-1");
                    assertThat(event.origins()).containsExactly(new ResetOrigin(FIRST_RUN, 3));
                    assertThat(event.settings().input()).hasSize(1);
                });
    }

    @Test
    void cutTaskFailsWithTheReasonAndBothRuns() {
        Stage stage = given(started(), taskCompleted());
        stage.when(reset(FIRST_TASK));

        WorkflowTaskFailed failed =
                (WorkflowTaskFailed) stage.history(RESET_RUN).get(3).attributes();
        assertThat(failed.cause()).isEqualTo(WorkflowTaskFailedCause.RESET_WORKFLOW);
        assertThat(failed.failure().message()).isEqualTo("bad deploy");
        assertThat(failed.baseRunId()).isEqualTo(FIRST_RUN);
        assertThat(failed.newRunId()).isEqualTo(RESET_RUN);
        assertThat(failed.identity()).isEqualTo("operator");
    }

    @Test
    void taskThatWasOnlyScheduledAtThePointIsStarted() {
        Stage stage = given(started(), taskCompleted());
        stage.when(reset(event(3))).thenReply(Reply.ResetDone.class, done -> assertThat(done.resetEventId())
                .isEqualTo(3));
        assertThat(stage.eventTypes(RESET_RUN).subList(1, 4))
                .containsExactly("WorkflowTaskScheduled", "WorkflowTaskStarted", "WorkflowTaskFailed");
        assertThat(stage.state().run().started().origins()).containsExactly(new ResetOrigin(FIRST_RUN, 2));
    }

    @Test
    void newTaskIsAFirstAttemptOnTheNormalQueueWithFullHistory() {
        given(started(), taskCompleted(scheduleActivity("a")), signal("pay"), taskCompleted())
                .when(reset(LAST_TASK))
                .thenAsks(Effect.DispatchWorkflowTask.class, task -> {
                    assertThat(task.runId()).isEqualTo(RESET_RUN);
                    assertThat(task.attempt()).isEqualTo(1);
                    assertThat(task.queue().isSticky()).isFalse();
                    assertThat(task.firstEventId()).isEqualTo(1);
                });
    }

    @Test
    void historyAloneFoldsToTheStateOfTheNewRun() {
        Stage stage = given(started(), taskCompleted(scheduleActivity("a")), signal("pay"), taskCompleted());
        stage.when(reset(LAST_TASK)).thenState(state -> assertThat(
                        HistoryFold.of(Stage.KEY, stage.history(RESET_RUN)).determinedByHistory())
                .isEqualTo(state.determinedByHistory()));
    }

    @Test
    void reportsOfTheOldRunAreStale() {
        Stage stage = given(started(), taskCompleted(scheduleActivity("a")), signal("pay"));
        Step lateTask = fixed(stage, taskCompleted());
        Step lateActivity = fixed(stage, activityCompleted("a"));
        stage.when(reset(FIRST_TASK));
        stage.when(lateTask).thenRejected(RejectionReason.STALE);
        stage.when(lateActivity).thenRejected(RejectionReason.STALE);
    }

    @Test
    void closedRunIsResetWithoutAnotherClose() {
        Stage stage = given(started(), taskCompleted(complete()));
        stage.when(reset(LAST_TASK))
                .thenState(state -> assertThat(state.status()).isEqualTo(WorkflowStatus.RUNNING));
        assertThat(stage.eventTypes(FIRST_RUN)).endsWith("WorkflowExecutionCompleted");
    }

    @Test
    void formerRunIsResetAndTheCurrentOneOfItsChainIsReplaced() {
        String second = DerivedIds.nextRun(FIRST_RUN);
        Stage stage = given(started(), later(HOUR, taskCompleted(continueAsNew())));
        stage.when(reset(FIRST_RUN, RESET_RUN, LAST_TASK))
                .thenReply(Reply.ResetDone.class, done -> assertThat(done.baseRunId())
                        .isEqualTo(FIRST_RUN))
                .thenEvent(WorkflowExecutionTerminated.class, event -> assertThat(event.newRunId())
                        .isEqualTo(RESET_RUN));
        assertThat(stage.eventTypes(second)).endsWith("WorkflowExecutionTerminated");
    }

    @Test
    void runThatTookTheIdMeanwhileIsTerminatedAsByAnybody() {
        given(started(), taskCompleted(complete()), again("run-2"))
                .when(reset(FIRST_RUN, RESET_RUN, LAST_TASK))
                .thenEvent(WorkflowExecutionTerminated.class, event -> assertThat(event.newRunId())
                        .isEmpty())
                .thenState(state -> assertThat(state.runId()).isEqualTo(RESET_RUN));
    }

    @Test
    void resetRunIsResetItself() {
        Stage stage = given(started(), taskCompleted(scheduleActivity("a")), signal("one"), taskCompleted());
        stage.when(reset(LAST_TASK));
        stage.when(taskCompleted());
        stage.when(reset("", "run-again", LAST_TASK)).thenReply(Reply.ResetDone.class, done -> {
            assertThat(done.baseRunId()).isEqualTo(RESET_RUN);
            assertThat(done.resetEventId()).isEqualTo(12);
        });
        assertThat(stage.state().run().started().origins())
                .containsExactly(new ResetOrigin(FIRST_RUN, 8), new ResetOrigin(RESET_RUN, 11));
    }

    @Test
    void originsOfWhichNothingIsLeftAreDropped() {
        Stage stage = given(started(), taskCompleted(scheduleActivity("a")), signal("one"), taskCompleted());
        stage.when(reset(LAST_TASK));
        stage.when(reset("", "run-2", FIRST_TASK));
        stage.when(reset("", "run-3", FIRST_TASK));
        assertThat(stage.state().run().started().origins())
                .containsExactly(new ResetOrigin(FIRST_RUN, 3), new ResetOrigin("run-2", 3));
    }

    @Test
    void repeatedResetGetsTheFirstAnswer() {
        Stage stage = given(started(), taskCompleted(), asked("reset-1", reset(LAST_TASK)));
        stage.when(asked("reset-1", reset("", "other-id", LAST_TASK)))
                .thenNothingChanges()
                .thenReply(Reply.ResetDone.class, done -> {
                    assertThat(done.runId()).isEqualTo(RESET_RUN);
                    assertThat(done.resetEventId()).isEqualTo(4);
                });
    }

    @Test
    void repeatedResetGetsTheFirstAnswerFromAFormerRunToo() {
        Stage stage = given(started(), taskCompleted(), asked("reset-1", reset(LAST_TASK)));
        stage.when(later(HOUR, taskCompleted(continueAsNew())));
        stage.when(asked("reset-1", reset(LAST_TASK)))
                .thenNothingChanges()
                .thenReply(
                        Reply.ResetDone.class, done -> assertThat(done.runId()).isEqualTo(RESET_RUN));
    }

    @Test
    void resetIsFoundByItsRequestId() {
        given(started(), taskCompleted(), asked("reset-1", reset(LAST_TASK)))
                .when(lookUp("reset-1"))
                .thenReply(Reply.ResetDone.class);
    }

    @Test
    void resetNeedsANewRunId() {
        given(started()).when(reset("", "", FIRST_TASK)).thenRejected(RejectionReason.INVALID);
        given(started()).when(reset("", FIRST_RUN, FIRST_TASK)).thenRejected(RejectionReason.INVALID);
    }

    @Test
    void resetOfAnUnknownRunIsRejected() {
        given(started()).when(reset("nobody", RESET_RUN, FIRST_TASK)).thenRejected(RejectionReason.WORKFLOW_NOT_FOUND);
        given().when(reset(FIRST_TASK)).thenRejected(RejectionReason.WORKFLOW_NOT_FOUND);
    }

    @Test
    void resetRunHasAllItsTimeAgain() {
        Stage stage = given(
                started(settings -> settings.withTimeouts(HOUR.multipliedBy(3), HOUR.multipliedBy(2), Duration.ZERO)),
                taskCompleted(),
                later(HOUR, reset(LAST_TASK)));
        assertThat(stage.state().run().expiration()).isEqualTo(stage.now().plus(HOUR.multipliedBy(2)));
        assertThat(stage.state().run().started().executionExpiration())
                .isEqualTo(stage.now().plus(HOUR.multipliedBy(3)));
        stage.when(nextIsDue()).thenEvent(WorkflowExecutionTimedOut.class, event -> {});
    }

    @Test
    void runPausedBeforeThePointStaysPaused() {
        given(started(), pause(), taskCompleted(Commands.checkpoint("paid")))
                .when(reset(OperatorSteps.checkpoint("paid")))
                .thenState(state -> assertThat(state.status()).isEqualTo(WorkflowStatus.PAUSED))
                .thenAsksNo(Effect.DispatchWorkflowTask.class)
                .and()
                .when(resume())
                .thenAsks(Effect.DispatchWorkflowTask.class);
    }

    @Test
    void runThatIsPausedNowGoesOnPausedWhereverThePointIs() {
        given(started(), taskCompleted(), pause())
                .when(reset(LAST_TASK))
                .thenState(state -> assertThat(state.run().pause().reason()).isEqualTo("wait"))
                .thenAsksNo(Effect.DispatchWorkflowTask.class)
                .and()
                .when(resume())
                .thenAsks(Effect.DispatchWorkflowTask.class);
    }

    @Test
    void runThatWasResumedAfterThePointGoesOn() {
        given(started(), pause(), taskCompleted(Commands.checkpoint("paid")), resume())
                .when(reset(OperatorSteps.checkpoint("paid")))
                .thenState(state -> assertThat(state.status()).isEqualTo(WorkflowStatus.RUNNING))
                .thenAsks(Effect.DispatchWorkflowTask.class);
    }

    @Test
    void queryThatWaitsIsAnsweredByTheNewRun() {
        ReplyTo asker = new ReplyTo("frontend", 9);
        given(started(), taskCompleted(), signal("pay"), asked("", asker, query("status")), reset(LAST_TASK))
                .when(taskCompleted())
                .thenAsks(Effect.DispatchQuery.class, query -> {
                    assertThat(query.runId()).isEqualTo(RESET_RUN);
                    assertThat(query.replyTo()).isEqualTo(asker);
                });
    }

    @Test
    void limitThatAnOperatorRaisedHoldsForTheNewRun() {
        given(
                        started(),
                        taskCompleted(),
                        does(new ClientRequest.SetHistoryLimit("", 90_000, 0, "operator")),
                        reset(LAST_TASK))
                .when(signal("pay"))
                .thenState(state ->
                        assertThat(state.run().historyLimit().maximumEvents()).isEqualTo(90_000));
    }

    @Test
    void resetSurvivesTheDeletionOfItsBase() {
        given(started(), taskCompleted(), reset(LAST_TASK), delete(FIRST_RUN))
                .when(taskCompleted(complete()))
                .thenState(state -> assertThat(state.status()).isEqualTo(WorkflowStatus.COMPLETED));
    }

    @Test
    void repeatedStartOfARunThatWasResetGetsTheFirstAnswer() {
        given(asked("start-1", started()), taskCompleted(), reset(LAST_TASK))
                .when(asked("start-1", started()))
                .thenNothingChanges()
                .thenReply(Reply.Started.class, answer -> assertThat(answer.runId())
                        .isEqualTo(FIRST_RUN));
    }

    @Test
    void terminatedRunIsReset() {
        given(started(), signal("pay"), terminate())
                .when(reset(FIRST_TASK))
                .thenState(state -> assertThat(state.status()).isEqualTo(WorkflowStatus.RUNNING));
    }

    @Test
    void historyOfFiftyThousandEventsIsResetInOneTransition() {
        Stage stage = given(started());
        for (int i = 0; i < 50_000; i++) {
            stage.when(i % 10_000 == 9_999 ? taskCompleted() : signal("s"));
        }
        stage.when(reset(LAST_TASK)).thenReply(Reply.ResetDone.class, done -> assertThat(done.resetEventId())
                .isGreaterThan(40_000));
        assertThat(stage.history(RESET_RUN)).hasSizeGreaterThan(50_000);
    }

    private static Step pause() {
        return does(new ClientRequest.PauseWorkflow("", "wait", "operator"));
    }

    private static Step resume() {
        return does(new ClientRequest.ResumeWorkflow("", "go on", "operator"));
    }

    private static Step again(String runId) {
        return startedAgain(runId, WorkflowIdReusePolicy.ALLOW_DUPLICATE, WorkflowIdConflictPolicy.FAIL);
    }

    /** The step as it is for the stage of now, to be made later. */
    private static Step fixed(Stage stage, Step step) {
        var request = step.of(stage);
        return later -> request;
    }
}
