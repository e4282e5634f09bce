package dev.weft.schemas.kafka;

/** The log did not do what it was asked to. */
public final class LogException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message worded "Expected …, but …" */
    public LogException(String message) {
        super(message);
    }

    /** @param message worded "Expected …, but …" */
    public LogException(String message, Throwable cause) {
        super(message, cause);
    }
}
