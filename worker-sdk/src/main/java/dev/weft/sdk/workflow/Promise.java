package dev.weft.sdk.workflow;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A value that will be there later: the outcome of an activity, a timer, a child or a coroutine. Used by workflow code
 * only; callbacks run as coroutines, in the order in which they were attached.
 */
public interface Promise<R extends @Nullable Object> {

    /** Whether there is an outcome, be it a value or a failure. */
    boolean isCompleted();

    /**
     * Waits for the outcome.
     *
     * @throws RuntimeException the failure, when there is one
     */
    R get();

    /**
     * Waits for the outcome, but no longer than {@code timeout}, and gives up when the current scope is canceled.
     *
     * @throws TimeoutException when there is no outcome in time
     */
    R get(Duration timeout) throws TimeoutException;

    /** As {@link #get()}, and gives up when the current scope is canceled. */
    R cancellableGet();

    /** Waits for the outcome, and gives the failure instead of throwing it; null when there is a value. */
    @Nullable
    RuntimeException getFailure();

    /** What {@code next} makes of the value; a failure passes through. */
    <U extends @Nullable Object> Promise<U> thenApply(Function<? super R, ? extends U> next);

    /** The outcome of the promise that {@code next} makes of the value; a failure passes through. */
    <U extends @Nullable Object> Promise<U> thenCompose(Function<? super R, ? extends Promise<U>> next);

    /** What {@code next} makes of the value or the failure, of which one is null. */
    <U extends @Nullable Object> Promise<U> handle(
            BiFunction<? super @Nullable R, ? super @Nullable RuntimeException, ? extends U> next);

    /** The value, or what {@code next} makes of the failure. */
    Promise<R> exceptionally(Function<? super RuntimeException, ? extends R> next);

    /** Done when all are; fails as soon as one fails. */
    static Promise<@Nullable Void> allOf(Collection<? extends Promise<?>> promises) {
        return CurrentWorkflow.runtime().allOf(List.copyOf(promises));
    }

    /** Done when all are; fails as soon as one fails. */
    static Promise<@Nullable Void> allOf(Promise<?>... promises) {
        return CurrentWorkflow.runtime().allOf(List.of(promises));
    }

    /** Has the outcome of the first that has one. */
    static Promise<@Nullable Object> anyOf(Collection<? extends Promise<?>> promises) {
        return CurrentWorkflow.runtime().anyOf(List.copyOf(promises));
    }

    /** Has the outcome of the first that has one. */
    static Promise<@Nullable Object> anyOf(Promise<?>... promises) {
        return CurrentWorkflow.runtime().anyOf(List.of(promises));
    }
}
