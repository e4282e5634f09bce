package dev.weft.sdk.workflow;

import org.jspecify.annotations.Nullable;

/** A promise that workflow code completes itself. */
public interface CompletablePromise<R extends @Nullable Object> extends Promise<R> {

    /** @return false when there was an outcome already, which stays */
    boolean complete(R value);

    /** @return false when there was an outcome already, which stays */
    boolean completeExceptionally(RuntimeException failure);

    /** Takes the outcome of {@code other} when there is one. */
    void completeFrom(Promise<R> other);
}
