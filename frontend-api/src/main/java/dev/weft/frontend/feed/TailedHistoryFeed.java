package dev.weft.frontend.feed;

import dev.weft.core.model.ExecutionKey;
import dev.weft.schemas.kafka.ExecutionTail;
import dev.weft.schemas.kafka.HistoryTail;
import java.util.concurrent.CompletionStage;

/** Hears history of any process by following the end of the history topic. */
public final class TailedHistoryFeed implements HistoryFeed {
    private final HistoryTail tail;

    /** @param tail closed by who made it */
    public TailedHistoryFeed(HistoryTail tail) {
        this.tail = tail;
    }

    @Override
    public Subscription subscribe(ExecutionKey key, Listener listener) {
        ExecutionTail.Subscription followed =
                tail.subscribe(key, (same, runId, events) -> listener.appended(runId, events));
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
