package dev.weft.history.stream;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.WorkflowStatus;
import dev.weft.core.state.ExecutionState;
import dev.weft.core.task.QueueName;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;

/**
 * The stuck executions of one partition by task queue, as far as they have been seen. Derived from state: filled by the
 * walk of a takeover, kept up by what requests change. Used by the partition's thread only.
 */
final class StuckExecutions {
    private final int executionsMax;
    private final IntConsumer counted;
    private final Map<ExecutionKey, QueueName> queues = new LinkedHashMap<>();
    private final Map<QueueName, Set<ExecutionKey>> executions = new HashMap<>();
    private boolean walked;
    private boolean overflown;

    /**
     * @param executionsMax how many are remembered
     * @param counted told by how many their number has changed
     */
    StuckExecutions(int executionsMax, IntConsumer counted) {
        this.executionsMax = executionsMax;
        this.counted = counted;
    }

    /** Takes note of how an execution fares now. */
    void see(ExecutionState state) {
        QueueName before = queues.get(state.key());
        if (state.status() != WorkflowStatus.STUCK) {
            if (before != null) {
                forget(state.key(), before);
            }
            return;
        }
        QueueName now = queueOf(state);
        if (now.equals(before)) {
            return;
        }
        if (before != null) {
            forget(state.key(), before);
        }
        if (queues.size() < executionsMax) {
            queues.put(state.key(), now);
            executions.computeIfAbsent(now, unseen -> new LinkedHashSet<>()).add(state.key());
            counted.accept(1);
        } else {
            overflown = true;
        }
    }

    /** Every execution of the partition has been seen. */
    void walked() {
        walked = true;
    }

    /** Whether no stuck execution is missing here. */
    boolean isComplete() {
        return walked && !overflown;
    }

    List<ExecutionKey> of(QueueName queue) {
        return List.copyOf(executions.getOrDefault(queue, Set.of()));
    }

    /** Forgets all: another instance has the partition. */
    void clear() {
        counted.accept(-queues.size());
        queues.clear();
        executions.clear();
    }

    static QueueName queueOf(ExecutionState state) {
        return new QueueName(
                state.key().namespace(), state.run().started().settings().taskQueue(), "");
    }

    private void forget(ExecutionKey key, QueueName queue) {
        queues.remove(key);
        counted.accept(-1);
        executions.computeIfPresent(queue, (same, keys) -> {
            keys.remove(key);
            return keys.isEmpty() ? null : keys;
        });
    }
}
