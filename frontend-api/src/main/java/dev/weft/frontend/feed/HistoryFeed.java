package dev.weft.frontend.feed;

import dev.weft.core.event.HistoryEvent;
import dev.weft.core.model.ExecutionKey;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Tells who listens to an execution what is appended to its history. A hint, not a record: events may come twice, and
 * a listener that needs every event reads the ones it misses from history.
 */
public interface HistoryFeed {

    /** Listens to all runs of an execution from now on, until the subscription is closed. */
    Subscription subscribe(ExecutionKey key, Listener listener);

    /** Called on a thread of the feed; must not block. */
    @FunctionalInterface
    interface Listener {

        /** @param events consecutive, never empty */
        void appended(String runId, List<HistoryEvent> events);
    }

    /** Ends when it is closed; idempotent. */
    interface Subscription extends AutoCloseable {

        /** Completes when nothing that is appended from then on will be missed. */
        CompletionStage<Void> live();

        @Override
        void close();
    }
}
