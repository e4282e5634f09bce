package dev.weft.core.engine;

import static dev.weft.core.scenario.ClientSteps.FIRST_RUN;
import static dev.weft.core.scenario.ClientSteps.does;
import static dev.weft.core.scenario.ClientSteps.signal;
import static dev.weft.core.scenario.ClientSteps.started;
import static dev.weft.core.scenario.Commands.cancelChild;
import static dev.weft.core.scenario.Commands.complete;
import static dev.weft.core.scenario.Commands.continueAsNew;
import static dev.weft.core.scenario.Commands.signalChild;
import static dev.weft.core.scenario.Commands.signalWorkflow;
import static dev.weft.core.scenario.Commands.startChild;
import static dev.weft.core.scenario.FamilySteps.CHILD_RUN;
import static dev.weft.core.scenario.FamilySteps.OTHER_RUN;
import static dev.weft.core.scenario.FamilySteps.childCompleted;
import static dev.weft.core.scenario.FamilySteps.childNotStarted;
import static dev.weft.core.scenario.FamilySteps.childStarted;
import static dev.weft.core.scenario.FamilySteps.externalAnswered;
import static dev.weft.core.scenario.FamilySteps.parentClosed;
import static dev.weft.core.scenario.FamilySteps.released;
import static dev.weft.core.scenario.FamilySteps.startedAsChild;
import static dev.weft.core.scenario.OperatorSteps.FIRST_TASK;
import static dev.weft.core.scenario.OperatorSteps.LAST_TASK;
import static dev.weft.core.scenario.OperatorSteps.RESET_RUN;
import static dev.weft.core.scenario.OperatorSteps.reset;
import static dev.weft.core.scenario.Stage.given;
import static dev.weft.core.scenario.WorkerSteps.nextIsDue;
import static dev.weft.core.scenario.WorkerSteps.taskCompleted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.event.ChildEvent;
import dev.weft.core.event.ChildEvent.ChildWorkflowExecutionCompleted;
import dev.weft.core.event.ChildEvent.ChildWorkflowExecutionStarted;
import dev.weft.core.event.ChildEvent.ChildWorkflowExecutionTerminated;
import dev.weft.core.event.ExternalEvent.ExternalWorkflowExecutionSignaled;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionTerminated;
import dev.weft.core.model.DerivedIds;
import dev.weft.core.model.ParentClosePolicy;
import dev.weft.core.request.WorkflowRequest;
import dev.weft.core.scenario.Stage;
import dev.weft.core.scenario.Step;
import org.junit.jupiter.api.Test;

/** Children that were pending at the point, parents of what is reset, and signals between workflows (rule 2.8-7). */
class ResetFamilyTest {
    private static final String CHILD_OF_FIRST_RUN = DerivedIds.childRun(FIRST_RUN, 5);

    /** The child is initiated by event 5, and started before the last workflow task. */
    private static Stage parentOfARunningChild(ParentClosePolicy policy) {
        return given(
                started(),
                taskCompleted(startChild("ship", policy)),
                childStarted(),
                taskCompleted(),
                signal("go"),
                taskCompleted());
    }

    @Test
    void pendingChildrenAreKeptAndNotTouched() {
        parentOfARunningChild(ParentClosePolicy.TERMINATE)
                .when(reset(LAST_TASK))
                .thenSendsNo(WorkflowRequest.ApplyParentClose.class)
                .thenSendsNo(WorkflowRequest.StartChild.class)
                .thenSendsNo(WorkflowRequest.ReleaseFirstTask.class)
                .thenState(state -> assertThat(state.children().values())
                        .singleElement()
                        .satisfies(child -> assertThat(child.runId()).isEqualTo(CHILD_OF_FIRST_RUN)));
    }

    @Test
    void closeOfAKeptChildReachesTheNewRun() {
        Stage stage = parentOfARunningChild(ParentClosePolicy.TERMINATE);
        stage.when(reset(LAST_TASK));
        stage.when(taskCompleted());
        stage.when(childCompleted())
                .thenEvent(ChildWorkflowExecutionCompleted.class, event -> assertThat(event.initiatedEventId())
                        .isEqualTo(5));
    }

    @Test
    void closeOfTheNewRunReachesAKeptChild() {
        Stage stage = parentOfARunningChild(ParentClosePolicy.TERMINATE);
        stage.when(reset(LAST_TASK));
        stage.when(taskCompleted(complete())).thenSends(WorkflowRequest.ApplyParentClose.class, close -> {
            assertThat(close.parentRunId()).isEqualTo(FIRST_RUN);
            assertThat(close.childFirstRunId()).isEqualTo(CHILD_OF_FIRST_RUN);
        });
    }

    @Test
    void childrenStayKnownThroughAnotherReset() {
        Stage stage = parentOfARunningChild(ParentClosePolicy.TERMINATE);
        stage.when(reset(LAST_TASK));
        stage.when(taskCompleted());
        stage.when(reset("", "run-again", LAST_TASK));
        stage.when(taskCompleted());
        stage.when(childCompleted()).thenEvent(ChildWorkflowExecutionCompleted.class, event -> {});
    }

    @Test
    void closeOfAChildAfterThePointIsAppliedAgain() {
        Stage stage = parentOfARunningChild(ParentClosePolicy.TERMINATE);
        stage.when(childCompleted());
        stage.when(reset(LAST_TASK))
                .thenState(state -> assertThat(state.children()).isEmpty());
        assertThat(stage.eventTypes(RESET_RUN))
                .endsWith(
                        "WorkflowTaskStarted",
                        "WorkflowTaskFailed",
                        "ChildWorkflowExecutionCompleted",
                        "WorkflowTaskScheduled",
                        "WorkflowTaskStarted");
    }

    @Test
    void childWhoseStartWasNotAnsweredIsAskedForAgainByTheRunThatInitiatedIt() {
        Stage stage = given(
                started(),
                taskCompleted(startChild("ship", ParentClosePolicy.TERMINATE)),
                signal("go"),
                taskCompleted());
        stage.when(reset(LAST_TASK)).thenSends(WorkflowRequest.StartChild.class, start -> {
            assertThat(start.runId()).isEqualTo(CHILD_OF_FIRST_RUN);
            assertThat(start.sender().runId()).isEqualTo(FIRST_RUN);
            assertThat(start.parent().runId()).isEqualTo(FIRST_RUN);
        });
        stage.when(taskCompleted());
        stage.when(childStarted())
                .thenEvent(ChildWorkflowExecutionStarted.class, event -> assertThat(event.runId())
                        .isEqualTo(CHILD_OF_FIRST_RUN))
                .thenSends(WorkflowRequest.ReleaseFirstTask.class, release -> {});
    }

    @Test
    void secondAnswerOfAChildThatWasAskedTwiceDoesNotEndIt() {
        Stage stage = given(
                started(),
                taskCompleted(startChild("ship", ParentClosePolicy.TERMINATE)),
                signal("go"),
                taskCompleted());
        Step firstAnswer = fixed(stage, childStarted());
        stage.when(reset(LAST_TASK));
        stage.when(childStarted());
        stage.when(firstAnswer)
                .thenSendsNo(WorkflowRequest.ApplyParentClose.class)
                .thenSends(WorkflowRequest.ReleaseFirstTask.class, release -> {});
    }

    @Test
    void childThatBeginsAfterFurtherResetsRunsOnAllTheSame() {
        Stage stage = given(started(), reset("", "run-2", FIRST_TASK), nextTaskStarts("ship"));
        var answer = childStarted().of(stage);
        stage.when(reset("", "run-3", FIRST_TASK));
        stage.when(reset("", "run-4", FIRST_TASK));
        stage.when(ignored -> answer)
                .thenSends(WorkflowRequest.ReleaseFirstTask.class, release -> {})
                .thenSendsNo(WorkflowRequest.ApplyParentClose.class);
    }

    @Test
    void childOfALaterRunThatBeginsAfterTheResetOfAnEarlierOneRunsOn() {
        Stage stage = given(started(), taskCompleted(continueAsNew()), nextIsDue(), nextTaskStarts("ship"));
        var answer = childStarted().of(stage);
        stage.when(reset(FIRST_RUN, "run-3", FIRST_TASK));
        stage.when(ignored -> answer)
                .thenSends(WorkflowRequest.ReleaseFirstTask.class, release -> {})
                .thenSendsNo(WorkflowRequest.ApplyParentClose.class);
    }

    private static Step nextTaskStarts(String child) {
        return taskCompleted(startChild(child, ParentClosePolicy.TERMINATE));
    }

    @Test
    void childInitiatedAfterThePointIsLeftRunning() {
        Stage stage = given(started(), taskCompleted(), signal("go"));
        stage.when(taskCompleted(startChild("ship", ParentClosePolicy.TERMINATE)));
        Step answer = fixed(stage, childStarted());
        stage.when(reset(LAST_TASK)).thenSendsNo(WorkflowRequest.ApplyParentClose.class);
        stage.when(answer)
                .thenSendsNo(WorkflowRequest.ApplyParentClose.class)
                .thenSends(WorkflowRequest.ReleaseFirstTask.class, release -> {});
    }

    @Test
    void childStartedAgainByTheCodeHasAnIdOfItsOwn() {
        Stage stage = given(started(), taskCompleted(startChild("ship", ParentClosePolicy.TERMINATE)), childStarted());
        stage.when(reset(FIRST_TASK));
        stage.when(taskCompleted(startChild("ship", ParentClosePolicy.TERMINATE)))
                .thenSends(WorkflowRequest.StartChild.class, start -> assertThat(start.runId())
                        .isEqualTo(DerivedIds.childRun(RESET_RUN, 8))
                        .isNotEqualTo(CHILD_OF_FIRST_RUN));
    }

    @Test
    void parentThatWasClosedAsksWhatBecameOfItsChildren() {
        Stage stage = parentOfARunningChild(ParentClosePolicy.TERMINATE);
        stage.when(signal("end"));
        stage.when(taskCompleted(complete()));
        stage.when(reset(LAST_TASK)).thenSends(WorkflowRequest.StartChild.class, start -> assertThat(start.runId())
                .isEqualTo(CHILD_OF_FIRST_RUN));
    }

    @Test
    void childThatClosedTellsAParentThatAsksAgain() {
        given(startedAsChild(), released(), taskCompleted(complete()))
                .when(startedAsChild())
                .thenNothingChanges()
                .thenSends(WorkflowRequest.ChildClosed.class, closed -> {
                    assertThat(closed.parentRunId()).isEqualTo(OTHER_RUN);
                    assertThat(closed.childFirstRunId()).isEqualTo(CHILD_RUN);
                    assertThat(closed.outcome()).isInstanceOf(ChildEvent.ChildWorkflowExecutionCompleted.class);
                })
                .thenSends(WorkflowRequest.ChildStartAnswered.class, answer -> assertThat(answer.cause())
                        .isEmpty());
    }

    @Test
    void childWhoseIdIsTakenCountsAsTerminatedWhenAParentAsksAgain() {
        Stage stage = parentOfARunningChild(ParentClosePolicy.ABANDON);
        stage.when(signal("end"));
        stage.when(taskCompleted(complete()));
        stage.when(reset(LAST_TASK));
        stage.when(taskCompleted());
        stage.when(childNotStarted()).thenEvent(ChildWorkflowExecutionTerminated.class, event -> {
            assertThat(event.initiatedEventId()).isEqualTo(5);
            assertThat(event.startedEventId()).isEqualTo(6);
        });
    }

    @Test
    void childOnlySignalReachesAKeptChild() {
        Stage stage = parentOfARunningChild(ParentClosePolicy.TERMINATE);
        stage.when(reset(LAST_TASK));
        stage.when(taskCompleted(signalChild("ship", "hurry")))
                .thenSends(WorkflowRequest.SignalFromWorkflow.class, sent -> {
                    assertThat(sent.runId()).isEqualTo(CHILD_OF_FIRST_RUN);
                    assertThat(sent.childOnly()).isFalse();
                });
    }

    @Test
    void childOnlyCancellationReachesAKeptChild() {
        Stage stage = parentOfARunningChild(ParentClosePolicy.TERMINATE);
        stage.when(reset(LAST_TASK));
        stage.when(taskCompleted(cancelChild("ship"))).thenSends(WorkflowRequest.CancelFromWorkflow.class, sent -> {
            assertThat(sent.runId()).isEqualTo(CHILD_OF_FIRST_RUN);
            assertThat(sent.childOnly()).isFalse();
        });
    }

    @Test
    void childOnlySignalToAStrangerIsStillRefusedByIt() {
        Stage stage = parentOfARunningChild(ParentClosePolicy.TERMINATE);
        stage.when(reset(LAST_TASK));
        stage.when(taskCompleted(signalChild("stranger", "hurry")))
                .thenSends(WorkflowRequest.SignalFromWorkflow.class, sent -> assertThat(sent.childOnly())
                        .isTrue());
    }

    @Test
    void signalUnderWayAtThePointIsSentAgainAsTheSameSignal() {
        Stage stage = given(started(), taskCompleted(signalWorkflow("other", "hello")), signal("go"), taskCompleted());
        stage.when(externalAnswered(""));
        stage.when(reset(LAST_TASK)).thenSends(WorkflowRequest.SignalFromWorkflow.class, sent -> {
            assertThat(sent.sender().runId()).isEqualTo(FIRST_RUN);
            assertThat(sent.initiatedEventId()).isEqualTo(5);
            stage.when(taskCompleted());
            stage.when(does(new WorkflowRequest.ExternalAnswered(sent.sender().outboxId(), FIRST_RUN, 5, "")))
                    .thenEvent(ExternalWorkflowExecutionSignaled.class, event -> {});
        });
    }

    @Test
    void signalAnsweredBeforeThePointIsNotSentAgain() {
        given(
                        started(),
                        taskCompleted(signalWorkflow("other", "hello")),
                        externalAnswered(""),
                        taskCompleted(),
                        signal("go"),
                        taskCompleted())
                .when(reset(LAST_TASK))
                .thenSendsNo(WorkflowRequest.SignalFromWorkflow.class)
                .thenState(state -> assertThat(state.outbox()).isEmpty());
    }

    @Test
    void resetOfAChildIsNotToldToItsParent() {
        given(startedAsChild(), released(), taskCompleted(), signal("go"))
                .when(reset(FIRST_TASK))
                .thenSendsNo(WorkflowRequest.ChildClosed.class);
    }

    @Test
    void parentHearsOfTheResetChildOnce() {
        Stage stage = given(startedAsChild(), released(), taskCompleted(), signal("go"));
        stage.when(reset(FIRST_TASK));
        stage.when(taskCompleted(complete())).thenSends(WorkflowRequest.ChildClosed.class, closed -> {
            assertThat(closed.parentRunId()).isEqualTo(OTHER_RUN);
            assertThat(closed.childFirstRunId()).isEqualTo(CHILD_RUN);
        });
    }

    @Test
    void closeOfTheParentReachesAResetChild() {
        given(startedAsChild(), released(), taskCompleted(), reset(FIRST_TASK))
                .when(parentClosed(ParentClosePolicy.TERMINATE))
                .thenEvent(WorkflowExecutionTerminated.class, event -> {});
    }

    @Test
    void secondOutcomeOfAChildChangesNothing() {
        Stage stage = parentOfARunningChild(ParentClosePolicy.TERMINATE);
        Step closed = fixed(stage, childCompleted());
        stage.when(closed);
        stage.when(taskCompleted());
        stage.when(closed).thenNothingChanges();
    }

    private static Step fixed(Stage stage, Step step) {
        var request = step.of(stage);
        return later -> request;
    }
}
