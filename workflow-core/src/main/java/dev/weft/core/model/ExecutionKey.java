package dev.weft.core.model;

/**
 * Names a workflow execution across all of its runs.
 *
 * @param namespace isolation unit, 1 to 255 characters
 * @param workflowId chosen by the user, unique among the open runs of the namespace, 1 to 1000 characters
 */
public record ExecutionKey(String namespace, String workflowId) implements Comparable<ExecutionKey> {
    public static final String DEFAULT_NAMESPACE = "default";

    /** Stands for "no execution" where a record has nobody to name. */
    public static final ExecutionKey NONE = new ExecutionKey("", "");

    @Override
    public int compareTo(ExecutionKey other) {
        int byNamespace = namespace.compareTo(other.namespace);
        return byNamespace != 0 ? byNamespace : workflowId.compareTo(other.workflowId);
    }

    /** The form that is hashed for routing and shown to people: {@code namespace/workflowId}. */
    @Override
    public String toString() {
        return namespace + '/' + workflowId;
    }
}
