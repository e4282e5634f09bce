package dev.weft.history.engine;

import dev.weft.core.event.HistoryEvent;
import dev.weft.core.model.ExecutionKey;
import dev.weft.schemas.EventBatch;
import java.util.List;
import java.util.Optional;

/** The histories of runs. */
public interface HistoryRepository {
    /**
     * Adds what one request led to: all of it, or nothing when some of it cannot be encoded.
     *
     * @return the stored size of each batch, in bytes
     * @throws dev.weft.schemas.codec.CodecException when an event cannot be encoded
     */
    int[] append(List<EventBatch> batches);

    /**
     * Reads events between both ids, as many as the limit allows and at least one when there is one.
     *
     * @param toEventId may lie beyond the end of the history
     */
    HistorySlice read(ExecutionKey key, String runId, long fromEventId, long toEventId, PageLimit limit);

    Optional<HistoryEvent> event(ExecutionKey key, String runId, long eventId);

    /** The newest event of the run, empty when nothing is kept of it. */
    Optional<HistoryEvent> last(ExecutionKey key, String runId);

    void deleteRun(ExecutionKey key, String runId);
}
