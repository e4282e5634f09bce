package dev.weft.sdk.client;

/** The platform found something in the request that it cannot take; the message tells what. */
public final class WorkflowRequestException extends WorkflowException {
    private static final long serialVersionUID = 1;

    WorkflowRequestException(String workflowId, String message) {
        super(workflowId, message, null);
    }
}
