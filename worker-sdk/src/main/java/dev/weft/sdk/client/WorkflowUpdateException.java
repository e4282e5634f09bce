package dev.weft.sdk.client;

import org.jspecify.annotations.Nullable;

/** An update was rejected by its validator, or its handler failed; the cause tells why. */
public final class WorkflowUpdateException extends WorkflowException {
    private static final long serialVersionUID = 1;

    private final String updateId;
    private final boolean rejected;

    WorkflowUpdateException(String workflowId, String updateId, boolean rejected, @Nullable Throwable cause) {
        super(
                workflowId,
                "Expected update " + updateId + " of workflow " + workflowId + " to succeed, but it "
                        + (rejected ? "was rejected" : "failed") + (cause == null ? "" : ": " + cause.getMessage()),
                cause);
        this.updateId = updateId;
        this.rejected = rejected;
    }

    public String updateId() {
        return updateId;
    }

    /** Whether the validator refused it, so that it left no trace. */
    public boolean isRejected() {
        return rejected;
    }
}
