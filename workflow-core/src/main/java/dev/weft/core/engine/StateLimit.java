package dev.weft.core.engine;

import dev.weft.core.model.WorkflowTaskFailedCause;
import dev.weft.core.reply.RejectionReason;
import dev.weft.core.request.ClientRequest;
import dev.weft.core.request.EngineRequest;
import dev.weft.core.request.RequestBody;
import dev.weft.core.request.WorkerRequest;
import dev.weft.core.request.WorkflowRequest;
import dev.weft.core.state.ExecutionState;
import dev.weft.core.state.Limits;
import java.util.List;

/**
 * Keeps state within what a record may take (feature row 85). What a request leads to is decided first and weighed then;
 * if it is too much, the request is decided once more, this time so that state does not grow.
 */
final class StateLimit {
    static final String CAUSE = WorkflowTaskFailedCause.STATE_LIMIT_EXCEEDED.name();

    private StateLimit() {}

    /** Whatever does not make state larger is allowed. */
    static boolean allows(ExecutionState before, ExecutionState after) {
        return after.sizeBytes() <= Limits.STATE_BYTES || after.sizeBytes() <= before.sizeBytes();
    }

    /**
     * Refuses what can be refused.
     *
     * @param size of the state that the request would have led to
     * @return false when the request must be taken, and be handled by whoever handles its kind
     */
    static boolean refuses(Decision decision, RequestBody request, long size) {
        String why = "Expected the state of workflow '" + decision.state().key().workflowId() + "' to have at most "
                + Limits.STATE_BYTES + " bytes, but this would make it " + size
                + "; it has room again when pending activities, children, updates and requests to others are done";
        return switch (request) {
            case ClientRequest body -> {
                decision.reject(RejectionReason.LIMIT_EXCEEDED, why);
                yield true;
            }
            case WorkerRequest.ReportQueryUndelivered body -> {
                decision.reject(RejectionReason.LIMIT_EXCEEDED, why);
                yield true;
            }
            case WorkerRequest.CompleteWorkflowTask body -> {
                WorkflowTaskHandler.refuse(decision, body, WorkflowTaskFailedCause.STATE_LIMIT_EXCEEDED, why);
                yield true;
            }
            case WorkflowRequest.StartChild body -> {
                StartHandler.refuseChild(decision, body, CAUSE);
                yield true;
            }
            case WorkerRequest body -> false;
            case WorkflowRequest body -> false;
            case EngineRequest body -> false;
        };
    }

    /** What an operator should know before the limit is reached. */
    static List<String> warnings(ExecutionState state) {
        if (!state.isOpen() || state.sizeBytes() < Limits.LARGE_STATE_BYTES) {
            return List.of();
        }
        return List.of("The state has " + state.sizeBytes() + " bytes; from " + Limits.STATE_BYTES
                + " on nothing is taken that adds to it, so less should be pending at a time");
    }
}
