package dev.weft.sdk.transport;

/** The platform answered a call with an error status. */
public final class CallRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;

    public CallRefusedException(int status, String message) {
        super(message);
        this.status = status;
    }

    public int status() {
        return status;
    }

    /** Whether the same call would be refused again, whenever it is sent. */
    public boolean isFinal() {
        return status == 400 || status == 413 || status == 422;
    }
}
