package dev.weft.sdk.transport;

import java.io.IOException;

/** A kept connection was closed by the other side before it said anything to the call. */
final class StaleConnectionException extends IOException {
    private static final long serialVersionUID = 1;

    StaleConnectionException(IOException cause) {
        super(cause);
    }
}
