package dev.weft.sdk.client;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Blocking calls made asynchronous. */
final class Futures {
    private Futures() {}

    /** A failed future has the exception itself, not wrapped. */
    static <R> CompletableFuture<R> onVirtualThread(Supplier<@Nullable R> call) {
        CompletableFuture<R> future = new CompletableFuture<>();
        Thread.ofVirtual().name("weft-client").start(() -> {
            try {
                future.complete(call.get());
            } catch (RuntimeException e) {
                future.completeExceptionally(e);
            }
        });
        return future;
    }
}
