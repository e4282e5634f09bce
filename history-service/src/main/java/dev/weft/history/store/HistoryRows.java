package dev.weft.history.store;

import dev.weft.core.event.HistoryEvent;
import dev.weft.core.model.ExecutionKey;
import dev.weft.history.engine.HistoryRepository;
import dev.weft.history.engine.HistorySlice;
import dev.weft.history.engine.PageLimit;
import dev.weft.schemas.EventBatch;
import dev.weft.schemas.codec.Codec;
import dev.weft.schemas.routing.HistoryKey;
import dev.weft.schemas.routing.KeyRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Histories as rows of a logged store: one row for what one request led to, in exactly the form in which the history
 * topic shows it.
 */
public final class HistoryRows implements HistoryRepository {
    /** A larger batch of several events becomes several rows, so that no row outgrows what a topic takes. */
    private static final int ROW_BYTES_MAX = 512 * 1024;

    private record Row(Bytes key, byte[] value) {}

    private final KeyValueStore<Bytes, byte[]> rows;
    private final Codec<EventBatch> codec;

    /** The row that an event was read from last: the tasks of activities that were scheduled together need it again. */
    private Optional<EventBatch> recent = Optional.empty();

    public HistoryRows(KeyValueStore<Bytes, byte[]> rows, Codec<EventBatch> codec) {
        this.rows = rows;
        this.codec = codec;
    }

    @Override
    public int[] append(List<EventBatch> batches) {
        int[] sizes = new int[batches.size()];
        List<Row> encoded = new ArrayList<>(batches.size());
        for (int index = 0; index < sizes.length; index++) {
            sizes[index] = encode(batches.get(index), encoded);
        }
        for (Row row : encoded) {
            rows.put(row.key(), row.value());
        }
        return sizes;
    }

    private int encode(EventBatch batch, List<Row> encoded) {
        byte[] value = codec.encode(batch);
        int events = batch.events().size();
        if (value.length <= ROW_BYTES_MAX || events == 1) {
            encoded.add(new Row(rowKey(batch.key(), batch.runId(), batch.firstEventId()), value));
            return value.length;
        }
        int half = events / 2;
        return encode(new EventBatch(batch.key(), batch.runId(), batch.events().subList(0, half)), encoded)
                + encode(
                        new EventBatch(
                                batch.key(), batch.runId(), batch.events().subList(half, events)),
                        encoded);
    }

    @Override
    public HistorySlice read(ExecutionKey key, String runId, long fromEventId, long toEventId, PageLimit limit) {
        List<HistoryEvent> events = new ArrayList<>();
        long bytes = 0;
        try (KeyValueIterator<Bytes, byte[]> found = rowsFrom(key, runId, fromEventId)) {
            while (found.hasNext()) {
                byte[] value = found.next().value;
                EventBatch batch = codec.decode(value);
                int share = value.length / batch.events().size();
                for (HistoryEvent event : batch.events()) {
                    if (event.eventId() > toEventId) {
                        return new HistorySlice(events, 0);
                    }
                    if (event.eventId() < fromEventId) {
                        continue;
                    }
                    bytes += share;
                    if (events.size() >= limit.events() || (bytes > limit.bytes() && !events.isEmpty())) {
                        return new HistorySlice(events, event.eventId());
                    }
                    events.add(event);
                }
            }
        }
        return new HistorySlice(events, 0);
    }

    @Override
    public Optional<HistoryEvent> event(ExecutionKey key, String runId, long eventId) {
        if (recent.filter(batch -> holds(batch, key, runId, eventId)).isEmpty()) {
            byte @Nullable [] row = rows.get(rowKey(key, runId, floor(key, runId, eventId)));
            recent = row == null ? Optional.empty() : Optional.of(codec.decode(row));
        }
        return recent.filter(batch -> holds(batch, key, runId, eventId))
                .map(batch -> batch.events().get((int) (eventId - batch.firstEventId())));
    }

    @Override
    public Optional<HistoryEvent> last(ExecutionKey key, String runId) {
        KeyRange run = HistoryKey.runRange(key, runId);
        try (KeyValueIterator<Bytes, byte[]> newestFirst =
                rows.reverseRange(Bytes.wrap(run.from()), Bytes.wrap(run.to()))) {
            return newestFirst.hasNext()
                    ? Optional.of(
                            codec.decode(newestFirst.next().value).events().getLast())
                    : Optional.empty();
        }
    }

    private static boolean holds(EventBatch batch, ExecutionKey key, String runId, long eventId) {
        return batch.firstEventId() <= eventId
                && eventId <= batch.lastEventId()
                && batch.runId().equals(runId)
                && batch.key().equals(key);
    }

    @Override
    public void deleteRun(ExecutionKey key, String runId) {
        List<Bytes> keys = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> found = range(HistoryKey.runRange(key, runId))) {
            while (found.hasNext()) {
                keys.add(found.next().key);
            }
        }
        keys.forEach(rows::delete);
        recent = Optional.empty();
    }

    private KeyValueIterator<Bytes, byte[]> rowsFrom(ExecutionKey key, String runId, long fromEventId) {
        return range(HistoryKey.runRangeFrom(key, runId, floor(key, runId, fromEventId)));
    }

    /** First event of the row that holds the event, or of none when there is no such row. */
    private long floor(ExecutionKey key, String runId, long eventId) {
        if (eventId <= 1) {
            return eventId;
        }
        Bytes first = rowKey(key, runId, 0);
        try (KeyValueIterator<Bytes, byte[]> found = rows.reverseRange(first, rowKey(key, runId, eventId))) {
            if (!found.hasNext()) {
                return eventId;
            }
            KeyValue<Bytes, byte[]> row = found.next();
            return HistoryKey.decode(row.key.get()).firstEventId();
        }
    }

    private KeyValueIterator<Bytes, byte[]> range(KeyRange range) {
        return rows.range(Bytes.wrap(range.from()), Bytes.wrap(range.to()));
    }

    private static Bytes rowKey(ExecutionKey key, String runId, long firstEventId) {
        return Bytes.wrap(HistoryKey.encode(key, runId, firstEventId));
    }
}
