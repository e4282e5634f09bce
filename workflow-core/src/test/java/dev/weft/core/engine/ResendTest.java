package dev.weft.core.engine;

import static dev.weft.core.scenario.ClientSteps.signal;
import static dev.weft.core.scenario.ClientSteps.started;
import static dev.weft.core.scenario.ClientSteps.terminate;
import static dev.weft.core.scenario.ClientSteps.update;
import static dev.weft.core.scenario.Commands.scheduleActivity;
import static dev.weft.core.scenario.Commands.signalWorkflow;
import static dev.weft.core.scenario.Stage.given;
import static dev.weft.core.scenario.WorkerSteps.activityFailed;
import static dev.weft.core.scenario.WorkerSteps.activityStartReported;
import static dev.weft.core.scenario.WorkerSteps.taskCompleted;
import static dev.weft.core.scenario.WorkerSteps.taskFailed;
import static dev.weft.core.scenario.WorkerSteps.taskStartReported;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.command.Command;
import dev.weft.core.effect.Effect;
import dev.weft.core.request.WorkflowRequest;
import dev.weft.core.scenario.Commands;
import dev.weft.core.scenario.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResendTest {

    @Test
    void waitingWorkflowTaskIsSentAgainAsItWas() {
        Stage stage = given(started(), taskCompleted());
        stage.when(signal("pay")).thenAsks(Effect.DispatchWorkflowTask.class, task -> assertThat(again(stage))
                .containsExactly(task));
    }

    @Test
    void provisionalTaskIsSentAgainAsItWas() {
        Stage stage = given(started());
        stage.when(taskFailed()).thenAsks(Effect.DispatchWorkflowTask.class, task -> assertThat(again(stage))
                .containsExactly(task));
    }

    @Test
    void updatesAreSentAgainWithTheirTask() {
        Stage stage = given(started(), taskCompleted());
        stage.when(update("u")).thenAsks(Effect.DispatchWorkflowTask.class, task -> assertThat(again(stage))
                .containsExactly(task));
    }

    @Test
    void taskThatAWorkerHasIsNotSentAgain() {
        assertThat(again(given(started(), taskStartReported()))).isEmpty();
    }

    @Test
    void waitingActivityIsSentAgain() {
        assertThat(again(given(started(), taskCompleted(scheduleActivity("a")))))
                .containsExactly(new Effect.DispatchActivityTask("run-1", "Order", 5));
    }

    @Test
    void activityThatRunsOrBacksOffIsNotSentAgain() {
        assertThat(again(given(
                        started(),
                        taskCompleted(scheduleActivity("a"), scheduleActivity("b")),
                        activityStartReported("a"),
                        activityFailed("b"))))
                .isEmpty();
    }

    @Test
    void unansweredRequestToAnotherWorkflowIsSentAgain() {
        assertThat(again(given(started(), taskCompleted(signalWorkflow("other-1", "hello")))))
                .hasSize(1)
                .first()
                .isInstanceOfSatisfying(Effect.SendRequest.class, send -> assertThat(
                                send.request().body())
                        .isInstanceOf(WorkflowRequest.SignalFromWorkflow.class));
    }

    @Test
    void onlyTasksOfTheQueuesAskedForAreSentAgain() {
        Command elsewhere = new Command.ScheduleActivity(
                "b", "Charge", "others", List.of(), Map.of(), Commands.once(Duration.ofMinutes(1)));
        Stage stage = given(started(), taskCompleted(scheduleActivity("a"), elsewhere));
        assertThat(sentAgain(stage, "others")).containsExactly("b");
        assertThat(sentAgain(stage, "orders")).containsExactly("a");
        assertThat(sentAgain(stage, "unknown")).isEmpty();
    }

    @Test
    void nothingOfAClosedRunIsSentAgain() {
        assertThat(again(given(started(), taskCompleted(scheduleActivity("a")), terminate())))
                .isEmpty();
    }

    /** The activities that are sent again for one queue. */
    private static List<String> sentAgain(Stage stage, String taskQueue) {
        return WorkflowStateMachine.resendTasks(
                        stage.state(), queue -> queue.taskQueue().equals(taskQueue))
                .stream()
                .map(effect -> ((Effect.DispatchActivityTask) effect).scheduledEventId())
                .map(id -> stage.state().activity(id).orElseThrow().activityId())
                .toList();
    }

    private static List<Effect> again(Stage stage) {
        return WorkflowStateMachine.resend(stage.state());
    }
}
