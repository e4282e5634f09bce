package dev.weft.matching.spill;

import dev.weft.core.task.Task;
import dev.weft.core.task.TaskEntry;
import dev.weft.core.task.TaskId;
import dev.weft.matching.queue.Spill.SpilledTasks;
import dev.weft.matching.queue.SpillException;
import dev.weft.schemas.codec.Codec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.WriteBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One sequence of tasks. Keys begin with the number of the sequence, so that it is one range; a task's key ends with its
 * place, an id's key with the id; the id's row holds the place and when the task went to its queue. Not thread-safe by itself.
 */
final class StoredTasks implements SpilledTasks {
    private static final Logger LOG = LoggerFactory.getLogger(StoredTasks.class);
    private static final byte[] NOTHING = new byte[0];

    private final SpillStore store;
    private final Codec<TaskEntry> codec;
    private final long sequence;
    private long head;
    private long tail;
    private long removed;

    StoredTasks(SpillStore store, Codec<TaskEntry> codec, long sequence) {
        this.store = store;
        this.codec = codec;
        this.sequence = sequence;
    }

    @Override
    public void append(Task task, Instant dispatched) {
        try (WriteBatch batch = new WriteBatch()) {
            batch.put(store.tasks(), place(tail), codec.encode(task));
            batch.put(store.ids(), idKey(task.id()), idRow(tail, dispatched));
            store.database().write(store.writing(), batch);
            tail++;
        } catch (RocksDBException failure) {
            throw failed("to append", failure);
        }
    }

    @Override
    public boolean contains(TaskId id) {
        try {
            byte[] key = idKey(id);
            return store.database().get(store.ids(), key, NOTHING) >= 0;
        } catch (RocksDBException failure) {
            throw failed("to look up", failure);
        }
    }

    @Override
    public List<Task> takeFirst(int maximumTasks, long maximumBytes) {
        List<Task> taken = new ArrayList<>();
        try (Slice end = new Slice(place(tail));
                ReadOptions reading = new ReadOptions().setIterateUpperBound(end);
                RocksIterator rows = store.database().newIterator(store.tasks(), reading);
                WriteBatch batch = new WriteBatch()) {
            long bytes = 0;
            long next = head;
            rows.seek(place(head));
            while (rows.isValid() && taken.size() < maximumTasks && bytes < maximumBytes) {
                byte[] row = rows.value();
                Task task = task(row);
                batch.delete(store.ids(), idKey(task.id()));
                taken.add(task);
                bytes += row.length;
                next = positionOf(rows.key()) + 1;
                rows.next();
            }
            rows.status();
            batch.deleteRange(store.tasks(), place(head), place(next));
            store.database().write(store.writing(), batch);
            removed -= next - head - taken.size();
            head = next;
            return taken;
        } catch (RocksDBException failure) {
            throw failed("to read", failure);
        }
    }

    @Override
    public boolean remove(TaskId id, Instant dispatchedUpTo) {
        try (WriteBatch batch = new WriteBatch()) {
            byte[] key = idKey(id);
            byte @Nullable [] row = store.database().get(store.ids(), key);
            if (row == null) {
                return false;
            }
            ByteBuffer fields = ByteBuffer.wrap(row);
            long position = fields.getLong();
            if (Instant.ofEpochMilli(fields.getLong()).isAfter(dispatchedUpTo)) {
                return false;
            }
            batch.delete(store.ids(), key);
            batch.delete(store.tasks(), place(position));
            store.database().write(store.writing(), batch);
            removed++;
            return true;
        } catch (RocksDBException failure) {
            throw failed("to remove", failure);
        }
    }

    @Override
    public long size() {
        return tail - head - removed;
    }

    @Override
    public void drop() {
        byte[] from = ByteBuffer.allocate(Long.BYTES).putLong(sequence).array();
        byte[] to = ByteBuffer.allocate(Long.BYTES).putLong(sequence + 1).array();
        try {
            store.database().deleteRange(store.tasks(), store.writing(), from, to);
            store.database().deleteRange(store.ids(), store.writing(), from, to);
            head = tail;
            removed = 0;
        } catch (RocksDBException failure) {
            throw failed("to drop", failure);
        }
    }

    private Task task(byte[] row) {
        TaskEntry entry = codec.decode(row);
        if (entry instanceof Task task) {
            return task;
        }
        throw new IllegalStateException("Expected a task in the spill, but found " + entry);
    }

    private static byte[] idRow(long position, Instant dispatched) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(position)
                .putLong(dispatched.toEpochMilli())
                .array();
    }

    private static long positionOf(byte[] place) {
        return ByteBuffer.wrap(place).getLong(Long.BYTES);
    }

    private byte[] place(long position) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(sequence)
                .putLong(position)
                .array();
    }

    private byte[] idKey(TaskId id) {
        byte[] run = id.runId().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + run.length + Long.BYTES + Integer.BYTES)
                .putLong(sequence)
                .put(run)
                .putLong(id.eventId())
                .putInt(id.attempt())
                .array();
    }

    private SpillException failed(String what, RocksDBException failure) {
        LOG.warn("The spill gives up a queue's tasks, which history will send again: tasks={}", size(), failure);
        return new SpillException("Expected " + what + " spilled tasks, but " + failure.getMessage(), failure);
    }
}
