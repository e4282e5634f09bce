package dev.weft.sdk.runner;

/**
 * Unwinds a coroutine whose execution leaves the worker. Not to be caught by user code; {@code finally} blocks run, but
 * whatever they ask of the workflow throws again.
 */
public final class EvictedError extends Error {
    private static final long serialVersionUID = 1;

    EvictedError() {
        super("The execution has left this worker", null, false, false);
    }
}
