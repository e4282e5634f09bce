package dev.weft.sdk.client;

import org.jspecify.annotations.Nullable;

/**
 * The platform did not answer within the client's patience. What was asked may count nevertheless: ask again with the
 * same ids.
 */
public final class PlatformUnavailableException extends WorkflowException {
    private static final long serialVersionUID = 1;

    PlatformUnavailableException(String workflowId, String message, @Nullable Throwable cause) {
        super(workflowId, message, cause);
    }
}
