package dev.weft.matching.queue;

/** The local store could not take or give tasks. */
public final class SpillException extends RuntimeException {
    public SpillException(String message, Throwable cause) {
        super(message, cause);
    }
}
