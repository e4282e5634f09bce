package dev.weft.schemas;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.WorkflowStatus;
import dev.weft.core.reply.ExecutionDescription.Problem;

/**
 * One record of the streams topic: what followers of an execution are told beside its history. Told at least once, lost
 * after an hour, and never the record of anything.
 */
public sealed interface StreamEntry {
    ExecutionKey key();

    /**
     * A run has become stuck, or is no longer.
     *
     * @param problem {@link Problem#NONE} when nothing keeps the run from going on any more
     */
    record StatusChanged(ExecutionKey key, String runId, WorkflowStatus status, Problem problem)
            implements StreamEntry {}
}
