package dev.weft.frontend.feed;

import dev.weft.core.model.ExecutionKey;
import dev.weft.frontend.feed.HistoryFeed.Subscription;
import dev.weft.schemas.StreamEntry.StatusChanged;
import java.util.function.Consumer;

/**
 * Tells who follows an execution when its run becomes stuck, and when it goes on. A hint, not a record: it may come twice
 * or not at all, and the description of the run is what is true.
 */
@FunctionalInterface
public interface StatusFeed {

    /** @param listener called on a thread of the feed; must not block */
    Subscription subscribe(ExecutionKey key, Consumer<StatusChanged> listener);
}
