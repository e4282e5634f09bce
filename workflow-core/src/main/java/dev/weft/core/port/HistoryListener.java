package dev.weft.core.port;

import dev.weft.core.event.HistoryEvent;
import dev.weft.core.model.ExecutionKey;
import java.util.List;

/** Hears what was appended to history, as soon as it is decided. Called on the processing thread; never blocks. */
@FunctionalInterface
public interface HistoryListener {
    HistoryListener NONE = (key, runId, events) -> {};

    /** @param events consecutive, never empty; may repeat events that were told before */
    void appended(ExecutionKey key, String runId, List<HistoryEvent> events);
}
