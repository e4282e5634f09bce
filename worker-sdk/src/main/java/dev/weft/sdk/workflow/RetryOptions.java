package dev.weft.sdk.workflow;

import dev.weft.core.model.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How failed attempts are repeated. Begin with {@link #DEFAULT} or {@link #NONE} and change what differs.
 *
 * @param initialInterval wait before the second attempt
 * @param backoffCoefficient at least 1; each wait is this many times the one before
 * @param maximumInterval upper bound of a wait, zero for 100 times the initial interval
 * @param maximumAttempts attempts in all, 0 for no bound
 * @param doNotRetry types of application failures that are not repeated
 */
public record RetryOptions(
        Duration initialInterval,
        double backoffCoefficient,
        Duration maximumInterval,
        int maximumAttempts,
        List<String> doNotRetry) {

    /** 1 s, doubled up to 100 s, without end. */
    public static final RetryOptions DEFAULT = new RetryOptions(Duration.ofSeconds(1), 2, Duration.ZERO, 0, List.of());

    /** One attempt and no more. */
    public static final RetryOptions NONE = DEFAULT.withMaximumAttempts(1);

    public RetryOptions {
        doNotRetry = List.copyOf(doNotRetry);
        Checks.positive("initialInterval", initialInterval);
        Checks.inBounds("initialInterval", initialInterval);
        Checks.inBounds("maximumInterval", maximumInterval);
        if (!(backoffCoefficient >= 1) || Double.isInfinite(backoffCoefficient)) {
            throw new IllegalArgumentException(
                    "Expected a backoffCoefficient of at least 1, but got " + backoffCoefficient);
        }
        doNotRetry.forEach(type -> Checks.name("failure type", type));
        if (maximumAttempts < 0) {
            throw new IllegalArgumentException(
                    "Expected maximumAttempts of 0 (no bound) or more, but got " + maximumAttempts);
        }
        if (!maximumInterval.isZero() && maximumInterval.compareTo(initialInterval) < 0) {
            throw new IllegalArgumentException("Expected a maximumInterval of at least the initialInterval "
                    + initialInterval + ", but got " + maximumInterval);
        }
    }

    public RetryOptions withInitialInterval(Duration interval) {
        return new RetryOptions(interval, backoffCoefficient, maximumInterval, maximumAttempts, doNotRetry);
    }

    public RetryOptions withBackoffCoefficient(double coefficient) {
        return new RetryOptions(initialInterval, coefficient, maximumInterval, maximumAttempts, doNotRetry);
    }

    public RetryOptions withMaximumInterval(Duration interval) {
        return new RetryOptions(initialInterval, backoffCoefficient, interval, maximumAttempts, doNotRetry);
    }

    public RetryOptions withMaximumAttempts(int attempts) {
        return new RetryOptions(initialInterval, backoffCoefficient, maximumInterval, attempts, doNotRetry);
    }

    public RetryOptions withDoNotRetry(String... failureTypes) {
        return new RetryOptions(
                initialInterval, backoffCoefficient, maximumInterval, maximumAttempts, List.of(failureTypes));
    }

    /** As {@link #withDoNotRetry(String...)}, for exceptions that are known by their class name. */
    @SafeVarargs
    public final RetryOptions withDoNotRetry(Class<? extends Throwable>... failures) {
        List<String> types = new ArrayList<>();
        for (Class<? extends Throwable> failure : failures) {
            types.add(failure.getName());
        }
        return new RetryOptions(initialInterval, backoffCoefficient, maximumInterval, maximumAttempts, types);
    }

    /** The form in which it travels. */
    public RetryPolicy toPolicy() {
        Duration bound = maximumInterval.isZero() ? initialInterval.multipliedBy(100) : maximumInterval;
        return new RetryPolicy(initialInterval, backoffCoefficient, bound, maximumAttempts, doNotRetry);
    }
}
