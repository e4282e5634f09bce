package dev.weft.schemas;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.port.HistoryListener;
import java.util.concurrent.CompletableFuture;

/** Tells of history events of chosen executions as they happen. Thread-safe. */
public interface HistoryFeed {

    /**
     * Listens from now on; what was appended before is to be read from history once the subscription is ready.
     *
     * @param listener may hear of events more than once and before they are committed; the same event always says the
     *     same, so it can be recognised by its id
     */
    Subscription subscribe(ExecutionKey key, HistoryListener listener);

    /** Ends with {@link #close()}, which may be called more than once. */
    interface Subscription extends AutoCloseable {
        /** Completes when nothing that is appended from then on will be missed. */
        CompletableFuture<Void> ready();

        @Override
        void close();
    }
}
