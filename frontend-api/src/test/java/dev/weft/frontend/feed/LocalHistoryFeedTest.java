package dev.weft.frontend.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.TimerEvent;
import dev.weft.core.model.ExecutionKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalHistoryFeedTest {
    private static final ExecutionKey KEY = new ExecutionKey("default", "w");
    private static final List<HistoryEvent> EVENTS =
            List.of(new HistoryEvent(1, Instant.EPOCH, new TimerEvent.TimerFired("t", 1)));

    private final LocalHistoryFeed feed = new LocalHistoryFeed();
    private final List<String> heard = new ArrayList<>();

    @Test
    void everyListenerOfAnExecutionHears() {
        try (var first = feed.subscribe(KEY, (runId, events) -> heard.add("first"));
                var second = feed.subscribe(KEY, (runId, events) -> heard.add("second"))) {
            assertThat(first.live().toCompletableFuture()).isCompleted();
            assertThat(second.live().toCompletableFuture()).isCompleted();

            feed.appended(KEY, "r", EVENTS);
            feed.appended(new ExecutionKey("default", "other"), "r", EVENTS);
        }

        assertThat(heard).containsExactly("first", "second");
    }

    @Test
    void closedSubscriptionHearsNothing() {
        HistoryFeed.Listener listener = (runId, events) -> heard.add(runId);
        HistoryFeed.Subscription closed = feed.subscribe(KEY, listener);
        feed.subscribe(KEY, listener);

        closed.close();
        closed.close();
        feed.appended(KEY, "r", EVENTS);

        assertThat(heard).containsExactly("r");
    }
}
