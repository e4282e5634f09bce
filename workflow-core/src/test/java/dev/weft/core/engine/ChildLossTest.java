package dev.weft.core.engine;

import static dev.weft.core.scenario.ClientSteps.later;
import static dev.weft.core.scenario.ClientSteps.signal;
import static dev.weft.core.scenario.ClientSteps.started;
import static dev.weft.core.scenario.ClientSteps.terminate;
import static dev.weft.core.scenario.Commands.complete;
import static dev.weft.core.scenario.Commands.continueAsNew;
import static dev.weft.core.scenario.Commands.startChild;
import static dev.weft.core.scenario.FamilySteps.CHILD_RUN;
import static dev.weft.core.scenario.FamilySteps.OTHER;
import static dev.weft.core.scenario.FamilySteps.cancelFromOther;
import static dev.weft.core.scenario.FamilySteps.childCompleted;
import static dev.weft.core.scenario.FamilySteps.childNotStarted;
import static dev.weft.core.scenario.FamilySteps.childStarted;
import static dev.weft.core.scenario.FamilySteps.discarded;
import static dev.weft.core.scenario.FamilySteps.parentClosed;
import static dev.weft.core.scenario.FamilySteps.released;
import static dev.weft.core.scenario.FamilySteps.startedAsChild;
import static dev.weft.core.scenario.Stage.given;
import static dev.weft.core.scenario.WorkerSteps.nextIsDue;
import static dev.weft.core.scenario.WorkerSteps.taskCompleted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.effect.Effect;
import dev.weft.core.event.ChildEvent.ChildWorkflowExecutionStarted;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionStarted;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionTerminated;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionTimedOut;
import dev.weft.core.model.ParentClosePolicy;
import dev.weft.core.model.RetryPolicy;
import dev.weft.core.request.ReplyTo;
import dev.weft.core.request.Request;
import dev.weft.core.request.WorkflowRequest;
import dev.weft.core.scenario.Stage;
import dev.weft.core.scenario.Step;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules 2.6-2 to 2.6-4 when messages between parent and child are lost, repeated or late. */
class ChildLossTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void startThatIsNotAnsweredIsAskedForAgain() {
        parentOf(ParentClosePolicy.TERMINATE)
                .when(nextIsDue())
                .thenNoEvents()
                .thenSends(WorkflowRequest.StartChild.class, start -> {});
    }

    @Test
    void repeatedAnswerOfAStartCountsOnce() {
        Stage parent = parentOf(ParentClosePolicy.TERMINATE);
        var answer = childStarted().of(parent);
        parent.when(ignored -> answer).thenEvent(ChildWorkflowExecutionStarted.class, event -> {});
        parent.when(ignored -> answer).thenNothingChanges();
    }

    @Test
    void releaseThatIsNotAcknowledgedIsSentAgain() {
        parentOf(ParentClosePolicy.TERMINATE, childStarted(), taskCompleted())
                .when(nextIsDue())
                .thenSends(WorkflowRequest.ReleaseFirstTask.class, release -> {});
    }

    @Test
    void startThatWaitsInTheBufferReleasesTheChildAtOnce() {
        parentOf(ParentClosePolicy.TERMINATE, signal("wake"))
                .when(childStarted())
                .thenNoEvents()
                .thenSends(WorkflowRequest.ReleaseFirstTask.class, release -> {});
    }

    @Test
    void endOfTheChildThatIsNotAcknowledgedIsToldAgain() {
        given(startedAsChild(), released(), taskCompleted(complete()))
                .when(nextIsDue())
                .thenSends(WorkflowRequest.ChildClosed.class, closed -> {});
    }

    @Test
    void answerThatComesAfterTheEndOfTheChildIsSettled() {
        Stage parent = parentOf(ParentClosePolicy.TERMINATE);
        var answer = childStarted().of(parent);
        parent.when(childCompleted());
        parent.when(ignored -> answer).thenNoEvents();
        parent.when(taskCompleted());
        assertThat(parent.state().children()).isEmpty();
    }

    @Test
    void childThatStartsAfterItsParentClosedSharesItsFate() {
        Stage parent = parentOf(ParentClosePolicy.TERMINATE);
        var answer = childStarted().of(parent);
        parent.when(terminate());
        parent.when(ignored -> answer)
                .thenSendsNo(WorkflowRequest.ReleaseFirstTask.class)
                .thenSends(WorkflowRequest.ApplyParentClose.class, close -> {
                    assertThat(close.policy()).isEqualTo(ParentClosePolicy.TERMINATE);
                    assertThat(close.sender().outboxId()).isEqualTo(1);
                });
    }

    @Test
    void childThatStartsAfterItsParentClosedIsAskedToCancelWhereThePolicySaysSo() {
        Stage parent = parentOf(ParentClosePolicy.REQUEST_CANCEL);
        var answer = childStarted().of(parent);
        parent.when(taskCompleted(complete()));
        parent.when(terminate());
        parent.when(ignored -> answer)
                .thenSends(WorkflowRequest.ApplyParentClose.class, close -> assertThat(close.policy())
                        .isEqualTo(ParentClosePolicy.REQUEST_CANCEL));
    }

    @Test
    void childThatCouldNotStartAfterItsParentClosedIsForgotten() {
        Stage parent = parentOf(ParentClosePolicy.TERMINATE);
        var answer = childNotStarted().of(parent);
        parent.when(terminate());
        parent.when(ignored -> answer)
                .thenState(state -> assertThat(state.outbox().keys()).doesNotContain(1L));
    }

    @Test
    void policyThatReachesNobodyIsAcknowledged() {
        given().when(parentClosed(ParentClosePolicy.TERMINATE))
                .thenNothingChanges()
                .thenSends(WorkflowRequest.OutboxAcknowledged.class, acknowledged -> {});
    }

    @Test
    void childThatIsTerminatedWithItsParentTwiceIsTerminatedOnce() {
        given(startedAsChild(), parentClosed(ParentClosePolicy.TERMINATE))
                .when(parentClosed(ParentClosePolicy.TERMINATE))
                .thenNothingChanges()
                .thenSends(WorkflowRequest.OutboxAcknowledged.class, acknowledged -> {});
    }

    @Test
    void parentThatContinuesAsNewAppliesItsPolicyToItsChildren() {
        parentOf(ParentClosePolicy.TERMINATE, childStarted())
                .when(later(SECOND, taskCompleted(continueAsNew())))
                .thenSends(WorkflowRequest.ApplyParentClose.class, close -> {})
                .thenState(state -> assertThat(state.children()).isEmpty());
    }

    @Test
    void policyFollowsTheChildIntoItsNextRun() {
        given(startedAsChild(), released(), later(SECOND, taskCompleted(continueAsNew())))
                .when(parentClosed(ParentClosePolicy.TERMINATE))
                .thenEvent(WorkflowExecutionTerminated.class, event -> {});
    }

    @Test
    void endOfTheLastRunOfAChildIsToldUnderItsFirstRun() {
        given(startedAsChild(), released(), later(SECOND, taskCompleted(continueAsNew())))
                .when(taskCompleted(complete()))
                .thenSends(WorkflowRequest.ChildClosed.class, closed -> assertThat(closed.childFirstRunId())
                        .isEqualTo(CHILD_RUN));
    }

    @Test
    void endOfAChildWhoseParentIsGoneIsAcknowledged() {
        Stage parent = parentOf(ParentClosePolicy.ABANDON, childStarted());
        var end = childCompleted().of(parent);
        parent.when(terminate());
        parent.when(ignored -> end)
                .thenNothingChanges()
                .thenSends(WorkflowRequest.OutboxAcknowledged.class, acknowledged -> {});
    }

    @Test
    void childWhoseEndWaitsInTheBufferIsNotClosedWithItsParent() {
        parentOf(ParentClosePolicy.TERMINATE, childStarted(), childCompleted())
                .when(terminate())
                .thenSendsNo(WorkflowRequest.ApplyParentClose.class);
    }

    @Test
    void childThatIsAskedToCancelTwiceBeforeItsReleaseGetsItsTask() {
        given(startedAsChild(), cancelFromOther())
                .when(parentClosed(ParentClosePolicy.REQUEST_CANCEL))
                .thenAsks(Effect.DispatchWorkflowTask.class);
    }

    @Test
    void childThatALateStartBeginsAgainIsDiscarded() {
        Stage parent = parentOf(ParentClosePolicy.TERMINATE);
        var answer = childStarted().of(parent);
        parent.when(ignored -> answer);
        parent.when(childCompleted());
        parent.when(ignored -> answer).thenSendsNo(WorkflowRequest.ApplyParentClose.class);
        parent.when(stage -> new Request(
                Stage.KEY,
                "",
                ReplyTo.NOBODY,
                new WorkflowRequest.OutboxAcknowledged(
                        stage.state().runId(), stage.state().outbox().keys().getLast())));
        parent.when(ignored -> answer)
                .thenNothingChanges()
                .thenSends(WorkflowRequest.ApplyParentClose.class, close -> assertThat(close.onlyWaiting())
                        .isTrue());
        given(startedAsChild()).when(discarded()).thenEvents(WorkflowExecutionTerminated.class);
        given(startedAsChild(), released()).when(discarded()).thenNothingChanges();
    }

    @Test
    void childThatTimesOutBeforeItsReleaseWaitsOnInItsNextRun() {
        RetryPolicy retries = new RetryPolicy(SECOND, 2, SECOND, 0, List.of());
        Stage child = given(startedAsChild(settings ->
                settings.withRetryPolicy(retries).withTimeouts(Duration.ZERO, Duration.ofMinutes(1), Duration.ZERO)));
        child.when(nextIsDue())
                .thenEvents(WorkflowExecutionTimedOut.class, WorkflowExecutionStarted.class)
                .thenAsksNo(Effect.DispatchWorkflowTask.class);
        child.when(later(Duration.ofSeconds(30), released()))
                .thenSends(WorkflowRequest.OutboxAcknowledged.class, acknowledged -> {});
        child.when(nextIsDue()).thenAsks(Effect.DispatchWorkflowTask.class);
    }

    @Test
    void childOfAChildKnowsTheRootOfItsFamily() {
        Stage child = given(startedAsChild(), released());
        child.when(taskCompleted(startChild("grandchild", ParentClosePolicy.TERMINATE)))
                .thenSends(WorkflowRequest.StartChild.class, start -> {
                    assertThat(start.root()).isEqualTo(OTHER);
                    assertThat(start.parent().execution()).isEqualTo(Stage.KEY);
                });
    }

    private static Stage parentOf(ParentClosePolicy policy, Step... steps) {
        Stage stage = given(started(), taskCompleted(startChild("ship", policy)));
        for (Step step : steps) {
            stage.when(step);
        }
        return stage;
    }
}
