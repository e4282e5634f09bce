package dev.weft.sdk.failure;

import dev.weft.core.model.FailureInfo;
import dev.weft.core.model.RetryState;
import org.jspecify.annotations.Nullable;

/** An activity did not complete; the cause tells why. Thrown in the workflow that waits for it. */
public final class ActivityFailure extends WeftFailure {
    private static final long serialVersionUID = 1;

    private final transient FailureInfo.Activity info;

    public ActivityFailure(FailureInfo.Activity info, @Nullable Throwable cause) {
        super(info.message(), cause);
        this.info = info;
    }

    public FailureInfo.Activity info() {
        return info;
    }

    public String activityType() {
        return info.activityType();
    }

    public String activityId() {
        return info.activityId();
    }

    /** Why there was no further attempt. */
    public RetryState retryState() {
        return info.retryState();
    }
}
