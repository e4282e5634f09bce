package dev.weft.sdk.runner;

import dev.weft.sdk.failure.ActivityFailure;
import dev.weft.sdk.failure.ChildWorkflowFailure;
import dev.weft.sdk.workflow.CompletablePromise;
import dev.weft.sdk.workflow.Functions.Func;
import dev.weft.sdk.workflow.Promise;
import dev.weft.sdk.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The promise of one run. Used by the thread that holds the baton, so that it needs no locks. */
final class CoroutinePromise<R extends @Nullable Object> implements CompletablePromise<R> {
    private static final int TIDIED_FROM = 16;

    private final Coroutines coroutines;
    private final ScopeNode scope;
    private final List<Runnable> listeners = new ArrayList<>(1);
    private int tidiedAt = TIDIED_FROM;
    private boolean done;
    private @Nullable R value;
    private @Nullable RuntimeException failure;

    /** @param scope in which callbacks run */
    CoroutinePromise(Coroutines coroutines, ScopeNode scope) {
        this.coroutines = coroutines;
        this.scope = scope;
    }

    /** Runs {@code listener}, which is not user code, on completion, or now when that has been. */
    void whenDone(Runnable listener) {
        if (done) {
            listener.run();
        } else {
            tidy();
            listeners.add(listener);
            scope.listenedTo(this);
        }
    }

    /** Leaves out what has been settled by another promise: one that lives long may have been raced by many. */
    private void tidy() {
        if (listeners.size() >= tidiedAt) {
            listeners.removeIf(listener -> listener instanceof Race race && race.isOver());
            tidiedAt = Math.max(TIDIED_FROM, 2 * listeners.size());
        }
    }

    /** A listener that does nothing once {@code target} is done. */
    private record Race(CoroutinePromise<?> target, Runnable listener) implements Runnable {
        boolean isOver() {
            return target.done;
        }

        @Override
        public void run() {
            listener.run();
        }
    }

    /** Whether anything comes of the completion. */
    boolean isListenedTo() {
        return listeners.stream().anyMatch(listener -> !(listener instanceof Race race && race.isOver()));
    }

    /** Who waits for the completion. */
    int listeners() {
        return listeners.size();
    }

    @Override
    public boolean complete(R newValue) {
        coroutines.requireWritable("complete a promise");
        return finish(newValue, null);
    }

    @Override
    public boolean completeExceptionally(RuntimeException newFailure) {
        coroutines.requireWritable("complete a promise");
        return finish(null, newFailure);
    }

    /** Completes a promise without value. */
    void completeEmpty() {
        finish(null, null);
    }

    private boolean finish(@Nullable R newValue, @Nullable RuntimeException newFailure) {
        if (done) {
            return false;
        }
        done = true;
        value = newValue;
        failure = newFailure;
        for (Runnable listener : listeners) {
            listener.run();
        }
        listeners.clear();
        return true;
    }

    @Override
    public void completeFrom(Promise<R> other) {
        CoroutinePromise<R> source = own(other);
        source.whenDone(() -> finish(source.value, source.failure));
    }

    @Override
    public boolean isCompleted() {
        return done;
    }

    @Override
    public R get() {
        waitUntilDone();
        return outcome();
    }

    private void waitUntilDone() {
        if (!done) {
            Coroutine self = coroutines.waiter();
            listeners.add(() -> coroutines.wake(self));
            scope.listenedTo(this);
            coroutines.park(self);
        }
    }

    @SuppressWarnings("NullAway") // R says whether null is a value
    private R outcome() {
        if (failure != null) {
            // The line that waits is of more use than the line that read the event.
            if (failure instanceof ActivityFailure || failure instanceof ChildWorkflowFailure) {
                failure.fillInStackTrace();
            }
            throw failure;
        }
        return value;
    }

    @Override
    public R get(Duration timeout) throws TimeoutException {
        if (!done && !Workflow.await(timeout, () -> done)) {
            throw new TimeoutException("Expected an outcome within " + timeout + ", but there is none");
        }
        return outcome();
    }

    @Override
    public R cancellableGet() {
        if (!done) {
            Workflow.await(() -> done);
        }
        return outcome();
    }

    @Override
    public @Nullable RuntimeException getFailure() {
        waitUntilDone();
        return failure;
    }

    @Override
    public <U extends @Nullable Object> Promise<U> thenApply(Function<? super R, ? extends U> next) {
        return then(() -> next.apply(outcome()));
    }

    @Override
    public <U extends @Nullable Object> Promise<U> thenCompose(Function<? super R, ? extends Promise<U>> next) {
        return then(() -> next.apply(outcome()).get());
    }

    @Override
    public <U extends @Nullable Object> Promise<U> handle(
            BiFunction<? super @Nullable R, ? super @Nullable RuntimeException, ? extends U> next) {
        return then(() -> next.apply(value, failure));
    }

    @Override
    public Promise<R> exceptionally(Function<? super RuntimeException, ? extends R> next) {
        return then(() -> failure == null ? outcome() : next.apply(failure));
    }

    private <U extends @Nullable Object> CoroutinePromise<U> then(Func<U> next) {
        CoroutinePromise<U> result = new CoroutinePromise<>(coroutines, scope);
        Runnable callback = coroutines.inheriting(() -> result.completeWith(next));
        whenDone(() -> coroutines.addCallback(scope, callback));
        return result;
    }

    /** Takes the outcome of {@code function}. */
    void completeWith(Func<? extends R> function) {
        R result;
        try {
            result = function.apply();
        } catch (Exception e) {
            completeExceptionally(Workflow.wrap(e));
            return;
        }
        complete(result);
    }

    static CoroutinePromise<@Nullable Void> allOf(Coroutines coroutines, ScopeNode scope, List<Promise<?>> promises) {
        CoroutinePromise<@Nullable Void> all = new CoroutinePromise<>(coroutines, scope);
        int[] missing = {promises.size()};
        for (Promise<?> promise : promises) {
            CoroutinePromise<?> source = own(promise);
            source.whenDone(new Race(all, () -> {
                missing[0]--;
                if (source.failure != null || missing[0] == 0) {
                    all.finish(null, source.failure);
                }
            }));
        }
        if (promises.isEmpty()) {
            all.finish(null, null);
        }
        return all;
    }

    static CoroutinePromise<@Nullable Object> anyOf(Coroutines coroutines, ScopeNode scope, List<Promise<?>> promises) {
        if (promises.isEmpty()) {
            throw new IllegalArgumentException("Expected at least one promise, but there is none");
        }
        CoroutinePromise<@Nullable Object> any = new CoroutinePromise<>(coroutines, scope);
        for (Promise<?> promise : promises) {
            CoroutinePromise<?> source = own(promise);
            source.whenDone(new Race(any, () -> any.finish(source.value, source.failure)));
        }
        return any;
    }

    private static <T extends @Nullable Object> CoroutinePromise<T> own(Promise<T> promise) {
        if (promise instanceof CoroutinePromise<T> own) {
            return own;
        }
        throw new IllegalArgumentException("Expected a promise of this workflow, but got one of "
                + promise.getClass().getName());
    }
}
