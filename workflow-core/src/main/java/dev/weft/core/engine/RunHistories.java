package dev.weft.core.engine;

import dev.weft.core.event.HistoryEvent;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;

/**
 * The histories of one execution's kept runs, for the few decisions that need what state leaves out (reset, state as of
 * an event). They may be larger than memory, so they are read bit by bit. What they say follows from the log alone, as
 * state does.
 */
public interface RunHistories {
    /** For requests that need none. */
    RunHistories NONE = inMemory(runId -> List.of());

    /**
     * Consecutive events of the run, in order, as many as fit one page.
     *
     * @param toEventId last event wanted; may lie beyond the end of the history
     * @return empty when the run has no event between both ids, or is not kept
     */
    List<HistoryEvent> page(String runId, long fromEventId, long toEventId);

    /** Empty when the run has no such event, or is not kept. */
    Optional<HistoryEvent> event(String runId, long eventId);

    /** The newest event of the run, empty when the run is not kept. */
    Optional<HistoryEvent> last(String runId);

    /** The events between both ids, with one page in memory at a time. */
    default Iterable<HistoryEvent> events(String runId, long fromEventId, long toEventId) {
        return () -> new Paged(this, runId, fromEventId, toEventId);
    }

    /** @param histories whole ones, empty for runs that are not kept */
    static RunHistories inMemory(Function<String, List<HistoryEvent>> histories) {
        return new InMemory(histories);
    }

    /** Histories that are short enough to be there as a whole. */
    record InMemory(Function<String, List<HistoryEvent>> histories) implements RunHistories {
        @Override
        public List<HistoryEvent> page(String runId, long fromEventId, long toEventId) {
            List<HistoryEvent> events = histories.apply(runId);
            int end = (int) Math.clamp(toEventId, 0, events.size());
            return events.subList((int) Math.clamp(fromEventId - 1, 0, end), end);
        }

        @Override
        public Optional<HistoryEvent> event(String runId, long eventId) {
            return page(runId, eventId, eventId).stream().findFirst();
        }

        @Override
        public Optional<HistoryEvent> last(String runId) {
            List<HistoryEvent> events = histories.apply(runId);
            return events.isEmpty() ? Optional.empty() : Optional.of(events.getLast());
        }
    }

    /** Reads a page when the one before is used up. */
    final class Paged implements Iterator<HistoryEvent> {
        private final RunHistories histories;
        private final String runId;
        private final long toEventId;
        private long nextEventId;
        private Iterator<HistoryEvent> page = List.<HistoryEvent>of().iterator();

        private Paged(RunHistories histories, String runId, long fromEventId, long toEventId) {
            this.histories = histories;
            this.runId = runId;
            this.nextEventId = Math.max(1, fromEventId);
            this.toEventId = toEventId;
        }

        @Override
        public boolean hasNext() {
            if (!page.hasNext() && nextEventId <= toEventId) {
                List<HistoryEvent> found = histories.page(runId, nextEventId, toEventId);
                nextEventId = found.isEmpty() ? Long.MAX_VALUE : found.getLast().eventId() + 1;
                page = found.iterator();
            }
            return page.hasNext();
        }

        @Override
        public HistoryEvent next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return page.next();
        }
    }
}
