package dev.weft.history;

import dev.weft.core.command.Command;
import dev.weft.core.model.ActivitySettings;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.Failure;
import dev.weft.core.model.FailureInfo;
import dev.weft.core.model.ParentClosePolicy;
import dev.weft.core.model.Payload;
import dev.weft.core.model.ResetPoint;
import dev.weft.core.model.RunSettings;
import dev.weft.core.model.WorkflowIdConflictPolicy;
import dev.weft.core.model.WorkflowIdReusePolicy;
import dev.weft.core.model.WorkflowTaskFailedCause;
import dev.weft.core.request.ClientRequest;
import dev.weft.core.request.ReplyTo;
import dev.weft.core.request.Request;
import dev.weft.core.request.WorkerRequest;
import dev.weft.core.task.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The requests of the tests, in the words of their senders. */
public final class Requests {
    public static final String QUEUE = "orders";
    public static final String STICKY = "worker-1";
    public static final ReplyTo ASKER = new ReplyTo("frontend-1", 7);

    private Requests() {}

    public static ExecutionKey key(String workflowId) {
        return new ExecutionKey("default", workflowId);
    }

    public static String runId(String workflowId) {
        return "run-of-" + workflowId;
    }

    public static Request start(String workflowId) {
        return new Request(key(workflowId), "start-" + workflowId, ASKER, startOf(workflowId, Duration.ZERO));
    }

    public static Request startWithRunTimeout(String workflowId, Duration timeout) {
        return new Request(key(workflowId), "start-" + workflowId, ASKER, startOf(workflowId, timeout));
    }

    private static ClientRequest.StartWorkflow startOf(String workflowId, Duration runTimeout) {
        return new ClientRequest.StartWorkflow(
                runId(workflowId),
                RunSettings.of("Order", QUEUE, List.of(Payload.json("\"in\"")))
                        .withTimeouts(Duration.ZERO, runTimeout, Duration.ZERO),
                WorkflowIdReusePolicy.ALLOW_DUPLICATE,
                WorkflowIdConflictPolicy.FAIL,
                Duration.ZERO,
                "tester");
    }

    public static Request signal(String workflowId, String name) {
        return signal(workflowId, name, Payload.json("\"" + name + "\""));
    }

    public static Request signal(String workflowId, String name, Payload input) {
        return new Request(
                key(workflowId),
                "signal-" + name,
                ReplyTo.NOBODY,
                new ClientRequest.SignalWorkflow("", name, List.of(input), Map.of(), "tester"));
    }

    public static Request readHistory(String workflowId, long fromEventId, int maximumEvents) {
        return new Request(key(workflowId), "", ASKER, new ClientRequest.ReadHistory("", fromEventId, maximumEvents));
    }

    public static Request query(String workflowId) {
        return query(workflowId, "", 0);
    }

    /** As of an event of a run. */
    public static Request query(String workflowId, String runId, long atEventId) {
        return new Request(
                key(workflowId), "", ASKER, new ClientRequest.QueryWorkflow(runId, "status", List.of(), atEventId));
    }

    public static Request readState(String workflowId, String runId, long atEventId) {
        return new Request(key(workflowId), "", ASKER, new ClientRequest.ReadState(runId, atEventId));
    }

    /** Completes a workflow task, and keeps the execution with the worker. */
    public static Request complete(Task.WorkflowTask task, Command... commands) {
        return Request.of(
                task.key(),
                new WorkerRequest.CompleteWorkflowTask(
                        task.runId(),
                        task.scheduledEventId(),
                        task.attempt(),
                        Instant.EPOCH.plusSeconds(1),
                        "worker",
                        List.of(commands),
                        List.of(),
                        STICKY,
                        Duration.ofSeconds(10),
                        false,
                        "java",
                        "1",
                        List.of()));
    }

    /** Resets the current run to the end of its last workflow task; {@link #resetRunId} goes on. */
    public static Request reset(String workflowId) {
        return new Request(
                key(workflowId),
                "reset-" + workflowId,
                ASKER,
                new ClientRequest.ResetWorkflow(
                        "", resetRunId(workflowId), new ResetPoint.LastWorkflowTask(), true, true, "", "tester"));
    }

    public static String resetRunId(String workflowId) {
        return "reset-of-" + workflowId;
    }

    /** @param runId empty for all runs */
    public static Request delete(String workflowId, String runId) {
        return new Request(
                key(workflowId), "delete-" + runId, ASKER, new ClientRequest.DeleteWorkflow(runId, "tester"));
    }

    public static Request fail(Task.WorkflowTask task, WorkflowTaskFailedCause cause) {
        return Request.of(
                task.key(),
                new WorkerRequest.FailWorkflowTask(
                        task.runId(),
                        task.scheduledEventId(),
                        task.attempt(),
                        cause,
                        Failure.of(new FailureInfo.Server("Expected a timer, but got an activity", true)),
                        "worker"));
    }

    public static Request stickyUnavailable(Task.WorkflowTask task) {
        return Request.of(
                task.key(),
                new WorkerRequest.ReportStickyUnavailable(task.runId(), task.scheduledEventId(), task.attempt()));
    }

    public static Request complete(Task.ActivityTask task) {
        return Request.of(
                task.key(),
                new WorkerRequest.CompleteActivityTask(
                        task.runId(),
                        task.scheduledEventId(),
                        task.attempt(),
                        Instant.EPOCH.plusSeconds(1),
                        Payload.json("\"done\""),
                        "worker"));
    }

    public static Command scheduleActivity(String activityId) {
        return new Command.ScheduleActivity(
                activityId,
                "Charge",
                "",
                List.of(Payload.json("\"card\"")),
                Map.of(),
                ActivitySettings.startToClose(Duration.ofMinutes(1)));
    }

    public static Command startTimer(String timerId, Duration duration) {
        return new Command.StartTimer(timerId, duration);
    }

    public static Command startChild(String workflowId) {
        return new Command.StartChildWorkflow(
                workflowId,
                RunSettings.of("Shipment", "", List.of()),
                ParentClosePolicy.TERMINATE,
                WorkflowIdReusePolicy.ALLOW_DUPLICATE);
    }

    public static Command continueAsNew() {
        return new Command.ContinueAsNew(RunSettings.of("", "", List.of()), Duration.ZERO);
    }

    public static Command completeWorkflow() {
        return new Command.CompleteWorkflow(Payload.json("\"out\""));
    }
}
