package dev.weft.sdk.replay;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Workflow code did not do again what its history says it did. */
public final class NonDeterminismException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient @Nullable ReplayDifference difference;

    public NonDeterminismException(String message) {
        super(message);
        this.difference = null;
    }

    NonDeterminismException(String message, ReplayDifference difference) {
        super(message);
        this.difference = difference;
    }

    /** Where code and history part; empty when it is not a command that differs. */
    public Optional<ReplayDifference> difference() {
        return Optional.ofNullable(difference);
    }
}
