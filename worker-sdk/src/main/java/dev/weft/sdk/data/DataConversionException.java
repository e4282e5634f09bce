package dev.weft.sdk.data;

/** A value could not be turned into a payload, or a payload not into the wanted type. */
public final class DataConversionException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public DataConversionException(String message) {
        super(message);
    }

    public DataConversionException(String message, Throwable cause) {
        super(message, cause);
    }
}
