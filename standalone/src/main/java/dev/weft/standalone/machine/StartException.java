package dev.weft.standalone.machine;

/** The platform cannot start for a reason that its operator can mend; the message is the whole report. */
public final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message one sentence that says what was expected, what was found, and what helps */
    public StartException(String message) {
        super(message);
    }

    /** As {@link #StartException(String)}, where a cause knows more. */
    public StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
