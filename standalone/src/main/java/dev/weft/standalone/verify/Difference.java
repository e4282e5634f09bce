package dev.weft.standalone.verify;

import dev.weft.core.model.ExecutionKey;

/**
 * What a stored state and the history do not agree upon.
 *
 * @param runId empty when the whole execution is meant
 * @param field what of the run
 * @param stored what the state says
 * @param folded what the history says
 */
public record Difference(ExecutionKey execution, String runId, String field, String stored, String folded) {

    @Override
    public String toString() {
        String run = runId.isEmpty() ? "" : " run " + runId;
        return execution + run + " " + field + ": the state says " + stored + ", but the history says " + folded;
    }
}
