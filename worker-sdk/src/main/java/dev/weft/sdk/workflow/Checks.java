package dev.weft.sdk.workflow;

import dev.weft.core.state.Limits;
import java.time.Duration;

/** Refusals of impossible option values, and what a duration of zero stands for. */
final class Checks {
    private Checks() {}

    static void positive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("Expected a positive " + name + ", but got " + value);
        }
    }

    static void notNegative(String name, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException("Expected a " + name + " of zero (not set) or more, but got " + value);
        }
    }

    /** From zero, which is not set, to the longest duration that the platform counts. */
    static void inBounds(String name, Duration value) {
        notNegative(name, value);
        if (value.compareTo(Limits.LONGEST) > 0) {
            throw new IllegalArgumentException("Expected a " + name + " of at most 100 years, but got " + value);
        }
    }

    /** {@code value}, or {@code otherwise} where it is not set. */
    static Duration or(Duration value, Duration otherwise) {
        return value.isZero() ? otherwise : value;
    }

    static void notLonger(String name, Duration value, String boundName, Duration bound) {
        if (!bound.isZero() && value.compareTo(bound) > 0) {
            throw new IllegalArgumentException(
                    "Expected a " + name + " of at most the " + boundName + " " + bound + ", but got " + value);
        }
    }
}
