package dev.weft.frontend.feed;

import dev.weft.core.model.ExecutionKey;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Every feed that the process has, as one. */
@Singleton
public final class HistoryFeeds {
    private final List<HistoryFeed> sources;

    public HistoryFeeds(@All List<HistoryFeed> sources) {
        this.sources = List.copyOf(sources);
    }

    /** @see HistoryFeed#subscribe */
    public HistoryFeed.Subscription subscribe(ExecutionKey key, HistoryFeed.Listener listener) {
        if (sources.size() == 1) {
            return sources.getFirst().subscribe(key, listener);
        }
        return new Joined(
                sources.stream().map(source -> source.subscribe(key, listener)).toList());
    }

    private record Joined(List<HistoryFeed.Subscription> subscriptions) implements HistoryFeed.Subscription {

        @Override
        public CompletionStage<Void> live() {
            return CompletableFuture.allOf(subscriptions.stream()
                    .map(subscription -> subscription.live().toCompletableFuture())
                    .toArray(CompletableFuture<?>[]::new));
        }

        @Override
        public void close() {
            subscriptions.forEach(HistoryFeed.Subscription::close);
        }
    }
}
