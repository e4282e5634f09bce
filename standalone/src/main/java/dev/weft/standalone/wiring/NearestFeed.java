package dev.weft.standalone.wiring;

import dev.weft.core.model.ExecutionKey;
import dev.weft.frontend.feed.HistoryFeed;
import java.util.function.Predicate;

/** Hears of an execution in memory when its history is made in this process, else from the history topic. */
final class NearestFeed implements HistoryFeed {
    private final HistoryFeed local;
    private final HistoryFeed remote;
    private final Predicate<ExecutionKey> isLocal;

    NearestFeed(HistoryFeed local, HistoryFeed remote, Predicate<ExecutionKey> isLocal) {
        this.local = local;
        this.remote = remote;
        this.isLocal = isLocal;
    }

    @Override
    public Subscription subscribe(ExecutionKey key, Listener listener) {
        return (isLocal.test(key) ? local : remote).subscribe(key, listener);
    }
}
