package dev.weft.schemas;

import dev.weft.core.event.HistoryEvent;
import dev.weft.core.model.ExecutionKey;
import java.util.List;

/**
 * One record of the history topic: all events of one run that one request led to.
 *
 * @param events consecutive, never empty
 */
public record EventBatch(ExecutionKey key, String runId, List<HistoryEvent> events) {
    public EventBatch {
        events = List.copyOf(events);
        if (events.isEmpty()) {
            throw new IllegalArgumentException("Expected events of " + key + ", but the batch is empty");
        }
    }

    public long firstEventId() {
        return events.getFirst().eventId();
    }

    public long lastEventId() {
        return events.getLast().eventId();
    }
}
