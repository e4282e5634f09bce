package dev.weft.sdk.data;

/**
 * A {@link PayloadCodec} could not encode or decode a payload, for example for want of a key. No fault of the code that
 * reads the value: where workflow code reads it, the workflow task fails, whatever the code catches, and is tried again
 * until it goes well.
 */
public final class PayloadCodecException extends RuntimeException {
    private static final long serialVersionUID = 1;

    PayloadCodecException(String message, Throwable cause) {
        super(message, cause);
    }
}
