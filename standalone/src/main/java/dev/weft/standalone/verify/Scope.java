package dev.weft.standalone.verify;

import dev.weft.core.model.ExecutionKey;

/**
 * Which executions are looked at.
 *
 * @param namespace empty for all
 * @param workflowId empty for all
 */
public record Scope(String namespace, String workflowId) {
    public static final Scope EVERYTHING = new Scope("", "");

    boolean contains(ExecutionKey execution) {
        return (namespace.isEmpty() || namespace.equals(execution.namespace()))
                && (workflowId.isEmpty() || workflowId.equals(execution.workflowId()));
    }
}
