package dev.weft.frontend.workflow;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.WorkflowStatus;
import dev.weft.core.reply.Reply;
import java.time.Instant;

/**
 * A run that was asked for.
 *
 * @param firstRunId first run of the chain that the run belongs to
 * @param started false when an open run was found and used instead
 */
public record StartedView(
        String namespace,
        String workflowId,
        String runId,
        String firstRunId,
        WorkflowStatus status,
        Instant createdAt,
        boolean started) {

    public static StartedView of(ExecutionKey key, Reply.Started reply) {
        return new StartedView(
                key.namespace(),
                key.workflowId(),
                reply.runId(),
                reply.firstRunId(),
                reply.status(),
                reply.createdAt(),
                reply.started());
    }
}
