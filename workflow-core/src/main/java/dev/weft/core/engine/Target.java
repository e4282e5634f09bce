package dev.weft.core.engine;

import dev.weft.core.reply.RejectionReason;
import dev.weft.core.reply.Reply;
import dev.weft.core.state.ExecutionState;

/** Whether a request finds the run that it asks for. */
final class Target {
    private Target() {}

    /** Rejects the request unless the run asked for is the current one, open or closed. */
    static boolean isKnown(Decision decision, String runId) {
        ExecutionState state = decision.state();
        if (state.isNone()) {
            decision.reject(
                    RejectionReason.WORKFLOW_NOT_FOUND,
                    "Expected a workflow '" + state.key().workflowId() + "' in namespace '"
                            + state.key().namespace() + "', but there is none");
            return false;
        }
        if (!runId.isEmpty() && !runId.equals(state.runId())) {
            decision.reject(
                    isRetired(state, runId) ? RejectionReason.WORKFLOW_CLOSED : RejectionReason.WORKFLOW_NOT_FOUND,
                    "Expected run " + runId + " of workflow '" + state.key().workflowId()
                            + "' to be the current one, but that is " + state.runId());
            return false;
        }
        return true;
    }

    /** Rejects the request unless the run asked for is the current one or a former one that is kept. */
    static boolean isKept(Decision decision, String runId) {
        ExecutionState state = decision.state();
        if (runId.isEmpty()) {
            return isKnown(decision, "");
        }
        if (!hasRun(state, runId)) {
            decision.reject(
                    RejectionReason.WORKFLOW_NOT_FOUND,
                    "Expected run " + runId + " of workflow '" + state.key().workflowId() + "' in namespace '"
                            + state.key().namespace() + "' to be kept, but it is not known");
            return false;
        }
        return true;
    }

    /** Whether a request asks for a run that another one has followed. */
    static boolean isFormer(Decision decision, String runId) {
        ExecutionState state = decision.state();
        return !runId.isEmpty() && !runId.equals(state.runId()) && isRetired(state, runId);
    }

    /** Rejects the request unless the run asked for is open; answers a repeated request as the first time. */
    static boolean isOpenAndNew(Decision decision, String runId) {
        if (!isKnown(decision, runId)) {
            return false;
        }
        ExecutionState state = decision.state();
        if (wasSeen(decision)) {
            decision.reply(new Reply.Accepted(state.runId()));
            return false;
        }
        if (!state.isOpen()) {
            decision.reject(
                    RejectionReason.WORKFLOW_CLOSED,
                    "Expected workflow '" + state.key().workflowId() + "' to be open, but it is " + state.status());
            return false;
        }
        return true;
    }

    /** Whether the run is the current one, or a closed one that is still kept. */
    static boolean hasRun(ExecutionState state, String runId) {
        return state.runId().equals(runId) || isRetired(state, runId);
    }

    private static boolean isRetired(ExecutionState state, String runId) {
        return state.retired().contains(runId);
    }

    /** Whether the request is a repetition. */
    static boolean wasSeen(Decision decision) {
        return wasSeen(decision.state(), decision.requestId());
    }

    /** What began the run, or its chain, is known beside the newest request ids. */
    static boolean wasSeen(ExecutionState state, String requestId) {
        return !requestId.isEmpty()
                && (state.requestIds().contains(requestId)
                        || state.run().started().requestId().equals(requestId)
                        || state.run().chainStart().requestId().equals(requestId));
    }
}
