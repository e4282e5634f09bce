package dev.weft.history.engine;

import dev.weft.core.event.HistoryEvent;
import java.util.List;

/**
 * Consecutive events of a run.
 *
 * @param nextEventId the first event that was asked for and is not here, 0 when all are
 */
public record HistorySlice(List<HistoryEvent> events, long nextEventId) {
    public static final HistorySlice EMPTY = new HistorySlice(List.of(), 0);

    public HistorySlice {
        events = List.copyOf(events);
    }
}
