package dev.weft.sdk.replay;

/** A history relies on a behaviour that only a newer SDK has. */
public final class UnknownSdkFlagException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UnknownSdkFlagException(String message) {
        super(message);
    }
}
