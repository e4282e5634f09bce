package dev.weft.frontend.feed;

import dev.weft.core.event.HistoryEvent;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.port.HistoryListener;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/**
 * Hears history of the same process. Costs history one lookup for each batch of events when nobody listens to the
 * execution.
 */
public final class LocalHistoryFeed implements HistoryFeed, HistoryListener {
    private static final CompletionStage<Void> NOW = CompletableFuture.completedStage(null);

    private final ConcurrentMap<ExecutionKey, List<Listener>> listeners = new ConcurrentHashMap<>();

    @Override
    public void appended(ExecutionKey key, String runId, List<HistoryEvent> events) {
        List<Listener> interested = listeners.get(key);
        if (interested != null) {
            interested.forEach(listener -> listener.appended(runId, events));
        }
    }

    @Override
    public Subscription subscribe(ExecutionKey key, Listener listener) {
        // An identity of its own, so that a listener that subscribes twice is removed once.
        Listener own = (runId, events) -> listener.appended(runId, events);
        listeners.merge(key, List.of(own), LocalHistoryFeed::concatenated);
        return new Subscription() {
            @Override
            public CompletionStage<Void> live() {
                return NOW;
            }

            @Override
            public void close() {
                listeners.computeIfPresent(key, (same, present) -> without(present, own));
            }
        };
    }

    private static List<Listener> concatenated(List<Listener> present, List<Listener> added) {
        return Stream.concat(present.stream(), added.stream()).toList();
    }

    @SuppressWarnings("NullAway") // null removes the entry of a ConcurrentMap
    private static List<Listener> without(List<Listener> present, Listener gone) {
        List<Listener> rest =
                present.stream().filter(listener -> listener != gone).toList();
        return rest.isEmpty() ? null : rest;
    }
}
