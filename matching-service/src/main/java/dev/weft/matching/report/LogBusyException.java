package dev.weft.matching.report;

/** The log has not acknowledged what it was given before. */
public final class LogBusyException extends RuntimeException {
    LogBusyException() {
        super(
                "Expected the log to keep up, but too many reports wait for it; try again in a moment",
                null,
                false,
                false);
    }
}
