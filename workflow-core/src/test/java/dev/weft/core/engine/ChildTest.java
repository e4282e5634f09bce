package dev.weft.core.engine;

import static dev.weft.core.scenario.ClientSteps.signal;
import static dev.weft.core.scenario.ClientSteps.started;
import static dev.weft.core.scenario.ClientSteps.terminate;
import static dev.weft.core.scenario.Commands.complete;
import static dev.weft.core.scenario.Commands.continueAsNew;
import static dev.weft.core.scenario.Commands.fail;
import static dev.weft.core.scenario.Commands.startChild;
import static dev.weft.core.scenario.FamilySteps.CHILD_RUN;
import static dev.weft.core.scenario.FamilySteps.OTHER_RUN;
import static dev.weft.core.scenario.FamilySteps.childCompleted;
import static dev.weft.core.scenario.FamilySteps.childNotStarted;
import static dev.weft.core.scenario.FamilySteps.childStarted;
import static dev.weft.core.scenario.FamilySteps.parentClosed;
import static dev.weft.core.scenario.FamilySteps.released;
import static dev.weft.core.scenario.FamilySteps.startedAsChild;
import static dev.weft.core.scenario.Stage.given;
import static dev.weft.core.scenario.WorkerSteps.taskCompleted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.effect.Effect;
import dev.weft.core.event.ChildEvent.ChildWorkflowExecutionCompleted;
import dev.weft.core.event.ChildEvent.ChildWorkflowExecutionFailed;
import dev.weft.core.event.ChildEvent.ChildWorkflowExecutionStarted;
import dev.weft.core.event.ChildEvent.StartChildWorkflowExecutionFailed;
import dev.weft.core.event.ChildEvent.StartChildWorkflowExecutionInitiated;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionCancelRequested;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionStarted;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionTerminated;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskCompleted;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskScheduled;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskStarted;
import dev.weft.core.model.ParentClosePolicy;
import dev.weft.core.model.RetryPolicy;
import dev.weft.core.request.WorkflowRequest;
import dev.weft.core.scenario.Stage;
import dev.weft.core.scenario.Step;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChildTest {

    @Test
    void parentAsksTheChildToStart() {
        given(started())
                .when(taskCompleted(startChild("ship", ParentClosePolicy.TERMINATE)))
                .thenEvents(WorkflowTaskCompleted.class, StartChildWorkflowExecutionInitiated.class)
                .thenSends(WorkflowRequest.StartChild.class, start -> {
                    assertThat(start.settings().taskQueue()).isEqualTo("orders");
                    assertThat(start.parent().initiatedEventId()).isEqualTo(5);
                });
    }

    @Test
    void childWaitsUntilItsParentHasRecordedTheStart() {
        given().when(startedAsChild())
                .thenEvents(WorkflowExecutionStarted.class)
                .thenAsksNo(Effect.DispatchWorkflowTask.class)
                .thenSends(WorkflowRequest.ChildStartAnswered.class, answer -> assertThat(answer.cause())
                        .isEmpty())
                .and()
                .when(signal("pay"))
                .thenAsksNo(Effect.DispatchWorkflowTask.class)
                .and()
                .when(released())
                .thenEvents(WorkflowTaskScheduled.class, WorkflowTaskStarted.class)
                .thenAsks(Effect.DispatchWorkflowTask.class);
    }

    @Test
    void parentRecordsTheStartAndReleasesTheChild() {
        parentOf(ParentClosePolicy.TERMINATE)
                .when(childStarted())
                .thenEvents(ChildWorkflowExecutionStarted.class, WorkflowTaskScheduled.class, WorkflowTaskStarted.class)
                .thenSends(WorkflowRequest.ReleaseFirstTask.class, release -> {});
    }

    @Test
    void releasedChildRuns() {
        given(startedAsChild())
                .when(released())
                .thenEvents(WorkflowTaskScheduled.class, WorkflowTaskStarted.class)
                .thenSends(WorkflowRequest.OutboxAcknowledged.class, acknowledged -> {});
    }

    @Test
    void repeatedReleaseChangesNothing() {
        given(startedAsChild(), released())
                .when(released())
                .thenNothingChanges()
                .thenSends(WorkflowRequest.OutboxAcknowledged.class, acknowledged -> {});
    }

    @Test
    void repeatedStartOfChildIsAnsweredAgain() {
        given(startedAsChild(), released())
                .when(startedAsChild())
                .thenNothingChanges()
                .thenSends(WorkflowRequest.ChildStartAnswered.class, answer -> assertThat(answer.cause())
                        .isEmpty());
    }

    @Test
    void lateRepetitionOfAStartDoesNotReviveTheChild() {
        given(startedAsChild(), terminate(), started(), terminate())
                .when(startedAsChild())
                .thenNothingChanges();
    }

    @Test
    void childIsNotStartedWhereItsIdIsTaken() {
        given(started())
                .when(startedAsChild())
                .thenNothingChanges()
                .thenSends(WorkflowRequest.ChildStartAnswered.class, answer -> assertThat(answer.cause())
                        .isEqualTo("WORKFLOW_ALREADY_EXISTS"));
    }

    @Test
    void parentHearsThatTheChildCouldNotStart() {
        parentOf(ParentClosePolicy.TERMINATE)
                .when(childNotStarted())
                .thenEvents(
                        StartChildWorkflowExecutionFailed.class,
                        WorkflowTaskScheduled.class,
                        WorkflowTaskStarted.class);
    }

    @Test
    void repeatedRefusalOfAStartCountsOnce() {
        Stage parent = parentOf(ParentClosePolicy.TERMINATE, signal("wake"));
        var refusal = childNotStarted().of(parent);
        parent.when(ignored -> refusal);
        parent.when(ignored -> refusal).thenNothingChanges();
    }

    @Test
    void childTellsItsParentHowItEnded() {
        given(startedAsChild(), released())
                .when(taskCompleted(complete()))
                .thenSends(WorkflowRequest.ChildClosed.class, closed -> {
                    assertThat(closed.parentRunId()).isEqualTo(OTHER_RUN);
                    assertThat(closed.childFirstRunId()).isEqualTo(CHILD_RUN);
                    assertThat(closed.outcome()).isInstanceOf(ChildWorkflowExecutionCompleted.class);
                });
    }

    @Test
    void childThatIsRetriedTellsItsParentOnlyTheEnd() {
        given(startedAsChild(new RetryPolicy(Duration.ZERO, 1, Duration.ZERO, 2, List.of())), released())
                .when(taskCompleted(fail()))
                .thenSendsNo(WorkflowRequest.ChildClosed.class)
                .and()
                .when(taskCompleted(fail()))
                .thenSends(WorkflowRequest.ChildClosed.class, closed -> assertThat(closed.outcome())
                        .isInstanceOf(ChildWorkflowExecutionFailed.class));
    }

    @Test
    void childThatContinuesAsNewTellsItsParentNothing() {
        given(startedAsChild(), released())
                .when(taskCompleted(continueAsNew()))
                .thenSendsNo(WorkflowRequest.ChildClosed.class);
    }

    @Test
    void parentRecordsTheEndOfTheChild() {
        parentOf(ParentClosePolicy.TERMINATE, childStarted(), taskCompleted())
                .when(childCompleted())
                .thenEvents(
                        ChildWorkflowExecutionCompleted.class, WorkflowTaskScheduled.class, WorkflowTaskStarted.class)
                .thenEvent(ChildWorkflowExecutionCompleted.class, event -> assertThat(event.startedEventId())
                        .isPositive())
                .thenState(state -> assertThat(state.children()).isEmpty());
    }

    @Test
    void endThatComesBeforeTheStartRecordsBoth() {
        parentOf(ParentClosePolicy.TERMINATE)
                .when(childCompleted())
                .thenEvents(
                        ChildWorkflowExecutionStarted.class,
                        ChildWorkflowExecutionCompleted.class,
                        WorkflowTaskScheduled.class,
                        WorkflowTaskStarted.class);
    }

    @Test
    void startAndEndThatWaitInTheBufferKeepTheirReference() {
        parentOf(ParentClosePolicy.TERMINATE, signal("wake"), childStarted(), childCompleted())
                .when(taskCompleted())
                .thenEvent(ChildWorkflowExecutionCompleted.class, event -> assertThat(event.startedEventId())
                        .isPositive());
    }

    @Test
    void repeatedEndCountsOnce() {
        Stage parent = parentOf(ParentClosePolicy.TERMINATE, childStarted(), taskCompleted());
        var end = childCompleted().of(parent);
        parent.when(ignored -> end);
        parent.when(ignored -> end).thenNothingChanges();
    }

    @Test
    void closingParentAppliesThePolicyToItsChildren() {
        parentOf(ParentClosePolicy.REQUEST_CANCEL, childStarted())
                .when(taskCompleted(complete()))
                .thenSends(WorkflowRequest.ApplyParentClose.class, close -> assertThat(close.policy())
                        .isEqualTo(ParentClosePolicy.REQUEST_CANCEL));
    }

    @Test
    void abandonedChildIsLeftAlone() {
        parentOf(ParentClosePolicy.ABANDON, childStarted())
                .when(taskCompleted(complete()))
                .thenSendsNo(WorkflowRequest.ApplyParentClose.class);
    }

    @Test
    void childIsTerminatedWithItsParent() {
        given(startedAsChild())
                .when(parentClosed(ParentClosePolicy.TERMINATE))
                .thenEvents(WorkflowExecutionTerminated.class);
    }

    @Test
    void childIsAskedToCancelAndMayRunToDoSo() {
        given(startedAsChild())
                .when(parentClosed(ParentClosePolicy.REQUEST_CANCEL))
                .thenEvents(
                        WorkflowExecutionCancelRequested.class, WorkflowTaskScheduled.class, WorkflowTaskStarted.class);
    }

    @Test
    void childOfAnotherRunIsLeftAlone() {
        given(startedAsChild(), released())
                .when(parentClosed("another-run"))
                .thenNothingChanges()
                .thenSends(WorkflowRequest.OutboxAcknowledged.class, acknowledged -> {});
    }

    @Test
    void abandonedChildWhoseParentClosedBeforeItsStartIsReleased() {
        Stage parent = parentOf(ParentClosePolicy.ABANDON);
        var answer = childStarted().of(parent);
        parent.when(terminate());
        parent.when(ignored -> answer).thenSends(WorkflowRequest.ReleaseFirstTask.class, release -> {});
    }

    private static Stage parentOf(ParentClosePolicy policy, Step... steps) {
        Stage stage = given(started(), taskCompleted(startChild("ship", policy)));
        for (Step step : steps) {
            stage.when(step);
        }
        return stage;
    }
}
