package dev.weft.core.state;

import dev.weft.core.event.EventAttributes;
import dev.weft.core.event.TimerEvent;
import dev.weft.core.event.WorkflowEvent;
import java.util.Iterator;
import java.util.List;

/**
 * Events that wait for the workflow task under way, in the order of their arrival. A value. It knows what is asked of it
 * without looking through ten thousand events.
 */
public final class EventBuffer implements Iterable<BufferedEvent> {
    public static final EventBuffer EMPTY = new EventBuffer(PersistentMap.empty(), 0, 0, PersistentMap.empty(), false);

    private final PersistentMap<Long, BufferedEvent> events;
    private final long nextId;
    private final long bytes;
    private final PersistentMap<Long, Long> firings;
    private final boolean cancelRequested;

    private EventBuffer(
            PersistentMap<Long, BufferedEvent> events,
            long nextId,
            long bytes,
            PersistentMap<Long, Long> firings,
            boolean cancelRequested) {
        this.events = events;
        this.nextId = nextId;
        this.bytes = bytes;
        this.firings = firings;
        this.cancelRequested = cancelRequested;
    }

    public int size() {
        return events.size();
    }

    public boolean isEmpty() {
        return events.isEmpty();
    }

    /** What the events will add to history, about. */
    public long bytes() {
        return bytes;
    }

    /** Whether one of the events asks the run to cancel. */
    public boolean isCancelRequested() {
        return cancelRequested;
    }

    /** Oldest first. */
    public List<BufferedEvent> values() {
        return events.values();
    }

    @Override
    public Iterator<BufferedEvent> iterator() {
        return events.iterator();
    }

    EventBuffer with(BufferedEvent event) {
        EventAttributes attributes = event.attributes();
        return new EventBuffer(
                events.with(nextId, event),
                nextId + 1,
                bytes + EventSize.of(attributes),
                attributes instanceof TimerEvent.TimerFired fired
                        ? firings.with(fired.startedEventId(), nextId)
                        : firings,
                cancelRequested || attributes instanceof WorkflowEvent.WorkflowExecutionCancelRequested);
    }

    /** Takes out the firing of a timer, if it is here. */
    EventBuffer withoutFiring(long timerStartedEventId) {
        return firings.get(timerStartedEventId)
                .map(id -> new EventBuffer(
                        events.without(id),
                        nextId,
                        bytes
                                - events.get(id)
                                        .map(event -> EventSize.of(event.attributes()))
                                        .orElse(0L),
                        firings.without(timerStartedEventId),
                        cancelRequested))
                .orElse(this);
    }

    @Override
    public String toString() {
        return events.toString();
    }
}
