package dev.weft.sdk.failure;

import org.jspecify.annotations.Nullable;

/**
 * What was waited for has been canceled: a scope, a timer, an activity, a workflow. Thrown out of the workflow method
 * after a cancel request, it closes the workflow as canceled.
 */
public final class CanceledFailure extends WeftFailure {
    private static final long serialVersionUID = 1;

    private final transient Details details;

    public CanceledFailure(String message) {
        this(message, Details.NONE, null);
    }

    public CanceledFailure(String message, Details details, @Nullable Throwable cause) {
        super(message, cause);
        this.details = details;
    }

    public Details details() {
        return details;
    }
}
