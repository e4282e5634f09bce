package dev.weft.sdk.failure;

import org.jspecify.annotations.Nullable;

/**
 * A failure that is part of the durable record. Thrown out of a workflow method it fails the workflow, where any other
 * exception only fails the workflow task, which is tried again.
 */
public abstract sealed class WeftFailure extends RuntimeException
        permits ApplicationFailure,
                ActivityFailure,
                ChildWorkflowFailure,
                CanceledFailure,
                TimeoutFailure,
                TerminatedFailure,
                ServerFailure,
                ResetWorkflowFailure {
    private static final long serialVersionUID = 1;

    WeftFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
