package dev.weft.frontend.feed;

import dev.weft.core.model.ExecutionKey;
import dev.weft.frontend.feed.HistoryFeed.Subscription;
import dev.weft.schemas.StreamEntry;
import dev.weft.schemas.StreamEntry.StatusChanged;
import dev.weft.schemas.kafka.ExecutionTail;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Hears of executions of any process by following the end of the streams topic. */
public final class TailedStatusFeed implements StatusFeed {
    private final ExecutionTail<StreamEntry> tail;

    /** @param tail closed by who made it */
    public TailedStatusFeed(ExecutionTail<StreamEntry> tail) {
        this.tail = tail;
    }

    @Override
    public Subscription subscribe(ExecutionKey key, Consumer<StatusChanged> listener) {
        ExecutionTail.Subscription followed = tail.subscribe(key, entry -> {
            switch (entry) {
                case StatusChanged changed -> listener.accept(changed);
            }
        });
        return new Subscription() {
            @Override
            public CompletionStage<Void> live() {
                return followed.ready();
            }

            @Override
            public void close() {
                followed.close();
            }
        };
    }
}
