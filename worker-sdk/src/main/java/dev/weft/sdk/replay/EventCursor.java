package dev.weft.sdk.replay;

import dev.weft.core.event.EventAttributes;
import dev.weft.core.event.HistoryEvent;
import java.util.Collections;
import java.util.Iterator;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads history in order, one event ahead; nothing read is kept. */
final class EventCursor {
    private Iterator<HistoryEvent> events = Collections.emptyIterator();
    private long nextEventId = 1;
    private @Nullable HistoryEvent ahead;

    /** Goes on with {@code more}, which begins with the next event. */
    void goOnWith(Iterator<HistoryEvent> more) {
        events = more;
    }

    /** What comes after the last event given is not asked for until there is more. */
    void stop() {
        events = Collections.emptyIterator();
    }

    /** What was given from {@code eventId} on has never been. */
    void goBackTo(long eventId) {
        nextEventId = eventId;
    }

    /** The event that {@link #next()} gives, once there is one. */
    long nextEventId() {
        return nextEventId;
    }

    boolean hasNext() {
        return ahead != null || events.hasNext();
    }

    /** @throws IllegalStateException when history has a gap */
    HistoryEvent next() {
        HistoryEvent next = ahead == null ? events.next() : ahead;
        ahead = null;
        if (next.eventId() != nextEventId) {
            throw new IllegalStateException(
                    "Expected event " + nextEventId + " to come next, but history goes on with " + next.eventId());
        }
        nextEventId++;
        return next;
    }

    /** Whether there is a next event, and it is one of these. */
    boolean nextIs(Predicate<EventAttributes> kind) {
        if (!hasNext()) {
            return false;
        }
        if (ahead == null) {
            ahead = events.next();
        }
        return kind.test(ahead.attributes());
    }
}
