package dev.weft.frontend.problem;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.reply.RejectionReason;
import dev.weft.core.reply.Reply.Rejected;
import io.quarkiverse.resteasy.problem.HttpProblem;

/** Turns history's refusals into problems. */
public final class Rejections {
    private Rejections() {}

    public static HttpProblem problem(ExecutionKey key, Rejected rejected) {
        HttpProblem.Builder builder = typeOf(rejected.reason())
                .builder(rejected.message())
                .with("namespace", key.namespace())
                .with("workflowId", key.workflowId());
        return rejected.runId().isEmpty()
                ? builder.build()
                : builder.with("runId", rejected.runId()).build();
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
            case INVALID -> ProblemType.INVALID;
            case LIMIT_EXCEEDED -> ProblemType.LIMIT_EXCEEDED;
            case QUERY_NOT_POSSIBLE -> ProblemType.QUERY_NOT_POSSIBLE;
        };
    }
}
