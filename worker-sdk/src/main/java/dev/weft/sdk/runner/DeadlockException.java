package dev.weft.sdk.runner;

import java.time.Duration;

/** Workflow code did not wait for anything for too long. Its stack trace is where the code was. */
public final class DeadlockException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DeadlockException(String coroutine, Duration timeout, StackTraceElement[] where) {
        super("Expected workflow code to wait or end within " + timeout.toMillis() + " ms, but '" + coroutine
                + "' goes on. Blocking calls and long computations belong into activities.");
        setStackTrace(where);
    }
}
