package dev.weft.sdk.failure;

import org.jspecify.annotations.Nullable;

/** The platform itself refused or failed something. */
public final class ServerFailure extends WeftFailure {
    private static final long serialVersionUID = 1;

    private final boolean nonRetryable;

    public ServerFailure(String message, boolean nonRetryable, @Nullable Throwable cause) {
        super(message, cause);
        this.nonRetryable = nonRetryable;
    }

    public boolean isNonRetryable() {
        return nonRetryable;
    }
}
