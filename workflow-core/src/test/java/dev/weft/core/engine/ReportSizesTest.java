package dev.weft.core.engine;

import static dev.weft.core.scenario.ClientSteps.started;
import static dev.weft.core.scenario.Commands.cancelActivity;
import static dev.weft.core.scenario.Commands.scheduleActivity;
import static dev.weft.core.scenario.Large.MEGABYTE;
import static dev.weft.core.scenario.Large.TOO_LARGE;
import static dev.weft.core.scenario.Stage.given;
import static dev.weft.core.scenario.WorkerSteps.activityFailed;
import static dev.weft.core.scenario.WorkerSteps.activityReported;
import static dev.weft.core.scenario.WorkerSteps.taskCompleted;
import static dev.weft.core.scenario.WorkerSteps.taskFailed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.effect.Effect;
import dev.weft.core.event.ActivityEvent.ActivityTaskFailed;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskFailed;
import dev.weft.core.model.EncodedSize;
import dev.weft.core.model.FailureInfo;
import dev.weft.core.model.Payload;
import dev.weft.core.model.RetryState;
import dev.weft.core.model.WorkflowTaskFailedCause;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.WorkerRequest;
import dev.weft.core.scenario.ClientSteps;
import dev.weft.core.scenario.Commands;
import dev.weft.core.scenario.Large;
import dev.weft.core.scenario.Stage;
import dev.weft.core.scenario.Step;
import dev.weft.core.scenario.WorkerSteps;
import dev.weft.core.state.Limits;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Feature row 85, for what workers tell of activities. */
class ReportSizesTest {
    private static final List<Payload> TWO_MEGABYTES = List.of(MEGABYTE, MEGABYTE);

    @Test
    void activityWhoseResultIsTooLargeFailsAndIsNotRetried() {
        running().when(completedWith(TOO_LARGE)).thenEvent(ActivityTaskFailed.class, event -> {
            assertThat(event.failure().message()).contains("result of activity 'Charge'", ", but it has");
            assertThat(event.retryState()).isEqualTo(RetryState.NON_RETRYABLE_FAILURE);
        });
    }

    @Test
    void attemptWhoseHeartbeatIsTooLargeFailsAndItsWorkerIsToldToStop() {
        running()
                .when(heartbeatWith(TWO_MEGABYTES))
                .thenEvent(ActivityTaskFailed.class, event -> assertThat(
                                event.failure().message())
                        .contains("heartbeat of activity 'Charge'", ", but it has"))
                .thenReply(Reply.HeartbeatRecorded.class, reply -> assertThat(reply.cancelRequested())
                        .isTrue());
    }

    @Test
    void failureWithAHeartbeatThatIsTooLargeTellsBoth() {
        running()
                .when(activityReported(
                        "a",
                        (runId, activity, now) -> new WorkerRequest.FailActivityTask(
                                runId,
                                activity.scheduledEventId(),
                                1,
                                now,
                                WorkerSteps.broken(),
                                TWO_MEGABYTES,
                                "worker")))
                .thenEvent(ActivityTaskFailed.class, event -> assertThat(
                                event.failure().chain())
                        .hasSize(2)
                        .hasOnlyElementsOfTypes(FailureInfo.Server.class, FailureInfo.Application.class));
    }

    @Test
    void cancellationWithDetailsThatAreTooLargeIsAFailure() {
        given(
                        started(),
                        taskCompleted(scheduleActivity("a")),
                        WorkerSteps.activityStartReported("a"),
                        ClientSteps.signal("stop"),
                        taskCompleted(cancelActivity(5)))
                .when(activityReported(
                        "a",
                        (runId, activity, now) -> new WorkerRequest.ReportActivityCanceled(
                                runId, activity.scheduledEventId(), 1, now, TWO_MEGABYTES, "worker")))
                .thenEvent(ActivityTaskFailed.class, event -> assertThat(
                                event.failure().message())
                        .contains("details of canceled activity 'Charge'"));
    }

    @Test
    void failureThatIsTooLargeIsShortenedAndCounts() {
        given(started(), taskCompleted(scheduleActivity("a", Commands.once(Duration.ofMinutes(1)))))
                .when(activityFailed("a", Large.failure(3 << 20, MEGABYTE)))
                .thenEvent(ActivityTaskFailed.class, event -> {
                    assertThat(event.failure().message()).isEqualTo("it broke");
                    assertThat(EncodedSize.of(event.failure())).isLessThanOrEqualTo(Limits.PAYLOAD_BYTES);
                });
    }

    @Test
    void failureOfAWorkflowTaskThatIsTooLargeIsShortened() {
        given(started())
                .when(taskFailed(WorkflowTaskFailedCause.WORKFLOW_WORKER_UNHANDLED_FAILURE, Large.failure(3 << 20)))
                .thenEvent(WorkflowTaskFailed.class, event -> assertThat(EncodedSize.of(event.failure()))
                        .isLessThanOrEqualTo(Limits.PAYLOAD_BYTES));
    }

    @Test
    void largeResultsDuringATaskEndItAndItsSuccessorCarriesThem() {
        Stage stage = given(
                started(),
                taskCompleted(scheduleActivity("a"), scheduleActivity("b"), scheduleActivity("c")),
                ClientSteps.signal("wake"),
                WorkerSteps.taskStartReported(),
                completedWith("a", MEGABYTE));
        stage.when(completedWith("b", MEGABYTE))
                .thenEvent(WorkflowTaskFailed.class, event -> assertThat(event.cause())
                        .isEqualTo(WorkflowTaskFailedCause.BUFFERED_EVENTS_LIMIT_EXCEEDED))
                .thenAsks(Effect.DispatchWorkflowTask.class)
                .thenState(state -> assertThat(state.buffer()).isEmpty());
        assertThat(stage.eventTypes("run-1"))
                .containsSubsequence("ActivityTaskCompleted", "ActivityTaskCompleted", "WorkflowTaskStarted");
    }

    private static Stage running() {
        return given(started(), taskCompleted(scheduleActivity("a")));
    }

    private static Step completedWith(Payload result) {
        return completedWith("a", result);
    }

    private static Step completedWith(String activityId, Payload result) {
        return activityReported(
                activityId,
                (runId, activity, now) -> new WorkerRequest.CompleteActivityTask(
                        runId, activity.scheduledEventId(), activity.attempt(), now, result, "worker"));
    }

    private static Step heartbeatWith(List<Payload> details) {
        return activityReported(
                "a",
                (runId, activity, now) -> new WorkerRequest.RecordActivityHeartbeat(
                        runId, activity.scheduledEventId(), activity.attempt(), now, details, "worker"));
    }
}
