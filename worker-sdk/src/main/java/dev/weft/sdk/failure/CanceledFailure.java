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

    /**
     * Whether {@code thrown} tells of a cancellation. A timer, {@code await} and whatever is begun in a canceled scope
     * throw a {@code CanceledFailure} itself; an activity or child that was under way throws its own failure, with a
     * {@code CanceledFailure} as the cause.
     */
    public static boolean isCauseOf(@Nullable Throwable thrown) {
        return thrown instanceof CanceledFailure
                || (thrown instanceof ActivityFailure || thrown instanceof ChildWorkflowFailure)
                        && thrown.getCause() instanceof CanceledFailure;
    }

    public Details details() {
        return details;
    }
}
