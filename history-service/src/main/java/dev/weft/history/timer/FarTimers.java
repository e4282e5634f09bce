package dev.weft.history.timer;

import dev.weft.core.model.ExecutionKey;
import dev.weft.schemas.routing.KeyRange;
import dev.weft.schemas.routing.TimersKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Executions that are due later, by window of time: a local store that is not logged, since it can be filled again from
 * state. A row only says "look at this execution then"; one too many is harmless.
 */
final class FarTimers {
    static final long WINDOW_MILLIS = 15_000;
    private static final byte[] EMPTY = new byte[0];

    private final KeyValueStore<Bytes, byte[]> rows;

    FarTimers(KeyValueStore<Bytes, byte[]> rows) {
        this.rows = rows;
    }

    static long window(long dueMillis) {
        return dueMillis - Math.floorMod(dueMillis, WINDOW_MILLIS);
    }

    void put(ExecutionKey key, long dueMillis) {
        rows.put(Bytes.wrap(new TimersKey(Instant.ofEpochMilli(window(dueMillis)), key).encode()), EMPTY);
    }

    /** Takes out executions whose window begins before {@code endMillis}, the earliest first. */
    List<ExecutionKey> takeBefore(long endMillis, int executionsMax) {
        List<Bytes> found = new ArrayList<>();
        KeyRange range = TimersKey.dueBefore(Instant.ofEpochMilli(endMillis));
        try (KeyValueIterator<Bytes, byte[]> iterator = rows.range(Bytes.wrap(range.from()), Bytes.wrap(range.to()))) {
            while (iterator.hasNext() && found.size() < executionsMax) {
                found.add(iterator.next().key);
            }
        }
        List<ExecutionKey> keys = new ArrayList<>(found.size());
        for (Bytes row : found) {
            keys.add(TimersKey.decode(row.get()).key());
            rows.delete(row);
        }
        return keys;
    }
}
