package dev.weft.core.engine;

import static dev.weft.core.scenario.ClientSteps.ASKER;
import static dev.weft.core.scenario.ClientSteps.FIRST_RUN;
import static dev.weft.core.scenario.ClientSteps.asked;
import static dev.weft.core.scenario.ClientSteps.does;
import static dev.weft.core.scenario.ClientSteps.settings;
import static dev.weft.core.scenario.ClientSteps.startRequest;
import static dev.weft.core.scenario.ClientSteps.started;
import static dev.weft.core.scenario.ClientSteps.terminate;
import static dev.weft.core.scenario.ClientSteps.update;
import static dev.weft.core.scenario.ClientSteps.updateRequest;
import static dev.weft.core.scenario.ClientSteps.updateWithStart;
import static dev.weft.core.scenario.Commands.acceptUpdate;
import static dev.weft.core.scenario.Commands.complete;
import static dev.weft.core.scenario.Commands.completeUpdate;
import static dev.weft.core.scenario.Stage.given;
import static dev.weft.core.scenario.WorkerSteps.taskCompleted;
import static dev.weft.core.scenario.WorkerSteps.updateRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.effect.Effect;
import dev.weft.core.event.InternalChange;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionStarted;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionTerminated;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskFailed;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskScheduled;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskStarted;
import dev.weft.core.model.WorkflowIdConflictPolicy;
import dev.weft.core.reply.RejectionReason;
import dev.weft.core.reply.Reply;
import dev.weft.core.reply.UpdateStage;
import dev.weft.core.request.ClientRequest;
import dev.weft.core.request.ReplyTo;
import dev.weft.core.scenario.Stage;
import dev.weft.core.scenario.Step;
import dev.weft.core.state.Limits;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Feature row 17. */
class UpdateWithStartTest {
    private static final Step ADDED =
            asked("request-1", updateWithStart("u", FIRST_RUN, WorkflowIdConflictPolicy.FAIL));

    @Test
    void updateWithStartBeginsARunAndAdmitsTheUpdateInOneStep() {
        given().when(ADDED)
                .thenEvents(WorkflowExecutionStarted.class, WorkflowTaskScheduled.class, WorkflowTaskStarted.class)
                .thenReply(Reply.None.class)
                .thenAsks(Effect.DispatchWorkflowTask.class, task -> assertThat(task.updates())
                        .extracting(update -> update.updateId())
                        .containsExactly("u"));
    }

    @Test
    void askerHearsOfTheUpdateAndItsRun() {
        given(ADDED)
                .when(taskCompleted(acceptUpdate("u"), completeUpdate("u")))
                .thenTells(ASKER, Reply.UpdateProgress.class, progress -> {
                    assertThat(progress.stage()).isEqualTo(UpdateStage.COMPLETED);
                    assertThat(progress.runId()).isEqualTo(FIRST_RUN);
                });
    }

    @Test
    void updateWithStartOfAnOpenRunOnlyUpdatesWhereItMayUseTheRun() {
        given(started(), taskCompleted())
                .when(asked("r", updateWithStart("u", "run-2", WorkflowIdConflictPolicy.USE_EXISTING)))
                .thenNoEvents()
                .thenAsks(Effect.DispatchWorkflowTask.class, task -> {
                    assertThat(task.runId()).isEqualTo(FIRST_RUN);
                    assertThat(task.speculative()).isTrue();
                });
    }

    @Test
    void updateWithStartIsRejectedAndNothingIsAdmittedWhereTheOpenRunMayNotBeUsed() {
        given(started())
                .when(asked("r", updateWithStart("u", "run-2", WorkflowIdConflictPolicy.FAIL)))
                .thenNothingChanges()
                .thenRejected(RejectionReason.WORKFLOW_ALREADY_STARTED);
    }

    @Test
    void updateWithStartMayReplaceTheOpenRunAndUpdateTheNewOne() {
        given(started(), update("u"))
                .when(asked("r", updateWithStart("u", "run-2", WorkflowIdConflictPolicy.TERMINATE_EXISTING)))
                .thenEvents(
                        WorkflowTaskFailed.class,
                        WorkflowExecutionTerminated.class,
                        WorkflowExecutionStarted.class,
                        WorkflowTaskScheduled.class,
                        WorkflowTaskStarted.class)
                .thenState(state -> assertThat(
                                state.updates().get("u").orElseThrow().stage())
                        .isEqualTo(UpdateStage.ADMITTED));
    }

    @ParameterizedTest
    @EnumSource
    void repeatedUpdateWithStartWaitsForTheUpdateOfTheFirst(WorkflowIdConflictPolicy policy) {
        Step first = asked("r", updateWithStart("u", FIRST_RUN, policy));
        Step again = asked("r", new ReplyTo("frontend", 8), updateWithStart("u", "run-2", policy));
        given(first)
                .when(again)
                .thenNoEvents()
                .thenChange(InternalChange.UpdateWaiterAdded.class)
                .and()
                .when(taskCompleted(acceptUpdate("u"), completeUpdate("u"), complete()))
                .thenTells(
                        new ReplyTo("frontend", 8), Reply.UpdateProgress.class, progress -> assertThat(progress.runId())
                                .isEqualTo(FIRST_RUN));
    }

    @Test
    void repeatedUpdateWithStartOfAClosedRunIsAnsweredFromMemory() {
        given(ADDED, taskCompleted(acceptUpdate("u"), completeUpdate("u"), complete()))
                .when(ADDED)
                .thenNothingChanges()
                .thenReply(Reply.UpdateProgress.class, progress -> assertThat(progress.stage())
                        .isEqualTo(UpdateStage.COMPLETED));
    }

    @Test
    void repeatedUpdateWithStartDoesNotStartAgainAfterItUsedTheOpenRun() {
        Step step = asked("r", updateWithStart("u", "run-2", WorkflowIdConflictPolicy.USE_EXISTING));
        given(started(), taskCompleted(), step, terminate())
                .when(step)
                .thenNothingChanges()
                .thenRejected(RejectionReason.WORKFLOW_CLOSED);
    }

    @Test
    void startPersistsThoughItsUpdateIsRefused() {
        given(ADDED)
                .when(updateRefused("u"))
                .thenTells(ASKER, Reply.UpdateProgress.class, progress -> assertThat(
                                progress.failure().isNone())
                        .isFalse())
                .thenState(state -> {
                    assertThat(state.isOpen()).isTrue();
                    assertThat(state.updates()).isEmpty();
                });
    }

    @Test
    void updateWithStartIsRejectedWhereTheOpenRunHasTooManyUpdates() {
        Stage stage = given(started());
        for (int i = 0; i < Limits.UPDATES_IN_FLIGHT; i++) {
            stage.when(update("u-" + i));
        }
        stage.when(asked("r", updateWithStart("u", "run-2", WorkflowIdConflictPolicy.USE_EXISTING)))
                .thenNothingChanges()
                .thenRejected(RejectionReason.LIMIT_EXCEEDED);
    }

    @Test
    void updateWithDelayedStartIsInvalid() {
        ClientRequest.StartWorkflow delayed =
                startRequest(FIRST_RUN, settings(), WorkflowIdConflictPolicy.FAIL, Duration.ofSeconds(1));
        given().when(does(new ClientRequest.UpdateWithStart(delayed, updateRequest("", "u", true))))
                .thenNothingChanges()
                .thenRejected(RejectionReason.INVALID);
    }

    @Test
    void updateWithStartThatNamesARunIsInvalid() {
        given().when(does(new ClientRequest.UpdateWithStart(start(), updateRequest("run-0", "u", true))))
                .thenNothingChanges()
                .thenRejected(RejectionReason.INVALID);
    }

    @Test
    void updateWithStartWithoutUpdateIdIsInvalid() {
        given().when(does(new ClientRequest.UpdateWithStart(start(), updateRequest("", "", true))))
                .thenNothingChanges()
                .thenRejected(RejectionReason.INVALID);
    }

    private static ClientRequest.StartWorkflow start() {
        return startRequest(FIRST_RUN, settings(), WorkflowIdConflictPolicy.FAIL, Duration.ZERO);
    }
}
