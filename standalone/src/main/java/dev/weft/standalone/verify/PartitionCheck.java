package dev.weft.standalone.verify;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.state.ExecutionSnapshot;
import dev.weft.schemas.EventBatch;
import dev.weft.schemas.codec.Codec;
import dev.weft.schemas.codec.CodecException;
import dev.weft.schemas.routing.ExecutionsKey;
import dev.weft.schemas.routing.HistoryKey;
import dev.weft.schemas.subject.Codecs;
import dev.weft.standalone.verify.Slices.Slice;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Feeds the rows of a partition to the checks of its slices.
 *
 * <p>Of a slice it notes first where the committed history ends, then reads the states, then the history. A transaction
 * writes rows and states together, but commits them in one topic a moment before the other. So each end is that of all
 * records, and reading waits until what is open before it is decided. Hence whatever a state has seen is found in
 * history, and every run whose rows stand before the end that was noted is found in a state.
 */
final class PartitionCheck {
    private final Changelogs logs;
    private final TopicPartition states;
    private final TopicPartition history;
    private final Scope scope;
    private final Codec<ExecutionSnapshot> snapshots;
    private final Codec<EventBatch> batches;

    PartitionCheck(Changelogs logs, TopicPartition states, TopicPartition history, Scope scope, Codecs codecs) {
        this.logs = logs;
        this.states = states;
        this.history = history;
        this.scope = scope;
        this.snapshots = codecs.execution();
        this.batches = codecs.eventBatch();
    }

    Summary run(Consumer<Difference> found, long sliceBytesMax) {
        Summary sum = Summary.NOTHING;
        for (Slice slice : divide().divide(sliceBytesMax)) {
            sum = sum.plus(check(slice, found));
        }
        return sum;
    }

    private Slices divide() {
        Slices slices = new Slices();
        logs.read(states, 0, logs.end(states), (offset, key, value) -> {
            ExecutionKey execution = decode(states, offset, key, ExecutionsKey::decode);
            if (value != null && scope.contains(execution)) {
                slices.addState(execution, value.length);
            }
        });
        logs.read(history, 0, logs.end(history), (offset, key, value) -> {
            HistoryKey row = decode(history, offset, key, HistoryKey::decode);
            if (value != null && scope.contains(row.key())) {
                slices.addRow(row.key(), row.firstEventId());
            }
        });
        return slices;
    }

    private Summary check(Slice slice, Consumer<Difference> found) {
        SliceCheck check = new SliceCheck(logs.committedEnd(history), found);
        long statesEnd = logs.end(states);
        logs.read(states, 0, statesEnd, (offset, key, value) -> {
            ExecutionKey execution = decode(states, offset, key, ExecutionsKey::decode);
            if (scope.contains(execution) && slice.contains(execution)) {
                state(check, execution, value);
            }
        });
        logs.read(history, 0, logs.end(history), (offset, key, value) -> {
            HistoryKey row = decode(history, offset, key, HistoryKey::decode);
            if (scope.contains(row.key()) && slice.contains(row.key())) {
                events(check, offset, row, value);
            }
        });
        check.finish();
        if (check.hasDoubts()) {
            logs.read(states, statesEnd, logs.end(states), (offset, key, value) -> {
                ExecutionKey execution = decode(states, offset, key, ExecutionsKey::decode);
                if (check.doubts(execution)) {
                    laterState(check, execution, value);
                }
            });
            check.settleDoubts();
        }
        return check.summary();
    }

    private void state(SliceCheck check, ExecutionKey execution, byte @Nullable [] value) {
        if (value == null) {
            check.forgotten(execution);
            return;
        }
        try {
            check.stored(execution, StoredExecution.of(snapshot(execution, value)));
        } catch (CodecException unreadable) {
            check.unreadableState(execution, String.valueOf(unreadable.getMessage()));
        }
    }

    private void laterState(SliceCheck check, ExecutionKey execution, byte @Nullable [] value) {
        if (value == null) {
            check.forgottenLater(execution);
            return;
        }
        try {
            check.storedLater(execution, StoredExecution.of(snapshot(execution, value)));
        } catch (CodecException unreadable) {
            check.unreadableState(execution, String.valueOf(unreadable.getMessage()));
        }
    }

    private void events(SliceCheck check, long offset, HistoryKey row, byte @Nullable [] value) {
        if (value == null) {
            check.deletedEvents(row);
            return;
        }
        try {
            check.events(offset, batch(row, value));
        } catch (CodecException unreadable) {
            check.unreadableEvents(offset, row, String.valueOf(unreadable.getMessage()));
        }
    }

    private ExecutionSnapshot snapshot(ExecutionKey execution, byte[] value) {
        ExecutionSnapshot snapshot = snapshots.decode(value);
        if (!snapshot.key().equals(execution)) {
            throw new CodecException("Expected the state of " + execution + ", but it is that of " + snapshot.key());
        }
        return snapshot;
    }

    private EventBatch batch(HistoryKey row, byte[] value) {
        EventBatch batch = batches.decode(value);
        HistoryKey own = new HistoryKey(batch.key(), batch.runId(), batch.firstEventId());
        if (!own.equals(row)) {
            throw new CodecException("Expected the events of " + row + ", but they are those of " + own);
        }
        return batch;
    }

    private static <K> K decode(TopicPartition partition, long offset, byte[] key, Function<byte[], K> decoder) {
        try {
            return decoder.apply(key);
        } catch (IllegalArgumentException unknown) {
            throw new UnreadableLogException(
                    "Expected keys of Weft in " + partition + ", but at offset " + offset + ": " + unknown.getMessage(),
                    unknown);
        }
    }
}
