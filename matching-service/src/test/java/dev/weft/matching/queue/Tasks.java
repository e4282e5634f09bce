package dev.weft.matching.queue;

import dev.weft.core.model.ActivitySettings;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.Failure;
import dev.weft.core.model.Payload;
import dev.weft.core.protocol.WorkerProtocol.PollRequest;
import dev.weft.core.request.ReplyTo;
import dev.weft.core.task.QueueName;
import dev.weft.core.task.Task;
import dev.weft.core.task.Task.ActivityTask;
import dev.weft.core.task.Task.QueryTask;
import dev.weft.core.task.Task.WorkflowTask;
import dev.weft.core.task.TaskWithdrawal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Tasks and polls in a few words. */
public final class Tasks {
    public static final String NAMESPACE = "default";
    public static final String QUEUE = "orders";
    public static final QueueName NORMAL = new QueueName(NAMESPACE, QUEUE, "");
    private static final Duration START_TO_CLOSE = Duration.ofSeconds(10);

    private Tasks() {}

    public static QueueName sticky(String workerId) {
        return new QueueName(NAMESPACE, QUEUE, workerId);
    }

    public static WorkflowTask workflowTask(String runId) {
        return workflowTask(runId, NORMAL);
    }

    public static WorkflowTask workflowTask(String runId, QueueName queue) {
        return workflowTask(runId, queue, START_TO_CLOSE);
    }

    public static WorkflowTask workflowTask(String runId, QueueName queue, Duration startToClose) {
        return new WorkflowTask(
                queue, key(runId), runId, "Order", 2, 3, 1, false, List.of(), 0, List.of(), startToClose);
    }

    public static ActivityTask activityTask(String runId) {
        return activityTask(runId, NORMAL, false, new byte[0]);
    }

    public static ActivityTask activityToClaim(String runId) {
        return activityTask(runId, NORMAL, true, new byte[0]);
    }

    public static ActivityTask activityTask(String runId, Instant attemptScheduledTime) {
        return activityTask(runId, NORMAL, false, new byte[0], attemptScheduledTime);
    }

    public static ActivityTask activityTask(String runId, QueueName queue, boolean claimRequired, byte[] input) {
        return activityTask(runId, queue, claimRequired, input, Instant.EPOCH);
    }

    /** Scheduled at {@code time}, its only attempt so far. */
    public static ActivityTask activityTask(String runId, ActivitySettings settings, Instant time) {
        return activityTask(runId, NORMAL, false, new byte[0], settings, time);
    }

    private static ActivityTask activityTask(
            String runId, QueueName queue, boolean claimRequired, byte[] input, Instant time) {
        return activityTask(runId, queue, claimRequired, input, ActivitySettings.startToClose(START_TO_CLOSE), time);
    }

    private static ActivityTask activityTask(
            String runId,
            QueueName queue,
            boolean claimRequired,
            byte[] input,
            ActivitySettings settings,
            Instant time) {
        return new ActivityTask(
                queue,
                key(runId),
                runId,
                "Order",
                "a",
                "Charge",
                5,
                1,
                List.of(new Payload(Payload.BINARY, Map.of(), input)),
                Map.of(),
                settings,
                time,
                time,
                List.of(),
                Failure.NONE,
                claimRequired);
    }

    /** Of an activity that went to its queue at {@code time} and may start only once. */
    public static ActivityTask activityToClaim(String runId, Instant time) {
        return activityTask(runId, NORMAL, true, new byte[0], time);
    }

    /** Takes back what was sent of the run's activity up to a time. */
    public static TaskWithdrawal withdrawal(String runId, Instant dispatchedUpTo) {
        return new TaskWithdrawal(NORMAL, key(runId), runId, List.of(new TaskWithdrawal.Attempt(5, 1)), dispatchedUpTo);
    }

    public static QueryTask query(long correlation, QueueName queue) {
        return new QueryTask(
                queue,
                key("queried"),
                "queried",
                "Order",
                new ReplyTo("frontend", correlation),
                "state",
                List.of(),
                List.of(),
                0,
                4,
                false);
    }

    public static PollRequest poll(String workerId, int workflowTasks, int activityTasks) {
        return new PollRequest(
                NAMESPACE, QUEUE, workerId, workerId + "@host", workflowTasks, activityTasks, 60_000, List.of());
    }

    public static List<String> runs(List<Task> tasks) {
        return tasks.stream().map(Task::runId).toList();
    }

    private static ExecutionKey key(String runId) {
        return new ExecutionKey(NAMESPACE, "wf-" + runId);
    }
}
