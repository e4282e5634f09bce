package dev.weft.history.memory;

import dev.weft.core.event.HistoryEvent;
import dev.weft.core.model.ExecutionKey;
import dev.weft.history.engine.HistoryRepository;
import dev.weft.history.engine.HistorySlice;
import dev.weft.history.engine.PageLimit;
import dev.weft.schemas.EventBatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Histories in memory. Events that are appended again replace those that were there, as rows of a store do. */
public final class MemoryHistoryRepository implements HistoryRepository {
    /** What an event is taken to weigh, since nothing is encoded here. */
    private static final int EVENT_BYTES = 200;

    private record Run(ExecutionKey key, String runId) {}

    private final Map<Run, List<HistoryEvent>> runs = new HashMap<>();

    @Override
    public int[] append(List<EventBatch> batches) {
        int[] sizes = new int[batches.size()];
        for (int index = 0; index < sizes.length; index++) {
            EventBatch batch = batches.get(index);
            sizes[index] = batch.events().size() * EVENT_BYTES;
            append(batch);
        }
        return sizes;
    }

    private void append(EventBatch batch) {
        List<HistoryEvent> events =
                runs.computeIfAbsent(new Run(batch.key(), batch.runId()), unseen -> new ArrayList<>());
        if (batch.firstEventId() > events.size() + 1) {
            throw new IllegalStateException("Expected event " + (events.size() + 1) + " of run " + batch.runId()
                    + ", but got " + batch.firstEventId());
        }
        for (HistoryEvent event : batch.events()) {
            int at = (int) event.eventId() - 1;
            if (at < events.size()) {
                events.set(at, event);
            } else {
                events.add(event);
            }
        }
    }

    @Override
    public HistorySlice read(ExecutionKey key, String runId, long fromEventId, long toEventId, PageLimit limit) {
        List<HistoryEvent> events = events(key, runId);
        int from = (int) Math.min(fromEventId - 1, events.size());
        int end = (int) Math.min(toEventId, events.size());
        int pageEnd = Math.min(end, from + Math.max(1, Math.min(limit.events(), limit.bytes() / EVENT_BYTES)));
        return pageEnd <= from
                ? HistorySlice.EMPTY
                : new HistorySlice(events.subList(from, pageEnd), pageEnd < end ? pageEnd + 1L : 0);
    }

    @Override
    public Optional<HistoryEvent> event(ExecutionKey key, String runId, long eventId) {
        List<HistoryEvent> events = events(key, runId);
        return eventId >= 1 && eventId <= events.size() ? Optional.of(events.get((int) eventId - 1)) : Optional.empty();
    }

    @Override
    public Optional<HistoryEvent> last(ExecutionKey key, String runId) {
        List<HistoryEvent> events = events(key, runId);
        return events.isEmpty() ? Optional.empty() : Optional.of(events.getLast());
    }

    @Override
    public void deleteRun(ExecutionKey key, String runId) {
        runs.remove(new Run(key, runId));
    }

    /** The whole history of a run, empty when nothing is known of it. */
    public List<HistoryEvent> events(ExecutionKey key, String runId) {
        return runs.getOrDefault(new Run(key, runId), List.of());
    }
}
