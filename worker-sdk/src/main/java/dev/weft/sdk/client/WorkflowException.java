package dev.weft.sdk.client;

import org.jspecify.annotations.Nullable;

/** What a client's call can fail with. The workflow id is empty when the call was about no workflow. */
public abstract sealed class WorkflowException extends RuntimeException
        permits WorkflowNotFoundException,
                WorkflowAlreadyStartedException,
                WorkflowClosedException,
                WorkflowPausedException,
                WorkflowFailedException,
                WorkflowQueryException,
                WorkflowUpdateException,
                WorkflowRequestException,
                ActivityNotFoundException,
                NamespaceNotFoundException,
                NamespaceAlreadyExistsException,
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
