package dev.weft.sdk.transport;

/** The platform could not be reached, or did not answer in time or not in HTTP: the call may be repeated. */
public final class TransportException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public TransportException(String message, Throwable cause) {
        super(message, cause);
    }
}
