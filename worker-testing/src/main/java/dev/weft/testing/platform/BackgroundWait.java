package dev.weft.testing.platform;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A wait that goes on beside the test. Time skips for it as soon as the test joins it, or one of the futures that were
 * derived from it.
 */
final class BackgroundWait<R> extends CompletableFuture<R> {
    private final MemoryPlatform platform;

    private BackgroundWait(MemoryPlatform platform) {
        this.platform = platform;
    }

    static <R> CompletableFuture<R> begin(MemoryPlatform platform, Supplier<@Nullable R> wait) {
        BackgroundWait<R> future = new BackgroundWait<>(platform);
        platform.inBackground(() -> {
            try {
                future.complete(wait.get());
            } catch (RuntimeException | Error e) {
                future.completeExceptionally(e);
            }
        });
        return future;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new BackgroundWait<>(platform);
    }

    @Override
    public R join() {
        awaitDone();
        return super.join();
    }

    @Override
    public R get() throws InterruptedException, ExecutionException {
        awaitDone();
        return super.get();
    }

    /** Ends with the outcome, or when nothing can bring it any more, rather than after a time on the wall. */
    @Override
    public R get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        awaitDone();
        return super.get(timeout, unit);
    }

    private void awaitDone() {
        platform.awaitUntil(this::isDone);
    }
}
