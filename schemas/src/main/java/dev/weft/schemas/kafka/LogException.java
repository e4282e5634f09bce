package dev.weft.schemas.kafka;

import org.apache.kafka.common.errors.RecordTooLargeException;

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

    /** Whether the log will never take this record, so that it is of no use to try again. */
    public boolean isFinal() {
        return getCause() instanceof RecordTooLargeException;
    }
}
