package dev.weft.sdk.failure;

import org.jspecify.annotations.Nullable;

/** An activity was under way when its workflow was reset. */
public final class ResetWorkflowFailure extends WeftFailure {
    private static final long serialVersionUID = 1;

    private final transient Details lastHeartbeatDetails;

    public ResetWorkflowFailure(String message, Details lastHeartbeatDetails, @Nullable Throwable cause) {
        super(message, cause);
        this.lastHeartbeatDetails = lastHeartbeatDetails;
    }

    public Details lastHeartbeatDetails() {
        return lastHeartbeatDetails;
    }
}
