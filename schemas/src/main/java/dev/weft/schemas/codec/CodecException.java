package dev.weft.schemas.codec;

/** Bytes that are no value of the expected type, or a value that cannot be written. */
public final class CodecException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message worded "Expected …, but …" */
    public CodecException(String message) {
        super(message);
    }

    /** @param message worded "Expected …, but …" */
    public CodecException(String message, Throwable cause) {
        super(message, cause);
    }
}
