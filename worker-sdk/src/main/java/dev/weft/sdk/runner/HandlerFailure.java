package dev.weft.sdk.runner;

/** Carries a checked exception of user code to where it is decided what it means. */
final class HandlerFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private HandlerFailure(Exception cause) {
        super(cause);
    }

    static RuntimeException unchecked(Exception e) {
        return e instanceof RuntimeException unchecked ? unchecked : new HandlerFailure(e);
    }

    /** What user code threw. */
    static Throwable thrown(Throwable e) {
        Throwable cause = e.getCause();
        return e instanceof HandlerFailure && cause != null ? cause : e;
    }
}
