package dev.weft.core.protocol;

import dev.weft.core.event.HistoryEvent;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.Failure;
import dev.weft.core.model.Payload;
import dev.weft.core.request.ReplyTo;
import dev.weft.core.request.WorkerRequest;
import dev.weft.core.task.Task;
import java.util.List;

/**
 * The calls of a worker. Each is {@code POST <path>} with a body in the Confluent wire format, content type
 * {@value #CONTENT_TYPE}, and the header {@value #VERSION_HEADER} with the protocol version.
 */
public final class WorkerProtocol {
    public static final int VERSION = 1;
    public static final String VERSION_HEADER = "Weft-Protocol";
    public static final String CONTENT_TYPE = "application/vnd.weft.avro";
    public static final String POLL_PATH = "/worker/poll";
    public static final String REPORT_PATH = "/worker/report";
    public static final String HEARTBEAT_PATH = "/worker/heartbeat";
    public static final String HISTORY_PATH = "/worker/history";
    public static final String SHUTDOWN_PATH = "/worker/shutdown";
    public static final String STATUS_PATH = "/worker/status";
    public static final int STATUS_PERIOD_SECONDS = 20;

    private WorkerProtocol() {}

    /**
     * Asks for tasks of one task queue; answered as soon as there is one, with as many as are there and fit.
     *
     * @param workerId names the worker's process for its lifetime; also its sticky queue
     * @param maximumWorkflowTasks free slots for workflow and query tasks, 0 to get none
     * @param maximumActivityTasks free slots for activity tasks, 0 to get none
     * @param waitMillis longest wait for a first task
     * @param reports finished work, appended before the poll waits
     */
    public record PollRequest(
            String namespace,
            String taskQueue,
            String workerId,
            String identity,
            int maximumWorkflowTasks,
            int maximumActivityTasks,
            long waitMillis,
            List<Report> reports) {}

    public record PollResponse(List<Task> tasks) {}

    /**
     * Answered once every log report is durable; a repeated report is harmless.
     *
     * @param eagerActivities how many of the activities that the reported tasks schedule eagerly the worker would run at
     *     once; 0 to be answered without waiting for them
     */
    public record ReportRequest(
            String namespace, String taskQueue, String workerId, List<Report> reports, int eagerActivities) {}

    /** @param eagerTasks activities for the worker that reported, without another poll */
    public record ReportResponse(List<Task> eagerTasks) {}

    public sealed interface Report {}

    /** Goes to the log. */
    public record LogReport(ExecutionKey key, WorkerRequest request) implements Report {}

    /** The answer to a query task; goes straight to who asked. */
    public record QueryReport(ReplyTo replyTo, Payload result, Failure failure) implements Report {}

    public record HeartbeatRequest(ExecutionKey key, WorkerRequest.RecordActivityHeartbeat heartbeat) {}

    /** @param known false when the attempt is no longer wanted: completed, timed out, or its workflow closed */
    public record HeartbeatResponse(boolean known, boolean cancelRequested) {}

    public record HistoryRequest(ExecutionKey key, String runId, long fromEventId, int maximumEvents) {}

    /** @param nextEventId first event of the next page, 0 at the end */
    public record HistoryResponse(List<HistoryEvent> events, long nextEventId) {}

    /** The worker takes no more tasks; its sticky queue can be given up at once. */
    public record ShutdownRequest(String namespace, String taskQueue, String workerId) {}

    /**
     * What a worker tells about itself when it begins to poll, and then every {@value #STATUS_PERIOD_SECONDS} seconds.
     *
     * @param workflowSlotsUsed workflow tasks under way
     * @param cachedExecutions executions kept for sticky tasks
     */
    public record WorkerStatus(
            String namespace,
            String taskQueue,
            String workerId,
            String identity,
            String sdkName,
            String sdkVersion,
            int workflowSlots,
            int workflowSlotsUsed,
            int activitySlots,
            int activitySlotsUsed,
            int cachedExecutions,
            List<String> workflowTypes,
            List<String> activityTypes) {}
}
