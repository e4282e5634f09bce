package dev.weft.core.engine;

import static dev.weft.core.scenario.ClientSteps.FIRST_RUN;
import static dev.weft.core.scenario.ClientSteps.asked;
import static dev.weft.core.scenario.ClientSteps.describe;
import static dev.weft.core.scenario.ClientSteps.does;
import static dev.weft.core.scenario.ClientSteps.later;
import static dev.weft.core.scenario.ClientSteps.query;
import static dev.weft.core.scenario.ClientSteps.signal;
import static dev.weft.core.scenario.ClientSteps.started;
import static dev.weft.core.scenario.ClientSteps.startedAgain;
import static dev.weft.core.scenario.ClientSteps.update;
import static dev.weft.core.scenario.Commands.complete;
import static dev.weft.core.scenario.Commands.continueAsNew;
import static dev.weft.core.scenario.Commands.startChild;
import static dev.weft.core.scenario.FamilySteps.CHILD_RUN;
import static dev.weft.core.scenario.FamilySteps.childStarted;
import static dev.weft.core.scenario.FamilySteps.released;
import static dev.weft.core.scenario.FamilySteps.startedAsChild;
import static dev.weft.core.scenario.OperatorSteps.delete;
import static dev.weft.core.scenario.Stage.given;
import static dev.weft.core.scenario.WorkerSteps.nextIsDue;
import static dev.weft.core.scenario.WorkerSteps.taskCompleted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.effect.Effect;
import dev.weft.core.event.ChildEvent;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionTerminated;
import dev.weft.core.model.DerivedIds;
import dev.weft.core.model.ParentClosePolicy;
import dev.weft.core.model.WorkflowIdConflictPolicy;
import dev.weft.core.model.WorkflowIdReusePolicy;
import dev.weft.core.reply.RejectionReason;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.ClientRequest;
import dev.weft.core.request.ReplyTo;
import dev.weft.core.request.WorkflowRequest;
import dev.weft.core.scenario.Stage;
import dev.weft.core.scenario.Step;
import dev.weft.core.state.ExecutionState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Forgetting runs and whole executions (feature row 34). */
class DeleteTest {
    private static final String SECOND_RUN = DerivedIds.nextRun(FIRST_RUN);
    private static final ReplyTo CALLER = new ReplyTo("frontend", 3);

    @Test
    void openRunIsTerminatedBeforeItIsDeleted() {
        given(started())
                .when(delete())
                .thenEvent(WorkflowExecutionTerminated.class, event -> {
                    assertThat(event.newRunId()).isEmpty();
                    assertThat(event.identity()).isEqualTo("operator");
                })
                .thenAsks(Effect.DeleteHistory.class, history -> assertThat(history.runId())
                        .isEqualTo(FIRST_RUN))
                .thenReply(Reply.Accepted.class, answer -> assertThat(answer.runId())
                        .isEqualTo(FIRST_RUN))
                .thenState(state -> assertThat(state.isForgotten()).isTrue());
    }

    @Test
    void deleteWithoutARunForgetsAllKeptRuns() {
        Stage stage = continuedTwice();
        assertThat(stage.when(delete()).effects(Effect.DeleteHistory.class))
                .extracting(Effect.DeleteHistory::runId)
                .containsExactlyInAnyOrder(FIRST_RUN, SECOND_RUN, DerivedIds.nextRun(SECOND_RUN));
        assertThat(stage.state()).isEqualTo(ExecutionState.none(Stage.KEY));
    }

    @Test
    void deletedWorkflowIsNotFound() {
        Stage stage = given(started());
        Step lateReport = fixed(stage, taskCompleted());
        stage.when(delete());
        stage.when(describe()).thenRejected(RejectionReason.WORKFLOW_NOT_FOUND);
        stage.when(signal("pay")).thenRejected(RejectionReason.WORKFLOW_NOT_FOUND);
        stage.when(lateReport).thenRejected(RejectionReason.STALE);
        stage.when(delete()).thenRejected(RejectionReason.WORKFLOW_NOT_FOUND);
    }

    @Test
    void historyOfADeletedRunIsNotFound() {
        given(started(), delete()).when(history(FIRST_RUN)).thenRejected(RejectionReason.WORKFLOW_NOT_FOUND);
        Stage stage = continuedTwice();
        stage.when(delete(SECOND_RUN));
        stage.when(history(SECOND_RUN)).thenRejected(RejectionReason.WORKFLOW_NOT_FOUND);
        stage.when(history(FIRST_RUN)).thenAsks(Effect.SendHistoryPage.class);
    }

    @Test
    void deletedIdIsFreeForAnyStart() {
        given(asked("start-1", started()), taskCompleted(complete()), delete())
                .when(asked(
                        "start-1",
                        startedAgain(FIRST_RUN, WorkflowIdReusePolicy.REJECT_DUPLICATE, WorkflowIdConflictPolicy.FAIL)))
                .thenReply(Reply.Started.class, answer -> assertThat(answer.started())
                        .isTrue());
    }

    @Test
    void formerRunIsDeletedAlone() {
        continuedTwice()
                .when(delete(SECOND_RUN))
                .thenNoEvents()
                .thenAsks(Effect.DeleteHistory.class, history -> assertThat(history.runId())
                        .isEqualTo(SECOND_RUN))
                .thenState(state -> {
                    assertThat(state.isOpen()).isTrue();
                    assertThat(state.retired().values()).singleElement().satisfies(run -> assertThat(run.runId())
                            .isEqualTo(FIRST_RUN));
                });
    }

    @Test
    void repeatedDeleteOfAFormerRunSucceeds() {
        Stage stage = continuedTwice();
        stage.when(asked("delete-1", delete(SECOND_RUN)));
        stage.when(asked("delete-1", delete(SECOND_RUN))).thenNothingChanges().thenReply(Reply.Accepted.class);
        stage.when(asked("delete-2", delete(SECOND_RUN))).thenRejected(RejectionReason.WORKFLOW_NOT_FOUND);
    }

    @Test
    void currentRunIsDeletedAndFormerOnesAreKept() {
        Stage stage = continuedTwice();
        stage.when(delete(DerivedIds.nextRun(SECOND_RUN)))
                .thenEvent(WorkflowExecutionTerminated.class, event -> {})
                .thenState(state -> {
                    assertThat(state.isNone()).isTrue();
                    assertThat(state.isForgotten()).isFalse();
                    assertThat(state.retired().size()).isEqualTo(2);
                });
        stage.when(describe()).thenRejected(RejectionReason.WORKFLOW_NOT_FOUND);
        stage.when(does(new ClientRequest.DescribeWorkflow(FIRST_RUN))).thenReply(Reply.Described.class);
        stage.when(delete()).thenReply(Reply.Accepted.class).thenState(state -> assertThat(state.isForgotten())
                .isTrue());
    }

    @Test
    void deleteOfAnUnknownRunIsRejected() {
        given(started()).when(delete("nobody")).thenRejected(RejectionReason.WORKFLOW_NOT_FOUND);
        given().when(delete()).thenRejected(RejectionReason.WORKFLOW_NOT_FOUND);
    }

    @Test
    void retentionGoesOnForTheRunsThatAreLeft() {
        Stage stage = continuedTwice();
        stage.when(delete(FIRST_RUN));
        stage.when(later(Duration.ofHours(1), taskCompleted(complete())));
        stage.when(nextIsDue()).thenAsks(Effect.DeleteHistory.class, history -> assertThat(history.runId())
                .isEqualTo(SECOND_RUN));
        stage.when(nextIsDue())
                .thenState(state -> assertThat(state.isForgotten()).isTrue());
    }

    @Test
    void childrenHearOfTheEndOfADeletedParent() {
        Stage stage = given(
                started(), taskCompleted(startChild("ship", ParentClosePolicy.TERMINATE)), childStarted(), delete());
        assertThat(stage.state().isNone()).isTrue();
        assertThat(stage.state().isForgotten()).isFalse();
        stage.when(nextIsDue())
                .thenSends(WorkflowRequest.ApplyParentClose.class, close -> assertThat(close.parentRunId())
                        .isEqualTo(FIRST_RUN));
    }

    @Test
    void stateIsForgottenWhenAllThatWasOwedIsAnswered() {
        Stage stage = given(startedAsChild(), released(), taskCompleted());
        stage.when(delete()).thenSends(WorkflowRequest.ChildClosed.class, closed -> assertThat(closed.outcome())
                .isInstanceOf(ChildEvent.ChildWorkflowExecutionTerminated.class));
        long outboxId = stage.state().outbox().keys().getFirst();
        stage.when(does(new WorkflowRequest.OutboxAcknowledged(CHILD_RUN, outboxId)))
                .thenState(state -> assertThat(state.isForgotten()).isTrue());
    }

    @Test
    void acknowledgementOfAnEarlierLifeIsNotTakenForOneOfThis() {
        Stage stage = given(startedAsChild(), released(), taskCompleted());
        stage.when(delete());
        stage.when(does(new WorkflowRequest.OutboxAcknowledged(CHILD_RUN, 1)));
        stage.when(started());
        stage.when(taskCompleted(startChild("ship", ParentClosePolicy.TERMINATE)));
        stage.when(does(new WorkflowRequest.OutboxAcknowledged(CHILD_RUN, 1))).thenNothingChanges();
    }

    @Test
    void callersThatWaitAreTold() {
        ReplyTo asker = new ReplyTo("frontend", 9);
        given(started(), asked("", CALLER, update("u1")), asked("", asker, query("status")))
                .when(delete())
                .thenTells(CALLER, Reply.Rejected.class, answer -> assertThat(answer.reason())
                        .isEqualTo(RejectionReason.WORKFLOW_CLOSED))
                .thenTells(asker, Reply.Rejected.class, answer -> assertThat(answer.reason())
                        .isEqualTo(RejectionReason.WORKFLOW_NOT_FOUND));
    }

    private static Step history(String runId) {
        return asked("", does(new ClientRequest.ReadHistory(runId, 1, 100)));
    }

    private static Stage continuedTwice() {
        Duration hour = Duration.ofHours(1);
        return given(
                started(), later(hour, taskCompleted(continueAsNew())), later(hour, taskCompleted(continueAsNew())));
    }

    private static Step fixed(Stage stage, Step step) {
        var request = step.of(stage);
        return later -> request;
    }
}
