package dev.weft.history.engine;

import dev.weft.core.event.HistoryEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The newest events of one run, so that a worker that holds the execution gets its next task without a read from the
 * store. Small enough that everything in it fits the first page of a task.
 */
final class EventTail {
    static final int EVENTS_MAX = 500;
    static final int BYTES_MAX = 256 * 1024;

    /** Events of one transition, as large as their row. */
    private record Segment(List<HistoryEvent> events, int bytes) {
        long firstEventId() {
            return events.getFirst().eventId();
        }

        long lastEventId() {
            return events.getLast().eventId();
        }
    }

    private final Deque<Segment> segments = new ArrayDeque<>();
    private String runId = "";
    private int events;
    private int bytes;

    int bytes() {
        return bytes;
    }

    /** Adds events that follow those of the run so far; another run takes the place of the one before. */
    void append(String ofRun, List<HistoryEvent> added, int addedBytes) {
        boolean follows = runId.equals(ofRun)
                && !segments.isEmpty()
                && segments.getLast().lastEventId() + 1 == added.getFirst().eventId();
        if (!follows) {
            clear();
            runId = ofRun;
        }
        segments.add(new Segment(added, addedBytes));
        events += added.size();
        bytes += addedBytes;
        while (events > EVENTS_MAX || bytes > BYTES_MAX) {
            dropFirst();
        }
    }

    /** Whether all events from {@code fromEventId} on are here. */
    boolean reachesBackTo(String ofRun, long fromEventId) {
        return runId.equals(ofRun) && !segments.isEmpty() && segments.getFirst().firstEventId() <= fromEventId;
    }

    /** The events between both ids, which must be here. */
    List<HistoryEvent> read(long fromEventId, long toEventId) {
        List<HistoryEvent> found = new ArrayList<>();
        for (Segment segment : segments) {
            if (segment.lastEventId() >= fromEventId && segment.firstEventId() <= toEventId) {
                for (HistoryEvent event : segment.events()) {
                    if (event.eventId() >= fromEventId && event.eventId() <= toEventId) {
                        found.add(event);
                    }
                }
            }
        }
        return found;
    }

    Optional<HistoryEvent> event(String ofRun, long eventId) {
        if (!reachesBackTo(ofRun, eventId)) {
            return Optional.empty();
        }
        for (Segment segment : segments) {
            if (eventId <= segment.lastEventId()) {
                return Optional.of(segment.events().get((int) (eventId - segment.firstEventId())));
            }
        }
        return Optional.empty();
    }

    /** Forgets what no later task of a worker that holds the execution can ask for. */
    void dropBefore(long eventId) {
        while (!segments.isEmpty() && segments.getFirst().lastEventId() < eventId) {
            dropFirst();
        }
    }

    void clear() {
        segments.clear();
        events = 0;
        bytes = 0;
    }

    private void dropFirst() {
        Segment dropped = segments.removeFirst();
        events -= dropped.events().size();
        bytes -= dropped.bytes();
    }
}
