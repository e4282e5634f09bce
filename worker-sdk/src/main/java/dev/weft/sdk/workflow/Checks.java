package dev.weft.sdk.workflow;

import dev.weft.core.state.Limits;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Internal: refusals of impossible option values, and what a duration of zero stands for. */
public final class Checks {
    private static final int NAME_LENGTH_MAX = 1_000;
    private static final Duration TASK_TIMEOUT_MAX = Duration.ofSeconds(120);

    private Checks() {}

    /** @param what the text is, for the sentence */
    public static void name(String what, String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("Expected a " + what + ", but it is blank");
        }
        optionalName(what, name);
    }

    /** As {@link #name}, where empty stands for none. */
    public static void optionalName(String what, String name) {
        if (name.length() > NAME_LENGTH_MAX) {
            throw new IllegalArgumentException("Expected a " + what + " of at most " + NAME_LENGTH_MAX
                    + " characters, but it has " + name.length());
        }
        if (!name.isEmpty() && name.isBlank()) {
            throw new IllegalArgumentException("Expected a " + what + ", but it is blank");
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("Expected a " + what + " without control characters, but it has some");
        }
    }

    static void positive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("Expected a positive " + name + ", but got " + value);
        }
    }

    private static void notNegative(String name, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException("Expected a " + name + " of zero (not set) or more, but got " + value);
        }
    }

    /** From zero, which is not set, to the longest duration that the platform counts. */
    public static void inBounds(String name, Duration value) {
        notNegative(name, value);
        if (value.compareTo(Limits.LONGEST) > 0) {
            throw new IllegalArgumentException("Expected a " + name + " of at most 100 years, but got " + value);
        }
    }

    /** From zero, which is not set, to the longest time that a workflow task may take. */
    public static void taskTimeout(Duration value) {
        notNegative("taskTimeout", value);
        if (value.compareTo(TASK_TIMEOUT_MAX) > 0) {
            throw new IllegalArgumentException("Expected a taskTimeout of at most 120 s, but got " + value);
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

    /** A memo of a run that starts: there is nothing yet that a null could take away. */
    public static void memo(Map<String, ? extends @Nullable Object> memo) {
        memo.forEach((key, value) -> {
            name("memo key", key);
            if (value == null) {
                throw new IllegalArgumentException("Expected a value for memo key '" + key + "', but got null");
            }
        });
    }
}
