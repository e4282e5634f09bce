package dev.weft.history.store;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.state.ExecutionSnapshot;
import dev.weft.core.state.ExecutionState;
import dev.weft.history.engine.LiveExecution;
import dev.weft.history.engine.StateRepository;
import dev.weft.schemas.codec.Codec;
import dev.weft.schemas.codec.CodecException;
import dev.weft.schemas.routing.ExecutionsKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorContextUtils;
import org.apache.kafka.streams.processor.internals.ProcessorRecordContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.WrappedStateStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Executions as objects, in front of a logged store of bytes. What has changed is written once per commit, however often
 * it has changed: Streams calls {@link #flushCache} when it prepares a commit, before it flushes the producer, so the
 * rows are in the transaction that also holds the history rows and the offsets.
 *
 * <p>A changed execution is never evicted. What was not flushed is lost with the transaction, as it must be. Used by the
 * task's thread only.
 *
 * <p>The hook is internal to Streams (its own caching stores use it); see {@code docs/decisions/0002}.
 */
public final class ExecutionsStore extends WrappedStateStore<KeyValueStore<Bytes, byte[]>, Bytes, byte[]>
        implements StateRepository {
    private static final Logger LOG = LoggerFactory.getLogger(ExecutionsStore.class);

    /** What an execution takes beside its encoded form. */
    private static final int OBJECT_BYTES = 1024;

    /** How much larger objects are than their encoded form, about. */
    private static final int OBJECT_FACTOR = 4;

    private static final class Slot {
        private final LiveExecution execution;
        private final Bytes rowKey;
        private int encodedBytes;
        private int countedBytes;
        private boolean changed;

        private Slot(LiveExecution execution, Bytes rowKey, int encodedBytes) {
            this.execution = execution;
            this.rowKey = rowKey;
            this.encodedBytes = encodedBytes;
        }
    }

    private final Codec<ExecutionSnapshot> codec;
    private final CacheBudget budget;
    private final LinkedHashMap<ExecutionKey, Slot> slots = new LinkedHashMap<>(64, 0.75f, true);
    private final List<Slot> changed = new ArrayList<>();
    private long countedBytes;
    private long lastChangeMillis;
    private @Nullable InternalProcessorContext<?, ?> context;

    /** @param rows logged, not cached */
    public ExecutionsStore(KeyValueStore<Bytes, byte[]> rows, Codec<ExecutionSnapshot> codec, CacheBudget budget) {
        super(rows);
        this.codec = codec;
        this.budget = budget;
    }

    @Override
    public void init(StateStoreContext stateStoreContext, StateStore root) {
        context = ProcessorContextUtils.asInternalProcessorContext(stateStoreContext);
        clearCache();
        super.init(stateStoreContext, root);
    }

    @Override
    public LiveExecution load(ExecutionKey key) {
        Slot cached = slots.get(key);
        if (cached != null) {
            return cached.execution;
        }
        Bytes rowKey = Bytes.wrap(ExecutionsKey.encode(key));
        byte @Nullable [] row = wrapped().get(rowKey);
        Slot slot = row == null
                ? new Slot(new LiveExecution(ExecutionState.none(key)), rowKey, 0)
                : new Slot(decode(row), rowKey, row.length);
        slots.put(key, slot);
        count(slot);
        return slot.execution;
    }

    /** The execution, without a place in the cache when it has none. */
    public LiveExecution peek(ExecutionKey key) {
        Slot cached = slots.get(key);
        if (cached != null) {
            return cached.execution;
        }
        byte @Nullable [] row = wrapped().get(Bytes.wrap(ExecutionsKey.encode(key)));
        return row == null ? new LiveExecution(ExecutionState.none(key)) : decode(row);
    }

    @Override
    public void save(LiveExecution execution) {
        Slot slot = slots.get(execution.key());
        if (slot == null || slot.execution != execution) {
            throw new IllegalStateException(
                    "Expected an execution loaded from this store, but " + execution.key() + " is not");
        }
        if (!slot.changed) {
            slot.changed = true;
            changed.add(slot);
        }
        if (context != null && context.recordContext() != null) {
            lastChangeMillis =
                    Math.max(lastChangeMillis, context.recordContext().timestamp());
        }
    }

    /**
     * Visits stored executions in the order of their rows. Those that were never flushed are left out.
     *
     * @param after the row to begin after, null for the first
     * @return the last row visited, null at the end
     */
    public @Nullable Bytes scan(@Nullable Bytes after, int executionsMax, Consumer<LiveExecution> visitor) {
        List<KeyValue<Bytes, byte[]>> rows = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> found = rowsFrom(after)) {
            while (found.hasNext() && rows.size() < executionsMax) {
                rows.add(found.next());
            }
        }
        rows.forEach(row -> visit(row, visitor));
        return rows.size() < executionsMax ? null : rows.getLast().key;
    }

    private void visit(KeyValue<Bytes, byte[]> row, Consumer<LiveExecution> visitor) {
        ExecutionKey key = ExecutionsKey.decode(row.key.get());
        Slot cached = slots.get(key);
        LiveExecution execution;
        try {
            execution = cached == null ? decode(row.value) : cached.execution;
        } catch (CodecException unreadable) {
            LOG.error(
                    "A state cannot be read and was passed over namespace={} workflowId={}",
                    key.namespace(),
                    key.workflowId(),
                    unreadable);
            return;
        }
        visitor.accept(execution);
    }

    @SuppressWarnings("NullAway") // a null bound means none, by the contract of range
    private KeyValueIterator<Bytes, byte[]> rowsFrom(@Nullable Bytes after) {
        if (after == null) {
            return wrapped().all();
        }
        byte[] next = Arrays.copyOf(after.get(), after.get().length + 1);
        return wrapped().range(Bytes.wrap(next), null);
    }

    /** Writes what has changed, then makes room. */
    @Override
    public void flushCache() {
        if (changed.isEmpty()) {
            evict();
            return;
        }
        InternalProcessorContext<?, ?> streams = openContext();
        ProcessorRecordContext before = streams.recordContext();
        streams.setRecordContext(new ProcessorRecordContext(lastChangeMillis, -1, -1, null, new RecordHeaders()));
        try {
            changed.forEach(this::write);
        } finally {
            streams.setRecordContext(before);
        }
        changed.clear();
        evict();
    }

    @SuppressWarnings("NullAway") // a null value removes the row, by the contract of put
    private void write(Slot slot) {
        ExecutionState state = slot.execution.state();
        byte @Nullable [] row = state.isForgotten() ? null : codec.encode(state.snapshot());
        wrapped().put(slot.rowKey, row);
        slot.changed = false;
        slot.encodedBytes = row == null ? 0 : row.length;
        count(slot);
    }

    /** Forgets everything that was not flushed: the transaction is gone, or others write to the rows now. */
    @Override
    public void clearCache() {
        slots.clear();
        changed.clear();
        budget.add(-countedBytes);
        countedBytes = 0;
    }

    @Override
    public void close() {
        clearCache();
        super.close();
    }

    @Override
    public boolean setFlushListener(CacheFlushListener<Bytes, byte[]> listener, boolean sendOldValues) {
        return false;
    }

    /** Executions in memory. */
    public int cachedExecutions() {
        return slots.size();
    }

    private void evict() {
        Iterator<Slot> eldest = slots.values().iterator();
        while (budget.isExceeded() && eldest.hasNext()) {
            Slot slot = eldest.next();
            eldest.remove();
            countedBytes -= slot.countedBytes;
            budget.add(-slot.countedBytes);
        }
    }

    private void count(Slot slot) {
        int bytes = OBJECT_BYTES + OBJECT_FACTOR * (slot.encodedBytes + slot.execution.tailBytes());
        int more = bytes - slot.countedBytes;
        slot.countedBytes = bytes;
        countedBytes += more;
        budget.add(more);
    }

    private LiveExecution decode(byte[] row) {
        return new LiveExecution(ExecutionState.restore(codec.decode(row)));
    }

    private InternalProcessorContext<?, ?> openContext() {
        if (context == null) {
            throw new IllegalStateException("Expected store " + name() + " to be open, but it was never");
        }
        return context;
    }
}
