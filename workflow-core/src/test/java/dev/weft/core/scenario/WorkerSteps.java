package dev.weft.core.scenario;

import dev.weft.core.command.Command;
import dev.weft.core.model.Failure;
import dev.weft.core.model.FailureInfo;
import dev.weft.core.model.Payload;
import dev.weft.core.model.WorkflowTaskFailedCause;
import dev.weft.core.request.EngineRequest;
import dev.weft.core.request.WorkerRequest;
import dev.weft.core.state.PendingActivity;
import dev.weft.core.state.WorkflowTaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What workers report, and what becomes due. */
public final class WorkerSteps {
    public static final String STICKY = "worker-1";
    private static final Duration STICKY_TIMEOUT = Duration.ofSeconds(5);

    private WorkerSteps() {}

    /** The workflow task under way is completed by a worker that keeps the execution. */
    public static Step taskCompleted(Command... commands) {
        return completed(List.of(commands), List.of(), STICKY, false);
    }

    public static Step taskCompletedWithoutCache(Command... commands) {
        return completed(List.of(commands), List.of(), "", false);
    }

    /** The worker is not done yet and asks for one more task. */
    public static Step taskHeartbeat(Command... commands) {
        return completed(List.of(commands), List.of(), STICKY, true);
    }

    public static Step updateRefused(String updateId) {
        return completed(List.of(), List.of(new WorkerRequest.UpdateRejection(updateId, broken())), STICKY, false);
    }

    public static Step updateRefused(String updateId, Command... commands) {
        return completed(
                List.of(commands), List.of(new WorkerRequest.UpdateRejection(updateId, broken())), STICKY, false);
    }

    private static Step completed(
            List<Command> commands, List<WorkerRequest.UpdateRejection> refused, String sticky, boolean heartbeat) {
        return stage -> {
            WorkflowTaskState task = stage.state().task();
            return Stage.request(new WorkerRequest.CompleteWorkflowTask(
                    stage.state().runId(),
                    task.scheduledEventId(),
                    task.attempt(),
                    stage.now(),
                    "worker",
                    commands,
                    refused,
                    sticky,
                    STICKY_TIMEOUT,
                    heartbeat,
                    "test",
                    "1",
                    List.of()));
        };
    }

    public static Step taskFailed() {
        return taskFailed(WorkflowTaskFailedCause.WORKFLOW_WORKER_UNHANDLED_FAILURE);
    }

    public static Step taskFailed(WorkflowTaskFailedCause cause) {
        return taskFailed(cause, broken());
    }

    public static Step taskFailed(WorkflowTaskFailedCause cause, Failure failure) {
        return stage -> {
            WorkflowTaskState task = stage.state().task();
            return Stage.request(new WorkerRequest.FailWorkflowTask(
                    stage.state().runId(), task.scheduledEventId(), task.attempt(), cause, failure, "worker"));
        };
    }

    /** A worker that was not there before polls the workflow's queue. */
    public static Step workerArrived() {
        return workerArrived(ClientSteps.settings().taskQueue());
    }

    public static Step workerArrived(String taskQueue) {
        return ClientSteps.does(new EngineRequest.WorkerArrived(Stage.KEY.namespace(), taskQueue));
    }

    public static Step taskStartReported() {
        return stage -> {
            WorkflowTaskState task = stage.state().task();
            return Stage.request(new WorkerRequest.ReportWorkflowTaskStarted(
                    stage.state().runId(), task.scheduledEventId(), task.attempt(), stage.now(), "worker"));
        };
    }

    public static Step stickyUnavailable() {
        return stage -> {
            WorkflowTaskState task = stage.state().task();
            return Stage.request(new WorkerRequest.ReportStickyUnavailable(
                    stage.state().runId(), task.scheduledEventId(), task.attempt()));
        };
    }

    public static Step activityCompleted(String activityId) {
        return activityReported(
                activityId,
                (runId, activity, now) -> new WorkerRequest.CompleteActivityTask(
                        runId, activity.scheduledEventId(), activity.attempt(), now, Payload.json("1"), "worker"));
    }

    public static Step activityFailed(String activityId) {
        return activityFailed(activityId, broken());
    }

    public static Step activityFailed(String activityId, Failure failure) {
        return activityReported(
                activityId,
                (runId, activity, now) -> new WorkerRequest.FailActivityTask(
                        runId, activity.scheduledEventId(), activity.attempt(), now, failure, List.of(), "worker"));
    }

    public static Step activityStartReported(String activityId) {
        return activityReported(
                activityId,
                (runId, activity, now) -> new WorkerRequest.ReportActivityStarted(
                        runId, activity.scheduledEventId(), activity.attempt(), now, "worker"));
    }

    public static Step activityClaimed(String activityId, String identity) {
        return activityReported(
                activityId,
                (runId, activity, now) -> new WorkerRequest.ClaimActivityTask(
                        runId, activity.scheduledEventId(), activity.attempt(), now, identity));
    }

    public static Step activityHeartbeat(String activityId, String details) {
        return activityReported(
                activityId,
                (runId, activity, now) -> new WorkerRequest.RecordActivityHeartbeat(
                        runId,
                        activity.scheduledEventId(),
                        activity.attempt(),
                        now,
                        List.of(Payload.json(details)),
                        "worker"));
    }

    public static Step activityCanceled(String activityId) {
        return activityReported(
                activityId,
                (runId, activity, now) -> new WorkerRequest.ReportActivityCanceled(
                        runId, activity.scheduledEventId(), activity.attempt(), now, List.of(), "worker"));
    }

    /** Time goes on to the next deadline, which is then due. */
    public static Step nextIsDue() {
        return stage -> {
            Instant due = stage.state().nextDue();
            stage.advanceTo(due);
            return Stage.request(new EngineRequest.TimerDue(due));
        };
    }

    public static Failure broken() {
        return Failure.of(new FailureInfo.Application("it broke", "Broken", false, "", List.of(), Duration.ZERO));
    }

    public static Failure fatal() {
        return Failure.of(new FailureInfo.Application("it is over", "Fatal", true, "", List.of(), Duration.ZERO));
    }

    /** What a worker tells of an attempt. */
    public interface ActivityReport {
        WorkerRequest of(String runId, PendingActivity activity, Instant now);
    }

    public static Step activityReported(String activityId, ActivityReport report) {
        return stage -> {
            PendingActivity activity = stage.state().activity(activityId).orElseThrow();
            return Stage.request(report.of(stage.state().runId(), activity, stage.now()));
        };
    }
}
