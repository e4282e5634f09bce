package dev.weft.core.model;

import java.time.Duration;
import java.util.List;

/**
 * How often and how soon a failed attempt is repeated.
 *
 * @param initialInterval wait before the second attempt
 * @param backoffCoefficient at least 1; each wait is this many times the one before
 * @param maximumInterval upper bound of a wait
 * @param maximumAttempts attempts in all, 0 for no bound
 * @param nonRetryableErrorTypes {@link FailureInfo.Application#type()} values that end the retries
 */
public record RetryPolicy(
        Duration initialInterval,
        double backoffCoefficient,
        Duration maximumInterval,
        int maximumAttempts,
        List<String> nonRetryableErrorTypes) {

    /** One attempt and no more. */
    public static final RetryPolicy NONE = new RetryPolicy(Duration.ZERO, 1, Duration.ZERO, 1, List.of());

    /** What an activity gets when it names no policy: 1 s, doubled up to 100 s, without end. */
    public static final RetryPolicy ACTIVITY_DEFAULT =
            new RetryPolicy(Duration.ofSeconds(1), 2, Duration.ofSeconds(100), 0, List.of());

    public RetryPolicy {
        nonRetryableErrorTypes = List.copyOf(nonRetryableErrorTypes);
        if (initialInterval.isNegative() || maximumInterval.isNegative()) {
            throw new IllegalArgumentException(
                    "Expected retry intervals of zero or more, but got " + initialInterval + " and " + maximumInterval);
        }
        if (!(backoffCoefficient >= 1)) {
            throw new IllegalArgumentException(
                    "Expected a backoffCoefficient of at least 1, but got " + backoffCoefficient);
        }
        if (maximumAttempts < 0) {
            throw new IllegalArgumentException(
                    "Expected maximumAttempts of 0 (no bound) or more, but got " + maximumAttempts);
        }
    }

    public boolean retries() {
        return maximumAttempts != 1;
    }

    /** The wait between attempt {@code attempt} (from 1) and the next one. */
    public Duration intervalAfter(int attempt) {
        double millis = initialInterval.toMillis() * Math.pow(backoffCoefficient, attempt - 1);
        long bound = maximumInterval.isZero() ? Long.MAX_VALUE : maximumInterval.toMillis();
        return Duration.ofMillis(millis >= bound ? bound : (long) millis);
    }
}
