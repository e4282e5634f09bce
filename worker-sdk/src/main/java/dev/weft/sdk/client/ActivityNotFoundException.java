package dev.weft.sdk.client;

/** The run has no such pending activity, or no attempt of it is under way. */
public final class ActivityNotFoundException extends WorkflowException {
    private static final long serialVersionUID = 1;

    ActivityNotFoundException(String workflowId, String message) {
        super(workflowId, message, null);
    }
}
