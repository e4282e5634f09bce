package dev.weft.core.request;

import dev.weft.core.model.Payload;
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

    record QueryWorkflow(String runId, String queryType, List<Payload> input) implements ClientRequest {}

    record RequestCancelWorkflow(String runId, String reason, String identity) implements ClientRequest {}

    record TerminateWorkflow(String runId, String reason, List<Payload> details, String identity)
            implements ClientRequest {}

    record DescribeWorkflow(String runId) implements ClientRequest {}

    /**
     * @param fromEventId first event wanted, from 1
     * @param maximumEvents bound of the page; a page may be shorter when events are large
     */
    record ReadHistory(String runId, long fromEventId, int maximumEvents) implements ClientRequest {}

    /** Asks what became of a request that was accepted while history was away. */
    record LookUpRequest(String requestId) implements ClientRequest {}
}
