package dev.weft.frontend.problem;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.reply.RejectionReason;
import dev.weft.core.reply.Reply.Rejected;
import java.util.LinkedHashMap;
import java.util.Map;

/** Turns history's refusals into problems. */
public final class Rejections {
    private Rejections() {}

    public static Problem problem(ExecutionKey key, Rejected rejected) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("namespace", key.namespace());
        members.put("workflowId", key.workflowId());
        if (!rejected.runId().isEmpty()) {
            members.put("runId", rejected.runId());
        }
        return typeOf(rejected.reason()).because(rejected.message(), members);
    }

    static ProblemType typeOf(RejectionReason reason) {
        return switch (reason) {
            case WORKFLOW_NOT_FOUND -> ProblemType.WORKFLOW_NOT_FOUND;
            case WORKFLOW_ALREADY_STARTED -> ProblemType.WORKFLOW_ALREADY_STARTED;
            case WORKFLOW_CLOSED -> ProblemType.WORKFLOW_CLOSED;
            case WORKFLOW_PAUSED -> ProblemType.WORKFLOW_PAUSED;
            case STALE -> ProblemType.STALE;
            case UPDATE_NOT_FOUND -> ProblemType.UPDATE_NOT_FOUND;
            case REQUEST_NOT_FOUND -> ProblemType.REQUEST_NOT_FOUND;
            case ACTIVITY_NOT_FOUND -> ProblemType.ACTIVITY_NOT_FOUND;
            case EVENT_NOT_FOUND -> ProblemType.EVENT_NOT_FOUND;
            case INVALID -> ProblemType.INVALID;
            case LIMIT_EXCEEDED -> ProblemType.LIMIT_EXCEEDED;
            case QUERY_NOT_POSSIBLE -> ProblemType.QUERY_NOT_POSSIBLE;
            case TOO_LARGE -> ProblemType.TOO_LARGE;
            case UPDATE_NOT_POSSIBLE -> ProblemType.UPDATE_NOT_POSSIBLE;
        };
    }
}
