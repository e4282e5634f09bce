package dev.weft.sdk.client;

/** A query was not answered: unknown type, a handler that failed, or a run that cannot be queried now. */
public final class WorkflowQueryException extends WorkflowException {
    private static final long serialVersionUID = 1;

    WorkflowQueryException(String workflowId, String message) {
        super(workflowId, message, null);
    }
}
