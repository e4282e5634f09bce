package dev.weft.sdk.transport;

import dev.weft.core.task.Task;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All that the SDK knows of the platform: over HTTP, or in memory where a test holds both. Thread-safe; a call blocks its
 * (virtual) thread and ends early when the thread is interrupted.
 *
 * <p>The defaults are right for every platform in another process.
 */
public interface Transport extends AutoCloseable {

    /** Where calls go, for messages. */
    String target();

    /**
     * Sends {@code call} and waits for the answer, whatever its status.
     *
     * @throws TransportException when no answer came
     */
    HttpAnswer send(HttpCall call);

    /** The clock by which workers say when they began something. */
    default Clock clock() {
        return Clock.systemUTC();
    }

    /**
     * Lets {@code wait}, which calls {@link #send}, go on while the caller does something else. A failed future has the
     * exception itself, not wrapped.
     */
    default <R> CompletableFuture<R> inBackground(Supplier<@Nullable R> wait) {
        CompletableFuture<R> future = new CompletableFuture<>();
        Thread.ofVirtual().name("weft-client").start(() -> {
            try {
                future.complete(wait.get());
            } catch (RuntimeException | Error e) {
                future.completeExceptionally(e);
            }
        });
        return future;
    }

    /** A worker has ended a task that it got, whether its report was sent or somebody else will report. */
    default void ended(Task task) {}

    /** Calls under way finish. */
    @Override
    void close();
}
