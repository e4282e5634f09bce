package dev.weft.core.event;

import dev.weft.core.model.ContinueInitiator;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.Failure;
import dev.weft.core.model.ParentLink;
import dev.weft.core.model.Payload;
import dev.weft.core.model.ResetOrigin;
import dev.weft.core.model.RetryState;
import dev.weft.core.model.RunSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The life of a run. */
public sealed interface WorkflowEvent extends EventAttributes {

    /**
     * First event of every run.
     *
     * @param firstRunId the first run of the chain of continuations
     * @param originalRunId survives reset; seeds the workflow's random numbers
     * @param continuedRunId the run before this one in the chain, empty for the first
     * @param attempt from 1, counts the runs of the workflow's own retry policy
     * @param executionExpiration end of the whole chain, {@link Instant#EPOCH} for never
     * @param firstTaskBackoff wait before the first workflow task
     * @param requestId of the start; of the reset for a run that a reset began
     * @param origins the runs that a reset run was copied from, oldest first; empty for every other run
     * @param waitsForParent a child's first workflow task waits until its parent has recorded the start
     */
    record WorkflowExecutionStarted(
            RunSettings settings,
            String runId,
            String firstRunId,
            String originalRunId,
            String continuedRunId,
            ContinueInitiator initiator,
            int attempt,
            Instant executionExpiration,
            Duration firstTaskBackoff,
            ParentLink parent,
            ExecutionKey root,
            boolean waitsForParent,
            Failure continuedFailure,
            Payload lastCompletionResult,
            String identity,
            String requestId,
            List<ResetOrigin> origins)
            implements WorkflowEvent {

        /** The run in which an event of this history happened first: an earlier one for what a reset has copied. */
        public String runIdOf(long eventId) {
            for (ResetOrigin origin : origins) {
                if (eventId <= origin.lastEventId()) {
                    return origin.runId();
                }
            }
            return runId;
        }

        /** Last of the events that a reset has copied, 0 for a run that was not reset. */
        public long lastCopiedEventId() {
            return origins.isEmpty() ? 0 : origins.getLast().lastEventId();
        }
    }

    /** @param unseenSignals names of the signals that came before the close and that the workflow did not see */
    record WorkflowExecutionCompleted(Payload result, long workflowTaskCompletedEventId, List<String> unseenSignals)
            implements WorkflowEvent {}

    record WorkflowExecutionFailed(
            Failure failure,
            RetryState retryState,
            long workflowTaskCompletedEventId,
            String newRunId,
            List<String> unseenSignals)
            implements WorkflowEvent {}

    record WorkflowExecutionTimedOut(RetryState retryState, String newRunId) implements WorkflowEvent {}

    /** @param unseenSignals as in {@link WorkflowExecutionCompleted} */
    record WorkflowExecutionCanceled(
            List<Payload> details, long workflowTaskCompletedEventId, List<String> unseenSignals)
            implements WorkflowEvent {}

    /** @param newRunId the run that a reset goes on with, empty for an ordinary termination */
    record WorkflowExecutionTerminated(String reason, List<Payload> details, String identity, String newRunId)
            implements WorkflowEvent {}

    record WorkflowExecutionContinuedAsNew(
            String newRunId,
            RunSettings settings,
            Duration backoff,
            ContinueInitiator initiator,
            long workflowTaskCompletedEventId)
            implements WorkflowEvent {}

    /**
     * A client, a parent or another workflow asked the run to cancel.
     *
     * @param externalExecution who asked, {@link ExecutionKey#NONE} for a client
     */
    record WorkflowExecutionCancelRequested(
            String reason, ExecutionKey externalExecution, long externalInitiatedEventId, String identity)
            implements WorkflowEvent {}

    /** No workflow task and no activity begins until the run is resumed; timeouts go on. */
    record WorkflowExecutionPaused(String reason, String identity, String requestId) implements WorkflowEvent {}

    record WorkflowExecutionUnpaused(String reason, String identity, String requestId) implements WorkflowEvent {}
}
