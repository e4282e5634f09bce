package dev.weft.core.engine;

import static dev.weft.core.scenario.ClientSteps.cancel;
import static dev.weft.core.scenario.ClientSteps.describe;
import static dev.weft.core.scenario.ClientSteps.does;
import static dev.weft.core.scenario.ClientSteps.later;
import static dev.weft.core.scenario.ClientSteps.signal;
import static dev.weft.core.scenario.ClientSteps.started;
import static dev.weft.core.scenario.Commands.scheduleActivity;
import static dev.weft.core.scenario.Commands.signalWorkflow;
import static dev.weft.core.scenario.Commands.startChild;
import static dev.weft.core.scenario.Commands.startTimer;
import static dev.weft.core.scenario.FamilySteps.childCompleted;
import static dev.weft.core.scenario.FamilySteps.childStarted;
import static dev.weft.core.scenario.FamilySteps.externalAnswered;
import static dev.weft.core.scenario.Stage.given;
import static dev.weft.core.scenario.WorkerSteps.activityCompleted;
import static dev.weft.core.scenario.WorkerSteps.nextIsDue;
import static dev.weft.core.scenario.WorkerSteps.taskCompleted;
import static dev.weft.core.scenario.WorkerSteps.taskFailed;
import static dev.weft.core.scenario.WorkerSteps.taskStartReported;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.effect.Effect;
import dev.weft.core.event.ActivityEvent.ActivityTaskCompleted;
import dev.weft.core.event.ActivityEvent.ActivityTaskStarted;
import dev.weft.core.event.ChildEvent.ChildWorkflowExecutionCompleted;
import dev.weft.core.event.ChildEvent.ChildWorkflowExecutionStarted;
import dev.weft.core.event.ExternalEvent.ExternalWorkflowExecutionSignaled;
import dev.weft.core.event.MessageEvent.WorkflowExecutionSignaled;
import dev.weft.core.event.TimerEvent.TimerFired;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionCancelRequested;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskCompleted;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskFailed;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskScheduled;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskStarted;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskTimedOut;
import dev.weft.core.model.ParentClosePolicy;
import dev.weft.core.model.WorkflowTaskFailedCause;
import dev.weft.core.reply.RejectionReason;
import dev.weft.core.request.ClientRequest;
import dev.weft.core.scenario.Large;
import dev.weft.core.scenario.Outcome;
import dev.weft.core.scenario.Stage;
import dev.weft.core.scenario.Step;
import dev.weft.core.state.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rules 2.4-1, 2.4-2, 2.4-4 and 2.4-5. */
class BufferTest {

    @Test
    void whateverHappensLeavesAWorkflowTaskBehind() {
        given(started(), taskCompleted(startTimer("t", Duration.ofSeconds(1))))
                .when(nextIsDue())
                .thenEvents(TimerFired.class, WorkflowTaskScheduled.class, WorkflowTaskStarted.class)
                .thenAsks(Effect.DispatchWorkflowTask.class);
    }

    @Test
    void thereIsNoSecondTaskWhileOneIsUnderWay() {
        given(started(), signal("1")).when(cancel()).thenNoEvents().thenAsksNo(Effect.DispatchWorkflowTask.class);
    }

    @Test
    void bufferedEventsGetTheirIdsWhenTheTaskEndsInTheOrderOfTheirArrival() {
        Outcome end = given(started(), signal("1"), cancel(), signal("2")).when(taskCompleted());
        end.thenEvents(
                WorkflowTaskCompleted.class,
                WorkflowExecutionSignaled.class,
                WorkflowExecutionCancelRequested.class,
                WorkflowExecutionSignaled.class,
                WorkflowTaskScheduled.class,
                WorkflowTaskStarted.class);
        assertThat(end.events().map(event -> event.eventId())).containsExactly(4L, 5L, 6L, 7L, 8L, 9L);
        assertThat(signals(end)).containsExactly("1", "2");
    }

    @Test
    void endsOfActivitiesAndChildrenComeAfterAllOtherEventsOfTheBuffer() {
        given(
                        started(),
                        taskCompleted(
                                startChild("ship", ParentClosePolicy.TERMINATE),
                                scheduleActivity("a"),
                                startTimer("t", Duration.ofSeconds(1)),
                                signalWorkflow("other", "hello")),
                        signal("wake"),
                        signal("first"),
                        childStarted(),
                        childCompleted(),
                        activityCompleted("a"),
                        nextIsDue(),
                        signal("second"))
                .when(taskCompleted())
                .thenEvents(
                        WorkflowTaskCompleted.class,
                        WorkflowExecutionSignaled.class,
                        ChildWorkflowExecutionStarted.class,
                        TimerFired.class,
                        WorkflowExecutionSignaled.class,
                        ChildWorkflowExecutionCompleted.class,
                        ActivityTaskStarted.class,
                        ActivityTaskCompleted.class,
                        WorkflowTaskScheduled.class,
                        WorkflowTaskStarted.class);
    }

    @Test
    void endsInTheBufferNameTheStartedEventsThatWereBufferedBeforeThem() {
        Outcome end = given(
                        started(),
                        taskCompleted(startChild("ship", ParentClosePolicy.TERMINATE)),
                        signal("wake"),
                        childStarted(),
                        childCompleted())
                .when(taskCompleted());
        long startedEventId = end.events()
                .filter(event -> event.attributes() instanceof ChildWorkflowExecutionStarted)
                .findFirst()
                .orElseThrow()
                .eventId();
        end.thenEvent(ChildWorkflowExecutionCompleted.class, event -> assertThat(event.startedEventId())
                .isEqualTo(startedEventId));
    }

    @Test
    void answersOfOtherWorkflowsWaitInTheBuffer() {
        given(started(), taskCompleted(signalWorkflow("other", "hello")), signal("wake"), externalAnswered(""))
                .when(taskCompleted())
                .thenEvents(
                        WorkflowTaskCompleted.class,
                        ExternalWorkflowExecutionSignaled.class,
                        WorkflowTaskScheduled.class,
                        WorkflowTaskStarted.class);
    }

    @Test
    void bufferIsFlushedWhenTheTaskFails() {
        given(started(), signal("1"))
                .when(taskFailed())
                .thenEvents(
                        WorkflowTaskFailed.class,
                        WorkflowExecutionSignaled.class,
                        WorkflowTaskScheduled.class,
                        WorkflowTaskStarted.class);
    }

    @Test
    void bufferIsFlushedWhenTheTaskTimesOut() {
        given(started(), taskStartReported(), signal("1"))
                .when(nextIsDue())
                .thenEvents(
                        WorkflowTaskTimedOut.class,
                        WorkflowExecutionSignaled.class,
                        WorkflowTaskScheduled.class,
                        WorkflowTaskStarted.class);
    }

    @Test
    void fullBufferFailsATaskThatNobodyTookAndItsSuccessorCarriesTheEvents() {
        Outcome relieved = full(given(started())).when(later(Duration.ofSeconds(6), signal("last")));
        relieved.thenEvent(WorkflowTaskFailed.class, event -> assertThat(event.cause())
                .isEqualTo(WorkflowTaskFailedCause.BUFFERED_EVENTS_LIMIT_EXCEEDED));
        relieved.thenState(state -> assertThat(state.buffer()).isEmpty());
        relieved.thenAsks(Effect.DispatchWorkflowTask.class, task -> assertThat(task.attempt())
                .isEqualTo(1));
    }

    @Test
    void fullBufferDoesNotFailATaskThatAWorkerHas() {
        full(given(started(), taskStartReported()))
                .when(later(Duration.ofSeconds(6), signal("last")))
                .thenNoEvents();
    }

    @Test
    void signalsAreRefusedWhenFarTooManyWaitForOneTask() {
        Stage stage = given(started(), taskStartReported());
        while (stage.state().buffer().size() < SignalHandler.BUFFERED_SIGNALS) {
            stage.when(signal("s"));
        }
        stage.when(signal("one too many")).thenNothingChanges().thenRejected(RejectionReason.LIMIT_EXCEEDED);
    }

    @Test
    void signalsThatAreTooLargeTogetherAreRefused() {
        Step large = does(new ClientRequest.SignalWorkflow("", "s", List.of(Large.MEGABYTE), Map.of(), "client"));
        given(started(), taskStartReported(), large)
                .when(large)
                .thenNothingChanges()
                .thenRejected(RejectionReason.LIMIT_EXCEEDED);
    }

    @Test
    void readingNeitherWaitsNorLeavesATask() {
        given(started(), signal("1")).when(describe()).thenNothingChanges();
    }

    private static Stage full(Stage stage) {
        while (stage.state().buffer().size() < Limits.BUFFERED_EVENTS) {
            stage.when(signal("s"));
        }
        return stage;
    }

    private static List<String> signals(Outcome end) {
        return end.events()
                .map(event -> event.attributes())
                .filter(WorkflowExecutionSignaled.class::isInstance)
                .map(signal -> ((WorkflowExecutionSignaled) signal).signalName())
                .toList();
    }
}
