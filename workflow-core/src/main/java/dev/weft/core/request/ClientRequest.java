package dev.weft.core.request;

import dev.weft.core.model.ActivityOutcome;
import dev.weft.core.model.Payload;
import dev.weft.core.model.ResetPoint;
import dev.weft.core.model.RunSettings;
import dev.weft.core.model.WorkflowIdConflictPolicy;
import dev.weft.core.model.WorkflowIdReusePolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Asked by users through the frontend. A {@code runId} that is empty means the current run. */
public sealed interface ClientRequest extends RequestBody {

    /**
     * @param runId proposed by the frontend, a UUID; the run keeps it when the start succeeds
     * @param startDelay wait before the first workflow task
     */
    record StartWorkflow(
            String runId,
            RunSettings settings,
            WorkflowIdReusePolicy reusePolicy,
            WorkflowIdConflictPolicy conflictPolicy,
            Duration startDelay,
            String identity)
            implements ClientRequest {}

    record SignalWorkflow(
            String runId, String signalName, List<Payload> input, Map<String, Payload> header, String identity)
            implements ClientRequest {}

    /** Signals the open run, or starts one and signals it, in one step. */
    record SignalWithStart(
            StartWorkflow start, String signalName, List<Payload> input, Map<String, Payload> signalHeader)
            implements ClientRequest {}

    /**
     * The update's id is the request id.
     *
     * @param waitForCompletion answer at completion rather than at acceptance
     */
    record UpdateWorkflow(
            String runId,
            String updateId,
            String updateName,
            List<Payload> input,
            Map<String, Payload> header,
            boolean waitForCompletion,
            String identity)
            implements ClientRequest {}

    /** Asks again for the outcome of an update that was sent before. */
    record PollUpdate(String runId, String updateId, boolean waitForCompletion) implements ClientRequest {}

    /**
     * @param atEventId answer by code that has seen history up to the last workflow task that was completed by this
     *     event; 0 for now, of a former run for its end
     */
    record QueryWorkflow(String runId, String queryType, List<Payload> input, long atEventId)
            implements ClientRequest {}

    record RequestCancelWorkflow(String runId, String reason, String identity) implements ClientRequest {}

    record TerminateWorkflow(String runId, String reason, List<Payload> details, String identity)
            implements ClientRequest {}

    /** Of a former run that is kept, as it ended. */
    record DescribeWorkflow(String runId) implements ClientRequest {}

    /**
     * @param fromEventId first event wanted, from 1
     * @param maximumEvents bound of the page; a page may be shorter when events are large
     */
    record ReadHistory(String runId, long fromEventId, int maximumEvents) implements ClientRequest {}

    /** Asks what became of a request that was accepted while history was away. */
    record LookUpRequest(String requestId) implements ClientRequest {}

    /**
     * Describes a run as it was after an event, folded from its history. So there is nothing in the description that
     * history does not determine: attempts and heartbeats of activities, the attempt of a workflow task and what makes it
     * fail, buffered events.
     *
     * @param atEventId 0 to be told the same as by {@link DescribeWorkflow}
     */
    record ReadState(String runId, long atEventId) implements ClientRequest {}

    /** Keeps the run from going on; what is under way may finish. A second request changes nothing. */
    record PauseWorkflow(String runId, String reason, String identity) implements ClientRequest {}

    /** Lets a paused run go on. */
    record ResumeWorkflow(String runId, String reason, String identity) implements ClientRequest {}

    /**
     * Ends the current run and goes on from an earlier point of {@code runId}.
     *
     * @param newRunId proposed by the frontend, a UUID
     * @param reapplySignals whether signals after the point reach the new run
     * @param reapplyUpdates whether updates after the point reach the new run
     */
    record ResetWorkflow(
            String runId,
            String newRunId,
            ResetPoint point,
            boolean reapplySignals,
            boolean reapplyUpdates,
            String reason,
            String identity)
            implements ClientRequest {}

    /** Ends the run if it is open, and forgets it; without {@code runId}, everything of the execution. */
    record DeleteWorkflow(String runId, String identity) implements ClientRequest {}

    /** Updates the open run, or starts one and updates it; the update is admitted in the same step. */
    record UpdateWithStart(StartWorkflow start, UpdateWorkflow update) implements ClientRequest {}

    /** Tells the outcome of a pending activity, named by the id that the workflow gave it. */
    record ReportActivityById(String runId, String activityId, ActivityOutcome outcome, String identity)
            implements ClientRequest {}

    /** @param maximumEvents length beyond which the run is held as STUCK, 0 to leave it; likewise the bytes */
    record SetHistoryLimit(String runId, long maximumEvents, long maximumBytes, String identity)
            implements ClientRequest {}
}
