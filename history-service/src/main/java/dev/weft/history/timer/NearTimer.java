package dev.weft.history.timer;

import dev.weft.core.model.ExecutionKey;
import java.util.function.Consumer;

/**
 * An execution that is due soon, or was when its heap entry was made. All fields but the final ones are guarded by the
 * {@link TimerService} that it was given to.
 */
final class NearTimer {
    static final long NEVER = Long.MAX_VALUE;

    final ExecutionKey key;
    /** Takes the timer back when it turns out not to be near; called on the timer thread. */
    final Consumer<NearTimer> whenFar;

    /** What state says. */
    long dueMillis = NEVER;
    /** Of the one entry in the heap that counts; never later than {@link #dueMillis} unless a request is under way. */
    long entryMillis = NEVER;
    /** Requests that were appended since the due time last changed. */
    int requests;

    NearTimer(ExecutionKey key, Consumer<NearTimer> whenFar) {
        this.key = key;
        this.whenFar = whenFar;
    }
}
