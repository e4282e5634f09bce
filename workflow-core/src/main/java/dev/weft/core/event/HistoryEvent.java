package dev.weft.core.event;

import java.time.Instant;

/**
 * One numbered entry of a run's history.
 *
 * @param eventId dense from 1 within the run
 * @param eventTime when the log took the request that led to it
 */
public record HistoryEvent(long eventId, Instant eventTime, EventAttributes attributes) implements Change {

    /** The event type as users read it, for example {@code ActivityTaskCompleted}. */
    public String eventType() {
        return attributes.getClass().getSimpleName();
    }
}
