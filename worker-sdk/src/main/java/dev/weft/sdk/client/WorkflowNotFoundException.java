package dev.weft.sdk.client;

/** The namespace has no such workflow, run or update. */
public final class WorkflowNotFoundException extends WorkflowException {
    private static final long serialVersionUID = 1;

    WorkflowNotFoundException(String workflowId, String message) {
        super(workflowId, message, null);
    }
}
