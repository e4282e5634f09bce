package dev.weft.sdk.runner;

import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Something that one thread wants another one to do, and waits for. */
final class Errand<T> {
    private final Supplier<T> work;
    private final Thread asker = Thread.currentThread();
    private @Nullable T result;
    private @Nullable RuntimeException exception;
    private @Nullable Error error;
    private volatile boolean done;

    Errand(Supplier<T> work) {
        this.work = work;
    }

    void run() {
        try {
            result = work.get();
        } catch (RuntimeException e) {
            exception = e;
        } catch (Error e) {
            error = e;
        }
        done = true;
        LockSupport.unpark(asker);
    }

    /** What {@link #run} leads to on the other thread. */
    T await() {
        while (!done) {
            LockSupport.park(this);
            Thread.interrupted();
        }
        if (exception != null) {
            throw exception;
        } else if (error != null) {
            throw error;
        }
        return Objects.requireNonNull(result);
    }
}
