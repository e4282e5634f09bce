package dev.weft.core.port;

import dev.weft.core.request.Request;
import java.util.concurrent.CompletableFuture;

/** Appends requests to the log. Thread-safe; requests of one thread to one execution keep their order. */
@FunctionalInterface
public interface RequestAppender {
    /** Completes when the log has acknowledged the request ({@code acks=all}), exceptionally when it could not. */
    CompletableFuture<Void> append(Request request);
}
