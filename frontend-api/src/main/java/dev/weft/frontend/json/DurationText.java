package dev.weft.frontend.json;

import dev.weft.frontend.problem.ProblemType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: ISO-8601 ({@code PT30S}) or a number with a unit ({@code 500ms, 30s, 5m, 2h, 3d}). */
public final class DurationText {
    private static final Pattern SHORT = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,9})?)(ms|s|m|h|d)");
    /** Longer ones mean "for ever" and overflow arithmetic with instants. */
    private static final Duration LONGEST = Duration.ofDays(36_525);

    private DurationText() {}

    /**
     * @param field named in the refusal
     * @throws dev.weft.frontend.problem.Problem when {@code text} is no duration between 0 and 100 years
     */
    public static Duration parse(String field, String text) {
        Duration duration = read(text.strip())
                .orElseThrow(() -> ProblemType.INVALID.because("Expected " + field
                        + " to be a duration such as \"PT30S\", \"30s\", \"500ms\", \"5m\", \"2h\" or \"3d\", but got \""
                        + Excerpt.of(text) + "\""));
        if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
            throw ProblemType.INVALID.because(
                    "Expected " + field + " to be between 0 and 100 years, but got \"" + Excerpt.of(text) + "\"");
        }
        return duration;
    }

    private static Optional<Duration> read(String text) {
        if (text.equals("0")) {
            return Optional.of(Duration.ZERO);
        }
        Matcher matcher = SHORT.matcher(text);
        try {
            if (!matcher.matches()) {
                return Optional.of(Duration.parse(text));
            }
            BigDecimal millis =
                    new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unitMillis(matcher.group(2))));
            return Optional.of(Duration.ofMillis(millis.longValueExact()));
        } catch (DateTimeParseException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static long unitMillis(String unit) {
        return switch (unit) {
            case "ms" -> 1;
            case "s" -> 1_000;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            case "d" -> 86_400_000;
            default -> throw new IllegalStateException("Expected a unit of the pattern, but got " + unit);
        };
    }
}
