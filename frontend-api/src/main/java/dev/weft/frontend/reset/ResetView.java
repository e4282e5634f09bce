package dev.weft.frontend.reset;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.reply.Reply;

/**
 * A run that goes on from an earlier point of another one.
 *
 * @param runId of the new run
 * @param resetEventId the first event of the base run that was not kept
 */
public record ResetView(String workflowId, String runId, String baseRunId, long resetEventId) {

    public static ResetView of(ExecutionKey key, Reply.ResetDone done) {
        return new ResetView(key.workflowId(), done.runId(), done.baseRunId(), done.resetEventId());
    }
}
