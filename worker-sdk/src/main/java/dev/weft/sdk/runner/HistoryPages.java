package dev.weft.sdk.runner;

import dev.weft.core.event.HistoryEvent;
import java.util.List;

/** Reads a run's history from the platform when a task does not carry all that is needed. */
@FunctionalInterface
public interface HistoryPages {

    /** The events from {@code fromEventId} on, one page; empty when there are none. */
    List<HistoryEvent> read(long fromEventId);
}
