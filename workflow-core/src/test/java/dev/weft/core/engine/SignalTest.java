package dev.weft.core.engine;

import static dev.weft.core.scenario.ClientSteps.asked;
import static dev.weft.core.scenario.ClientSteps.does;
import static dev.weft.core.scenario.ClientSteps.signal;
import static dev.weft.core.scenario.ClientSteps.started;
import static dev.weft.core.scenario.Commands.complete;
import static dev.weft.core.scenario.Commands.scheduleActivity;
import static dev.weft.core.scenario.Stage.given;
import static dev.weft.core.scenario.WorkerSteps.activityCompleted;
import static dev.weft.core.scenario.WorkerSteps.taskCompleted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.event.ActivityEvent.ActivityTaskCompleted;
import dev.weft.core.event.ActivityEvent.ActivityTaskStarted;
import dev.weft.core.event.InternalChange;
import dev.weft.core.event.MessageEvent.WorkflowExecutionSignaled;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskCompleted;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskScheduled;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskStarted;
import dev.weft.core.reply.RejectionReason;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.ClientRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignalTest {

    @Test
    void signalToIdleWorkflowIsRecordedAndDispatchesTask() {
        given(started(), taskCompleted())
                .when(signal("pay"))
                .thenEvents(WorkflowExecutionSignaled.class, WorkflowTaskScheduled.class, WorkflowTaskStarted.class)
                .thenReply(Reply.Accepted.class);
    }

    @Test
    void signalDuringTaskWaitsInTheBuffer() {
        given(started())
                .when(signal("pay"))
                .thenNoEvents()
                .thenChange(InternalChange.EventBuffered.class)
                .thenReply(Reply.Accepted.class);
    }

    @Test
    void bufferIsFlushedWhenTheTaskEndsWithResultsAfterSignals() {
        given(
                        started(),
                        taskCompleted(scheduleActivity("a")),
                        signal("first"),
                        activityCompleted("a"),
                        signal("second"))
                .when(taskCompleted())
                .thenEvents(
                        WorkflowTaskCompleted.class,
                        WorkflowExecutionSignaled.class,
                        ActivityTaskStarted.class,
                        ActivityTaskCompleted.class,
                        WorkflowTaskScheduled.class,
                        WorkflowTaskStarted.class);
    }

    @Test
    void repeatedSignalCountsOnce() {
        given(started(), taskCompleted(), asked("signal-1", signal("pay")))
                .when(asked("signal-1", signal("pay")))
                .thenNothingChanges()
                .thenReply(Reply.Accepted.class);
    }

    @Test
    void repeatedSignalCountsOnceWhileItIsBuffered() {
        given(started(), asked("signal-1", signal("pay")))
                .when(asked("signal-1", signal("pay")))
                .thenNothingChanges()
                .thenReply(Reply.Accepted.class);
    }

    @Test
    void signalToClosedWorkflowIsRejected() {
        given(started(), taskCompleted(complete())).when(signal("pay")).thenRejected(RejectionReason.WORKFLOW_CLOSED);
    }

    @Test
    void repeatedSignalToWorkflowThatClosedMeanwhileGetsTheFirstAnswer() {
        given(started(), taskCompleted(), asked("signal-1", signal("pay")), taskCompleted(complete()))
                .when(asked("signal-1", signal("pay")))
                .thenNothingChanges()
                .thenReply(Reply.Accepted.class);
    }

    @Test
    void signalToUnknownWorkflowIsRejected() {
        given().when(signal("pay")).thenRejected(RejectionReason.WORKFLOW_NOT_FOUND);
    }

    @Test
    void signalToAnotherRunIsRejected() {
        given(started())
                .when(does(new ClientRequest.SignalWorkflow("run-9", "pay", List.of(), Map.of(), "client")))
                .thenRejected(RejectionReason.WORKFLOW_NOT_FOUND);
    }

    @Test
    void signalsOfABufferAreAllDeliveredWithTheNextTask() {
        given(started(), signal("1"), signal("2"), signal("3"))
                .when(taskCompleted())
                .thenState(state -> assertThat(state.buffer()).isEmpty())
                .thenEvents(
                        WorkflowTaskCompleted.class,
                        WorkflowExecutionSignaled.class,
                        WorkflowExecutionSignaled.class,
                        WorkflowExecutionSignaled.class,
                        WorkflowTaskScheduled.class,
                        WorkflowTaskStarted.class);
    }
}
