package dev.weft.core.port;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.RequestBody;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Appends a request and waits for what history says to it. */
@FunctionalInterface
public interface RequestAsker {
    /** @param requestId empty when the request needs no protection against repetition */
    Asked ask(ExecutionKey key, String requestId, RequestBody body, Duration timeout);

    /**
     * A question under way.
     *
     * @param durable completes when the log has acknowledged the request
     * @param reply completes with the answer; with a {@code TimeoutException} when none came in time. Completed on a
     *     processing thread: dependents must not block
     */
    record Asked(CompletableFuture<Void> durable, CompletableFuture<Reply> reply) {}
}
