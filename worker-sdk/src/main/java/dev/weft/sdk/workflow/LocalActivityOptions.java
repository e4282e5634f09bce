package dev.weft.sdk.workflow;

import dev.weft.core.model.ActivitySettings;
import java.time.Duration;

/**
 * How a local activity is run: in the process of its workflow and inside the workflow task, for calls that take
 * milliseconds. Begin with {@link #startToClose} or {@link #scheduleToClose}, of which one is needed; zero durations are
 * not set.
 *
 * @param scheduleToCloseTimeout bound of all attempts together
 * @param scheduleToStartTimeout bound of the wait for a slot of the worker
 * @param startToCloseTimeout bound of one attempt
 * @param localRetryThreshold longest wait for another attempt that is spent inside a workflow task, zero for three times
 *     its timeout; a longer one becomes a durable timer
 */
public record LocalActivityOptions(
        Duration scheduleToCloseTimeout,
        Duration scheduleToStartTimeout,
        Duration startToCloseTimeout,
        Duration localRetryThreshold,
        RetryOptions retryOptions,
        ActivityCancellationType cancellationType) {

    public LocalActivityOptions {
        Checks.inBounds("scheduleToCloseTimeout", scheduleToCloseTimeout);
        Checks.inBounds("scheduleToStartTimeout", scheduleToStartTimeout);
        Checks.inBounds("startToCloseTimeout", startToCloseTimeout);
        Checks.inBounds("localRetryThreshold", localRetryThreshold);
        if (scheduleToCloseTimeout.isZero() && startToCloseTimeout.isZero()) {
            throw new IllegalArgumentException(
                    "Expected a startToCloseTimeout or a scheduleToCloseTimeout, but neither is set");
        }
    }

    /** One attempt may take {@code timeout}; attempts are repeated by {@link RetryOptions#DEFAULT}. */
    public static LocalActivityOptions startToClose(Duration timeout) {
        return of(Duration.ZERO, timeout);
    }

    /** All attempts together may take {@code timeout}. */
    public static LocalActivityOptions scheduleToClose(Duration timeout) {
        return of(timeout, Duration.ZERO);
    }

    private static LocalActivityOptions of(Duration scheduleToClose, Duration startToClose) {
        return new LocalActivityOptions(
                scheduleToClose,
                Duration.ZERO,
                startToClose,
                Duration.ZERO,
                RetryOptions.DEFAULT,
                ActivityCancellationType.TRY_CANCEL);
    }

    public LocalActivityOptions withScheduleToClose(Duration timeout) {
        return new LocalActivityOptions(
                timeout,
                scheduleToStartTimeout,
                startToCloseTimeout,
                localRetryThreshold,
                retryOptions,
                cancellationType);
    }

    public LocalActivityOptions withScheduleToStart(Duration timeout) {
        return new LocalActivityOptions(
                scheduleToCloseTimeout,
                timeout,
                startToCloseTimeout,
                localRetryThreshold,
                retryOptions,
                cancellationType);
    }

    public LocalActivityOptions withStartToClose(Duration timeout) {
        return new LocalActivityOptions(
                scheduleToCloseTimeout,
                scheduleToStartTimeout,
                timeout,
                localRetryThreshold,
                retryOptions,
                cancellationType);
    }

    public LocalActivityOptions withLocalRetryThreshold(Duration threshold) {
        return new LocalActivityOptions(
                scheduleToCloseTimeout,
                scheduleToStartTimeout,
                startToCloseTimeout,
                threshold,
                retryOptions,
                cancellationType);
    }

    public LocalActivityOptions withRetry(RetryOptions options) {
        return new LocalActivityOptions(
                scheduleToCloseTimeout,
                scheduleToStartTimeout,
                startToCloseTimeout,
                localRetryThreshold,
                options,
                cancellationType);
    }

    public LocalActivityOptions withCancellationType(ActivityCancellationType type) {
        return new LocalActivityOptions(
                scheduleToCloseTimeout,
                scheduleToStartTimeout,
                startToCloseTimeout,
                localRetryThreshold,
                retryOptions,
                type);
    }

    /** These options, with {@code defaults} where a field is not set or has its default. */
    public LocalActivityOptions over(LocalActivityOptions defaults) {
        return new LocalActivityOptions(
                Checks.or(scheduleToCloseTimeout, defaults.scheduleToCloseTimeout),
                Checks.or(scheduleToStartTimeout, defaults.scheduleToStartTimeout),
                Checks.or(startToCloseTimeout, defaults.startToCloseTimeout),
                Checks.or(localRetryThreshold, defaults.localRetryThreshold),
                retryOptions.equals(RetryOptions.DEFAULT) ? defaults.retryOptions : retryOptions,
                cancellationType == ActivityCancellationType.TRY_CANCEL ? defaults.cancellationType : cancellationType);
    }

    /** The form in which it is used. */
    public ActivitySettings toSettings() {
        return new ActivitySettings(
                scheduleToCloseTimeout,
                scheduleToStartTimeout,
                startToCloseTimeout,
                Duration.ZERO,
                retryOptions.toPolicy());
    }
}
