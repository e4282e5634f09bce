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
    private final Deque<Scan> waiting = new ArrayDeque<>();
    private @Nullable Bytes cursor;
    private boolean begun;

    private record Scan(Consumer<LiveExecution> visitor, Runnable whenDone) {}

    PartitionScans(ExecutionsStore executions) {
        this.executions = executions;
    }

    void add(Consumer<LiveExecution> visitor) {
        add(visitor, () -> {});
    }

    /** Visits every execution that exists now, after the scans that were asked for before. */
    void add(Consumer<LiveExecution> visitor, Runnable whenDone) {
        // So that what is new has a row, and is found.
        executions.flushCache();
        waiting.add(new Scan(visitor, whenDone));
    }

    /** @return whether there is more to visit */
    boolean advance(int executionsMax) {
        Scan scan = waiting.peek();
        if (scan == null) {
            return false;
        }
        cursor = executions.scan(begun ? cursor : null, executionsMax, scan.visitor());
        begun = cursor != null;
        if (!begun) {
            waiting.remove();
            scan.whenDone().run();
        }
        return !waiting.isEmpty();
    }
}
