package dev.weft.sdk.client;

/** The run is paused, so that it takes no updates and answers no queries. */
public final class WorkflowPausedException extends WorkflowException {
    private static final long serialVersionUID = 1;

    WorkflowPausedException(String workflowId, String message) {
        super(workflowId, message, null);
    }
}
