package dev.weft.history.engine;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.state.ExecutionState;
import java.time.Instant;

/** An execution in memory: its state, and the newest events of its current run. Owned by one thread. */
public final class LiveExecution {
    /** {@link #dueMillis()} of an execution that waits for nothing. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final int MILLI_NANOS = 1_000_000;

    private final ExecutionKey key;
    private final EventTail tail = new EventTail();
    private ExecutionState state;
    private long dueMillis;

    public LiveExecution(ExecutionState state) {
        this.key = state.key();
        this.state = state;
        this.dueMillis = millis(state.nextDue());
    }

    public ExecutionKey key() {
        return key;
    }

    public ExecutionState state() {
        return state;
    }

    /** When the execution is due next, rounded up; {@link #NEVER} when it waits for nothing. */
    public long dueMillis() {
        return dueMillis;
    }

    /** Bytes of the events that are kept beside the state. */
    public int tailBytes() {
        return tail.bytes();
    }

    EventTail tail() {
        return tail;
    }

    void become(ExecutionState next) {
        state = next;
        dueMillis = millis(next.nextDue());
    }

    private static long millis(Instant due) {
        if (due.equals(Instant.MAX)) {
            return NEVER;
        }
        long floor = due.toEpochMilli();
        return due.getNano() % MILLI_NANOS == 0 ? floor : floor + 1;
    }
}
