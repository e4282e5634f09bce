package dev.weft.history.engine;

/** A bug: a request could not be handled, or one of its effects could not be made. Its cause tells which. */
public final class UnhandledRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message worded "Expected …, but …" */
    public UnhandledRequestException(String message, Throwable cause) {
        super(message, cause);
    }
}
