package dev.weft.core.engine;

import static dev.weft.core.scenario.ClientSteps.started;
import static dev.weft.core.scenario.ClientSteps.terminate;
import static dev.weft.core.scenario.Commands.cancelWorkflow;
import static dev.weft.core.scenario.Commands.signalWorkflow;
import static dev.weft.core.scenario.FamilySteps.OTHER;
import static dev.weft.core.scenario.FamilySteps.cancelFromOther;
import static dev.weft.core.scenario.FamilySteps.externalAnswered;
import static dev.weft.core.scenario.FamilySteps.signalFromOther;
import static dev.weft.core.scenario.FamilySteps.startedAsChild;
import static dev.weft.core.scenario.Stage.BEGINNING;
import static dev.weft.core.scenario.Stage.given;
import static dev.weft.core.scenario.WorkerSteps.nextIsDue;
import static dev.weft.core.scenario.WorkerSteps.taskCompleted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.effect.Effect;
import dev.weft.core.event.ExternalEvent.ExternalWorkflowExecutionCancelRequested;
import dev.weft.core.event.ExternalEvent.ExternalWorkflowExecutionSignaled;
import dev.weft.core.event.ExternalEvent.RequestCancelExternalWorkflowExecutionFailed;
import dev.weft.core.event.ExternalEvent.RequestCancelExternalWorkflowExecutionInitiated;
import dev.weft.core.event.ExternalEvent.SignalExternalWorkflowExecutionFailed;
import dev.weft.core.event.ExternalEvent.SignalExternalWorkflowExecutionInitiated;
import dev.weft.core.event.MessageEvent.WorkflowExecutionSignaled;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionCancelRequested;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskCompleted;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskScheduled;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskStarted;
import dev.weft.core.request.Request;
import dev.weft.core.request.WorkflowRequest;
import dev.weft.core.scenario.Outcome;
import dev.weft.core.scenario.Stage;
import org.junit.jupiter.api.Test;

class ExternalTest {

    @Test
    void signalIsSentToTheOtherWorkflow() {
        given(started())
                .when(taskCompleted(signalWorkflow("other-1", "hello")))
                .thenEvents(WorkflowTaskCompleted.class, SignalExternalWorkflowExecutionInitiated.class)
                .thenEvent(SignalExternalWorkflowExecutionInitiated.class, event -> assertThat(event.execution())
                        .isEqualTo(OTHER))
                .thenSends(WorkflowRequest.SignalFromWorkflow.class, signal -> assertThat(signal.signalName())
                        .isEqualTo("hello"));
    }

    @Test
    void senderHearsThatTheSignalArrived() {
        given(started(), taskCompleted(signalWorkflow("other-1", "hello")))
                .when(externalAnswered(""))
                .thenEvents(
                        ExternalWorkflowExecutionSignaled.class,
                        WorkflowTaskScheduled.class,
                        WorkflowTaskStarted.class);
    }

    @Test
    void senderHearsThatThereIsNobodyToSignal() {
        given(started(), taskCompleted(signalWorkflow("other-1", "hello")))
                .when(externalAnswered("NOT_FOUND"))
                .thenEvents(
                        SignalExternalWorkflowExecutionFailed.class,
                        WorkflowTaskScheduled.class,
                        WorkflowTaskStarted.class);
    }

    @Test
    void repeatedAnswerCountsOnce() {
        Stage stage = given(started(), taskCompleted(signalWorkflow("other-1", "hello")));
        var answer = externalAnswered("").of(stage);
        stage.when(ignored -> answer);
        stage.when(ignored -> answer).thenNothingChanges();
    }

    @Test
    void signalFromAnotherWorkflowIsRecordedAndAnswered() {
        given(started(), taskCompleted())
                .when(signalFromOther("hello", false))
                .thenEvents(WorkflowExecutionSignaled.class, WorkflowTaskScheduled.class, WorkflowTaskStarted.class)
                .thenSends(WorkflowRequest.ExternalAnswered.class, answer -> assertThat(answer.cause())
                        .isEmpty());
    }

    @Test
    void repeatedSignalFromAnotherWorkflowCountsOnce() {
        given(started(), signalFromOther("hello", false))
                .when(signalFromOther("hello", false))
                .thenNothingChanges()
                .thenSends(WorkflowRequest.ExternalAnswered.class, answer -> assertThat(answer.cause())
                        .isEmpty());
    }

    @Test
    void signalToClosedWorkflowIsAnsweredWithItsCause() {
        given(started(), terminate())
                .when(signalFromOther("hello", false))
                .thenNothingChanges()
                .thenSends(WorkflowRequest.ExternalAnswered.class, answer -> assertThat(answer.cause())
                        .isNotEmpty());
    }

    @Test
    void signalForChildrenOnlyDoesNotReachAStranger() {
        given(started())
                .when(signalFromOther("hello", true))
                .thenNothingChanges()
                .thenSends(WorkflowRequest.ExternalAnswered.class, answer -> assertThat(answer.cause())
                        .isNotEmpty());
    }

    @Test
    void signalForChildrenOnlyReachesAChild() {
        given(startedAsChild()).when(signalFromOther("hello", true)).thenEvents(WorkflowExecutionSignaled.class);
    }

    @Test
    void cancelRequestIsSentAndItsAnswerRecorded() {
        given(started())
                .when(taskCompleted(cancelWorkflow("other-1")))
                .thenEvents(WorkflowTaskCompleted.class, RequestCancelExternalWorkflowExecutionInitiated.class)
                .thenSends(WorkflowRequest.CancelFromWorkflow.class, cancel -> {})
                .and()
                .when(externalAnswered(""))
                .thenEvents(
                        ExternalWorkflowExecutionCancelRequested.class,
                        WorkflowTaskScheduled.class,
                        WorkflowTaskStarted.class);
    }

    @Test
    void failedCancelRequestIsRecorded() {
        given(started(), taskCompleted(cancelWorkflow("other-1")))
                .when(externalAnswered("NOT_FOUND"))
                .thenEvents(
                        RequestCancelExternalWorkflowExecutionFailed.class,
                        WorkflowTaskScheduled.class,
                        WorkflowTaskStarted.class);
    }

    @Test
    void cancelRequestFromAnotherWorkflowCountsOnce() {
        Stage stage = given(started(), taskCompleted());
        stage.when(cancelFromOther())
                .thenEvents(
                        WorkflowExecutionCancelRequested.class, WorkflowTaskScheduled.class, WorkflowTaskStarted.class);
        stage.when(cancelFromOther()).thenNothingChanges();
    }

    @Test
    void requestThatNobodyAnswersIsSentAgainAfterAGrowingWhile() {
        Stage stage = given(started(), taskCompleted(signalWorkflow("other-1", "hello")));
        stage.when(nextIsDue()).thenNoEvents().thenSends(WorkflowRequest.SignalFromWorkflow.class, signal -> {});
        stage.when(nextIsDue()).thenSends(WorkflowRequest.SignalFromWorkflow.class, signal -> {});
        assertThat(stage.now()).isEqualTo(BEGINNING.plusSeconds(5 + 10));
    }

    @Test
    void answeredRequestIsNotSentAgain() {
        given(started(), taskCompleted(signalWorkflow("other-1", "hello")))
                .when(externalAnswered(""))
                .thenState(state -> assertThat(state.outbox()).isEmpty());
    }

    @Test
    void workflowMaySignalItself() {
        Stage stage = given(started());
        Request signal = sent(stage.when(taskCompleted(signalWorkflow("order-1", "hello"))));
        Outcome signaled = stage.when(ignored -> signal);
        signaled.thenEvents(WorkflowExecutionSignaled.class, WorkflowTaskScheduled.class, WorkflowTaskStarted.class);
        stage.when(ignored -> sent(signaled)).thenNoEvents();
        stage.when(taskCompleted())
                .thenEvents(
                        WorkflowTaskCompleted.class,
                        ExternalWorkflowExecutionSignaled.class,
                        WorkflowTaskScheduled.class,
                        WorkflowTaskStarted.class);
    }

    @Test
    void workflowMayAskItselfToCancel() {
        Stage stage = given(started());
        Request cancel = sent(stage.when(taskCompleted(cancelWorkflow("order-1"))));
        stage.when(ignored -> cancel)
                .thenEvent(WorkflowExecutionCancelRequested.class, event -> assertThat(event.externalExecution())
                        .isEqualTo(Stage.KEY));
    }

    @Test
    void repeatedCancelRequestIsAnsweredAsTheFirstTimeAfterTheTargetHasClosed() {
        given(started(), cancelFromOther(), terminate())
                .when(cancelFromOther())
                .thenNothingChanges()
                .thenSends(WorkflowRequest.ExternalAnswered.class, answer -> assertThat(answer.cause())
                        .isEmpty());
    }

    @Test
    void repeatedSignalIsAnsweredAsTheFirstTimeAfterTheTargetHasClosed() {
        given(started(), signalFromOther("hello", false), terminate())
                .when(signalFromOther("hello", false))
                .thenNothingChanges()
                .thenSends(WorkflowRequest.ExternalAnswered.class, answer -> assertThat(answer.cause())
                        .isEmpty());
    }

    @Test
    void cancelRequestToClosedWorkflowIsAnsweredWithItsCause() {
        given(started(), terminate())
                .when(cancelFromOther())
                .thenNothingChanges()
                .thenSends(WorkflowRequest.ExternalAnswered.class, answer -> assertThat(answer.cause())
                        .isEqualTo("EXTERNAL_WORKFLOW_EXECUTION_NOT_FOUND"));
    }

    @Test
    void answerThatComesAfterTheSenderHasClosedSettlesItsOutbox() {
        Stage stage = given(started(), taskCompleted(signalWorkflow("other-1", "hello")));
        var answer = externalAnswered("").of(stage);
        stage.when(terminate());
        stage.when(ignored -> answer).thenNoEvents().thenState(state -> assertThat(state.outbox())
                .isEmpty());
    }

    /** The request to an execution that the step led to. */
    private static Request sent(Outcome outcome) {
        return outcome.effects(Effect.SendRequest.class).getFirst().request();
    }
}
