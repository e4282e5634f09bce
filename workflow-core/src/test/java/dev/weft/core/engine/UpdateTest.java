package dev.weft.core.engine;

import static dev.weft.core.scenario.ClientSteps.ASKER;
import static dev.weft.core.scenario.ClientSteps.asked;
import static dev.weft.core.scenario.ClientSteps.pollUpdate;
import static dev.weft.core.scenario.ClientSteps.signal;
import static dev.weft.core.scenario.ClientSteps.started;
import static dev.weft.core.scenario.ClientSteps.update;
import static dev.weft.core.scenario.ClientSteps.updateUntilAccepted;
import static dev.weft.core.scenario.Commands.acceptUpdate;
import static dev.weft.core.scenario.Commands.complete;
import static dev.weft.core.scenario.Commands.completeUpdate;
import static dev.weft.core.scenario.Commands.continueAsNew;
import static dev.weft.core.scenario.Stage.given;
import static dev.weft.core.scenario.WorkerSteps.taskCompleted;
import static dev.weft.core.scenario.WorkerSteps.taskFailed;
import static dev.weft.core.scenario.WorkerSteps.taskHeartbeat;
import static dev.weft.core.scenario.WorkerSteps.updateRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.effect.Effect;
import dev.weft.core.event.MessageEvent.WorkflowExecutionUpdateAccepted;
import dev.weft.core.event.MessageEvent.WorkflowExecutionUpdateCompleted;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskCompleted;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskScheduled;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskStarted;
import dev.weft.core.reply.RejectionReason;
import dev.weft.core.reply.Reply;
import dev.weft.core.reply.UpdateStage;
import dev.weft.core.request.ReplyTo;
import dev.weft.core.scenario.Stage;
import dev.weft.core.scenario.Step;
import dev.weft.core.task.Task;
import org.junit.jupiter.api.Test;

class UpdateTest {

    @Test
    void updateOfIdleWorkflowGoesOutWithASpeculativeTaskThatLeavesNoTrace() {
        idle().when(asked("", update("u"))).thenNoEvents().thenAsks(Effect.DispatchWorkflowTask.class, task -> {
            assertThat(task.speculative()).isTrue();
            assertThat(task.provisional()).hasSize(2);
            assertThat(task.updates()).extracting(Task.UpdateMessage::updateId).containsExactly("u");
        });
    }

    @Test
    void acceptedAndCompletedUpdateIsRecordedAndAnswered() {
        idle(asked("", update("u")))
                .when(taskCompleted(acceptUpdate("u"), completeUpdate("u")))
                .thenEvents(
                        WorkflowTaskScheduled.class,
                        WorkflowTaskStarted.class,
                        WorkflowTaskCompleted.class,
                        WorkflowExecutionUpdateAccepted.class,
                        WorkflowExecutionUpdateCompleted.class)
                .thenTells(ASKER, Reply.UpdateProgress.class, progress -> assertThat(progress.stage())
                        .isEqualTo(UpdateStage.COMPLETED));
    }

    @Test
    void callerMayWaitForAcceptanceOnly() {
        idle(asked("", updateUntilAccepted("u")))
                .when(taskCompleted(acceptUpdate("u")))
                .thenTells(ASKER, Reply.UpdateProgress.class, progress -> assertThat(progress.stage())
                        .isEqualTo(UpdateStage.ACCEPTED));
    }

    @Test
    void acceptedUpdateNamesTheTaskBeforeWhichItIsDelivered() {
        idle(update("u"))
                .when(taskCompleted(acceptUpdate("u")))
                .thenEvent(WorkflowExecutionUpdateAccepted.class, event -> assertThat(event.sequencingEventId())
                        .isEqualTo(event.workflowTaskCompletedEventId() - 1));
    }

    @Test
    void refusedUpdateLeavesNoTrace() {
        idle(asked("", update("u")))
                .when(updateRefused("u"))
                .thenNoEvents()
                .thenTells(ASKER, Reply.UpdateProgress.class, progress -> {
                    assertThat(progress.stage()).isEqualTo(UpdateStage.REJECTED);
                    assertThat(progress.failure().message()).isEqualTo("it broke");
                })
                .thenState(state -> assertThat(state.updates()).isEmpty());
    }

    @Test
    void taskAfterARefusedUpdateIsAnother() {
        Stage stage = idle(update("u"));
        var refusal = updateRefused("u").of(stage);
        stage.when(ignored -> refusal);
        stage.when(signal("pay"));
        stage.when(ignored -> refusal).thenNothingChanges().thenRejected(RejectionReason.STALE);
    }

    @Test
    void updateThatTheWorkerLeavesUnansweredIsRejected() {
        idle(asked("", update("u")))
                .when(taskCompleted())
                .thenTells(ASKER, Reply.UpdateProgress.class, progress -> assertThat(progress.stage())
                        .isEqualTo(UpdateStage.REJECTED));
    }

    @Test
    void updateThatAHeartbeatLeavesUnansweredGoesOutAgain() {
        idle(update("u")).when(taskHeartbeat()).thenAsks(Effect.DispatchWorkflowTask.class, task -> assertThat(
                        task.updates())
                .hasSize(1));
    }

    @Test
    void updateDuringTaskGoesOutWithTheNextOne() {
        given(started())
                .when(update("u"))
                .thenAsksNo(Effect.DispatchWorkflowTask.class)
                .and()
                .when(taskCompleted())
                .thenAsks(Effect.DispatchWorkflowTask.class, task -> assertThat(task.updates())
                        .hasSize(1));
    }

    @Test
    void updateOfFailedTaskGoesOutAgain() {
        idle(update("u")).when(taskFailed()).thenAsks(Effect.DispatchWorkflowTask.class, task -> assertThat(
                        task.updates())
                .hasSize(1));
    }

    @Test
    void signalDuringASpeculativeTaskGetsATaskOfItsOwn() {
        idle(update("u"), signal("pay"))
                .when(updateRefused("u"))
                .thenAsks(Effect.DispatchWorkflowTask.class, task -> assertThat(task.speculative())
                        .isFalse());
    }

    @Test
    void repeatedUpdateOfTheSameCallerWaitsOnce() {
        idle(asked("", update("u"))).when(asked("", update("u"))).thenNothingChanges();
    }

    @Test
    void otherCallersOfTheSameUpdateHearOfItToo() {
        ReplyTo other = new ReplyTo("frontend-2", 1);
        idle(asked("", update("u")), asked("", other, update("u")))
                .when(taskCompleted(acceptUpdate("u"), completeUpdate("u")))
                .thenTells(ASKER, Reply.UpdateProgress.class, progress -> {})
                .thenTells(other, Reply.UpdateProgress.class, progress -> {});
    }

    @Test
    void completedUpdateIsAnsweredFromMemory() {
        idle(update("u"), taskCompleted(acceptUpdate("u"), completeUpdate("u")))
                .when(asked("", update("u")))
                .thenNothingChanges()
                .thenReply(Reply.UpdateProgress.class, progress -> assertThat(progress.stage())
                        .isEqualTo(UpdateStage.COMPLETED));
    }

    @Test
    void outcomeIsKnownAfterTheRunHasClosed() {
        idle(update("u"), taskCompleted(acceptUpdate("u"), completeUpdate("u"), complete()))
                .when(pollUpdate("u"))
                .thenReply(Reply.UpdateProgress.class, progress -> assertThat(progress.stage())
                        .isEqualTo(UpdateStage.COMPLETED));
    }

    @Test
    void acceptedUpdateOfClosingRunFails() {
        idle(asked("", update("u")))
                .when(taskCompleted(acceptUpdate("u"), complete()))
                .thenTells(ASKER, Reply.UpdateProgress.class, progress -> {
                    assertThat(progress.stage()).isEqualTo(UpdateStage.COMPLETED);
                    assertThat(progress.failure().isNone()).isFalse();
                });
    }

    @Test
    void refusedUpdateOfClosingRunIsToldTheRefusal() {
        idle(asked("", update("u")))
                .when(updateRefused("u", complete()))
                .thenTells(ASKER, Reply.UpdateProgress.class, progress -> assertThat(progress.stage())
                        .isEqualTo(UpdateStage.REJECTED));
    }

    @Test
    void undeliveredUpdateGoesOnWithTheNextRun() {
        given(started(), asked("", update("u")))
                .when(taskCompleted(continueAsNew()))
                .thenState(state -> assertThat(state.updates().size()).isEqualTo(1));
    }

    @Test
    void undeliveredUpdateOfClosingRunIsRejected() {
        given(started(), asked("", update("u")))
                .when(taskCompleted(complete()))
                .thenTells(ASKER, Reply.Rejected.class, rejected -> assertThat(rejected.reason())
                        .isEqualTo(RejectionReason.WORKFLOW_CLOSED));
    }

    @Test
    void updateOfClosedRunIsRejected() {
        given(started(), taskCompleted(complete())).when(update("u")).thenRejected(RejectionReason.WORKFLOW_CLOSED);
    }

    @Test
    void updateOfAStuckRunIsRejectedAndThoseBeforeWait() {
        Stage stage = idle(update("before"), taskFailed(), taskFailed());
        stage.when(asked("", update("u"))).thenNothingChanges().thenReply(Reply.Rejected.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo(RejectionReason.UPDATE_NOT_POSSIBLE);
            assertThat(rejected.message()).contains("stuck: it broke");
        });
        stage.when(taskCompleted(acceptUpdate("before")));
        stage.when(update("u"))
                .thenState(state -> assertThat(state.updates().size()).isEqualTo(2));
    }

    @Test
    void unknownUpdateIsNotFound() {
        idle().when(pollUpdate("u")).thenRejected(RejectionReason.UPDATE_NOT_FOUND);
    }

    private static Stage idle(Step... steps) {
        Stage stage = given(started(), taskCompleted());
        for (var step : steps) {
            stage.when(step);
        }
        return stage;
    }
}
