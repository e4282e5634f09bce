package dev.weft.sdk.failure;

import org.jspecify.annotations.Nullable;

/** A workflow was terminated. */
public final class TerminatedFailure extends WeftFailure {
    private static final long serialVersionUID = 1;

    public TerminatedFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
