package dev.weft.sdk.client;

import org.jspecify.annotations.Nullable;

/** What a client's call can fail with. */
public abstract sealed class WorkflowException extends RuntimeException
        permits WorkflowNotFoundException,
                WorkflowAlreadyStartedException,
                WorkflowClosedException,
                WorkflowFailedException,
                WorkflowQueryException,
                WorkflowUpdateException,
                WorkflowRequestException,
                PlatformUnavailableException {
    private static final long serialVersionUID = 1;

    private final String workflowId;

    WorkflowException(String workflowId, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.workflowId = workflowId;
    }

    public String workflowId() {
        return workflowId;
    }
}
