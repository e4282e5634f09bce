package dev.weft.sdk.client;

/** The run is closed, so that it takes no more signals, updates or ends. */
public final class WorkflowClosedException extends WorkflowException {
    private static final long serialVersionUID = 1;

    WorkflowClosedException(String workflowId, String message) {
        super(workflowId, message, null);
    }
}
