package dev.weft.sdk.failure;

import dev.weft.core.model.TimeoutType;
import org.jspecify.annotations.Nullable;

/** A time limit passed. */
public final class TimeoutFailure extends WeftFailure {
    private static final long serialVersionUID = 1;

    private final TimeoutType timeoutType;
    private final transient Details lastHeartbeatDetails;

    public TimeoutFailure(
            String message, TimeoutType timeoutType, Details lastHeartbeatDetails, @Nullable Throwable cause) {
        super(message, cause);
        this.timeoutType = timeoutType;
        this.lastHeartbeatDetails = lastHeartbeatDetails;
    }

    public TimeoutType timeoutType() {
        return timeoutType;
    }

    public Details lastHeartbeatDetails() {
        return lastHeartbeatDetails;
    }
}
