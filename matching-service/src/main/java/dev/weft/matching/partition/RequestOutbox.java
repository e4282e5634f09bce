package dev.weft.matching.partition;

import dev.weft.core.port.RequestAppender;
import dev.weft.core.request.Request;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends what must reach the log in the end: tries again, at each {@link #retry}, what was not acknowledged. Whatever
 * goes through here is harmless when it arrives twice or late. Thread-safe.
 */
public final class RequestOutbox {
    private static final Logger LOG = LoggerFactory.getLogger(RequestOutbox.class);

    private final RequestAppender log;
    private final Queue<Supplier<CompletableFuture<Void>>> unacknowledged = new ConcurrentLinkedQueue<>();

    public RequestOutbox(RequestAppender log) {
        this.log = log;
    }

    void append(List<Request> requests) {
        for (Request request : requests) {
            append(() -> log.append(request));
        }
    }

    /** @param append appends one record; called again until its future completes normally */
    public void append(Supplier<CompletableFuture<Void>> append) {
        append.get().whenComplete((done, failure) -> {
            if (failure != null) {
                LOG.debug("An append failed and is tried again", failure);
                unacknowledged.add(append);
            }
        });
    }

    /** Appends again what failed since the last call. */
    void retry() {
        for (int count = unacknowledged.size(); count > 0; count--) {
            Supplier<CompletableFuture<Void>> append = unacknowledged.poll();
            if (append == null) {
                return;
            }
            append(append);
        }
    }

    /** Forgets what was not acknowledged: whoever takes over derives it again. */
    void clear() {
        unacknowledged.clear();
    }
}
