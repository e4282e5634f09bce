package dev.weft.sdk.replay;

/** Workflow code did not do again what its history says it did. */
public final class NonDeterminismException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public NonDeterminismException(String message) {
        super(message);
    }
}
