package dev.weft.history.stream;

import dev.weft.history.engine.LiveExecution;
import dev.weft.history.store.ExecutionsStore;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Walks over all executions of a partition bit by bit, so that requests get their turn in between. Scans that wait for
 * the walk under way to end share the next one, however many they are.
 */
final class PartitionScans {
    private final ExecutionsStore executions;
    private List<Scan> walking = List.of();
    private List<Scan> waiting = new ArrayList<>();
    private @Nullable Bytes cursor;

    /** What wants to see every execution once. */
    interface Scan {
        /** The walk begins: every execution that exists now will be visited. */
        default void begin() {}

        void visit(LiveExecution execution);

        default void end() {}
    }

    PartitionScans(ExecutionsStore executions) {
        this.executions = executions;
    }

    void add(Scan scan) {
        waiting.add(scan);
    }

    /** @return whether there is more to visit */
    boolean advance(int executionsMax) {
        if (walking.isEmpty()) {
            if (waiting.isEmpty()) {
                return false;
            }
            begin();
        }
        cursor = executions.scan(cursor, executionsMax, execution -> walking.forEach(scan -> scan.visit(execution)));
        if (cursor == null) {
            List<Scan> ended = walking;
            walking = List.of();
            ended.forEach(Scan::end);
        }
        return !walking.isEmpty() || !waiting.isEmpty();
    }

    private void begin() {
        // So that what is new has a row, and is found.
        executions.flushCache();
        walking = waiting;
        waiting = new ArrayList<>();
        walking.forEach(Scan::begin);
    }
}
