package dev.weft.core.engine;

import dev.weft.core.event.HistoryEvent;
import java.util.List;

/**
 * The histories of one execution's kept runs, for the few decisions that need what state leaves out (reset, state as of
 * an event). What it gives follows from the log alone, as state does.
 */
@FunctionalInterface
public interface RunHistories {
    /** For requests that need none. */
    RunHistories NONE = runId -> List.of();

    /** @return all events of the run in order, empty when it is not kept */
    List<HistoryEvent> of(String runId);
}
