package dev.weft.history.stream;

import dev.weft.history.engine.LiveExecution;
import dev.weft.history.store.ExecutionsStore;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** Walks over all executions of a partition bit by bit, so that requests get their turn in between. */
final class PartitionScans {
    private final ExecutionsStore executions;
    private final Deque<Consumer<LiveExecution>> waiting = new ArrayDeque<>();
    private @Nullable Bytes cursor;
    private boolean begun;

    PartitionScans(ExecutionsStore executions) {
        this.executions = executions;
    }

    /** Visits every execution that exists now, after the scans that were asked for before. */
    void add(Consumer<LiveExecution> visitor) {
        // So that what is new has a row, and is found.
        executions.flushCache();
        waiting.add(visitor);
    }

    /** @return whether there is more to visit */
    boolean advance(int executionsMax) {
        Consumer<LiveExecution> visitor = waiting.peek();
        if (visitor == null) {
            return false;
        }
        cursor = executions.scan(begun ? cursor : null, executionsMax, visitor);
        begun = cursor != null;
        if (!begun) {
            waiting.remove();
        }
        return !waiting.isEmpty();
    }
}
