package dev.weft.core.request;

import dev.weft.core.command.Command;
import dev.weft.core.model.Failure;
import dev.weft.core.model.Payload;
import dev.weft.core.model.WorkflowTaskFailedCause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Reported by workers through matching. A report names run, scheduled event and attempt; one that does not match what
 * is pending is stale and changes nothing.
 */
public sealed interface WorkerRequest extends RequestBody {
    String runId();

    /**
     * @param startedTime when the worker got the task
     * @param stickyId the worker's sticky queue, empty when it does not keep the execution
     * @param heartbeat asks for one more workflow task at once, since the worker is not done yet
     * @param rejectedUpdates updates whose validator refused them
     */
    record CompleteWorkflowTask(
            String runId,
            long scheduledEventId,
            int attempt,
            Instant startedTime,
            String identity,
            List<Command> commands,
            List<UpdateRejection> rejectedUpdates,
            String stickyId,
            Duration stickyScheduleToStart,
            boolean heartbeat,
            String sdkName,
            String sdkVersion,
            List<String> sdkFlags)
            implements WorkerRequest {}

    /** Part of {@link CompleteWorkflowTask}. */
    record UpdateRejection(String updateId, Failure failure) {}

    record FailWorkflowTask(
            String runId,
            long scheduledEventId,
            int attempt,
            WorkflowTaskFailedCause cause,
            Failure failure,
            String identity)
            implements WorkerRequest {}

    /** A handed-out workflow task outlived the grace time; its start-to-close timeout runs from {@code startedTime}. */
    record ReportWorkflowTaskStarted(
            String runId, long scheduledEventId, int attempt, Instant startedTime, String identity)
            implements WorkerRequest {}

    /** Nobody polls the sticky queue any more; the task must go to the normal queue. */
    record ReportStickyUnavailable(String runId, long scheduledEventId, int attempt) implements WorkerRequest {}

    /** Asks for the right to start an activity that may start only once; answered before the worker gets the task. */
    record ClaimActivityTask(String runId, long scheduledEventId, int attempt, Instant startedTime, String identity)
            implements WorkerRequest {}

    /** A handed-out activity task outlived the grace time; timeouts that begin at the start run from then. */
    record ReportActivityStarted(String runId, long scheduledEventId, int attempt, Instant startedTime, String identity)
            implements WorkerRequest {}

    record CompleteActivityTask(
            String runId, long scheduledEventId, int attempt, Instant startedTime, Payload result, String identity)
            implements WorkerRequest {}

    /** @param lastHeartbeatDetails empty when the attempt did not heartbeat since the last report */
    record FailActivityTask(
            String runId,
            long scheduledEventId,
            int attempt,
            Instant startedTime,
            Failure failure,
            List<Payload> lastHeartbeatDetails,
            String identity)
            implements WorkerRequest {}

    /** Legal only after the workflow has asked for the cancellation. */
    record ReportActivityCanceled(
            String runId,
            long scheduledEventId,
            int attempt,
            Instant startedTime,
            List<Payload> details,
            String identity)
            implements WorkerRequest {}

    /** Answered with {@code HeartbeatRecorded}. */
    record RecordActivityHeartbeat(
            String runId,
            long scheduledEventId,
            int attempt,
            Instant startedTime,
            List<Payload> details,
            String identity)
            implements WorkerRequest {}

    /** A sticky query found no worker; it goes to the normal queue with full history. */
    record ReportQueryUndelivered(String runId, String queryType, List<Payload> input) implements WorkerRequest {}
}
