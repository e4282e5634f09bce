package dev.weft.sdk.workflow;

import dev.weft.core.model.ActivitySettings;
import java.time.Duration;

/**
 * How an activity is run. Begin with {@link #startToClose} or {@link #scheduleToClose}, of which one is needed; zero
 * durations are not set.
 *
 * @param scheduleToCloseTimeout bound of all attempts together
 * @param scheduleToStartTimeout bound of the wait in the task queue
 * @param startToCloseTimeout bound of one attempt
 * @param heartbeatTimeout longest silence of a running attempt
 * @param taskQueue empty for the workflow's own
 */
public record ActivityOptions(
        Duration scheduleToCloseTimeout,
        Duration scheduleToStartTimeout,
        Duration startToCloseTimeout,
        Duration heartbeatTimeout,
        String taskQueue,
        RetryOptions retryOptions,
        ActivityCancellationType cancellationType) {

    public ActivityOptions {
        Checks.inBounds("scheduleToCloseTimeout", scheduleToCloseTimeout);
        Checks.inBounds("scheduleToStartTimeout", scheduleToStartTimeout);
        Checks.inBounds("startToCloseTimeout", startToCloseTimeout);
        Checks.inBounds("heartbeatTimeout", heartbeatTimeout);
        Checks.optionalName("taskQueue", taskQueue);
        if (scheduleToCloseTimeout.isZero() && startToCloseTimeout.isZero()) {
            throw new IllegalArgumentException(
                    "Expected a startToCloseTimeout or a scheduleToCloseTimeout, but neither is set");
        }
        Checks.notLonger("heartbeatTimeout", heartbeatTimeout, "startToCloseTimeout", startToCloseTimeout);
    }

    /** One attempt may take {@code timeout}; attempts are repeated by {@link RetryOptions#DEFAULT}. */
    public static ActivityOptions startToClose(Duration timeout) {
        return new ActivityOptions(
                Duration.ZERO,
                Duration.ZERO,
                timeout,
                Duration.ZERO,
                "",
                RetryOptions.DEFAULT,
                ActivityCancellationType.TRY_CANCEL);
    }

    /** All attempts together may take {@code timeout}. */
    public static ActivityOptions scheduleToClose(Duration timeout) {
        return new ActivityOptions(
                timeout,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                "",
                RetryOptions.DEFAULT,
                ActivityCancellationType.TRY_CANCEL);
    }

    public ActivityOptions withScheduleToClose(Duration timeout) {
        return new ActivityOptions(
                timeout,
                scheduleToStartTimeout,
                startToCloseTimeout,
                heartbeatTimeout,
                taskQueue,
                retryOptions,
                cancellationType);
    }

    public ActivityOptions withScheduleToStart(Duration timeout) {
        return new ActivityOptions(
                scheduleToCloseTimeout,
                timeout,
                startToCloseTimeout,
                heartbeatTimeout,
                taskQueue,
                retryOptions,
                cancellationType);
    }

    public ActivityOptions withStartToClose(Duration timeout) {
        return new ActivityOptions(
                scheduleToCloseTimeout,
                scheduleToStartTimeout,
                timeout,
                heartbeatTimeout,
                taskQueue,
                retryOptions,
                cancellationType);
    }

    public ActivityOptions withHeartbeat(Duration timeout) {
        return new ActivityOptions(
                scheduleToCloseTimeout,
                scheduleToStartTimeout,
                startToCloseTimeout,
                timeout,
                taskQueue,
                retryOptions,
                cancellationType);
    }

    public ActivityOptions withTaskQueue(String queue) {
        return new ActivityOptions(
                scheduleToCloseTimeout,
                scheduleToStartTimeout,
                startToCloseTimeout,
                heartbeatTimeout,
                queue,
                retryOptions,
                cancellationType);
    }

    public ActivityOptions withRetry(RetryOptions options) {
        return new ActivityOptions(
                scheduleToCloseTimeout,
                scheduleToStartTimeout,
                startToCloseTimeout,
                heartbeatTimeout,
                taskQueue,
                options,
                cancellationType);
    }

    public ActivityOptions withCancellationType(ActivityCancellationType type) {
        return new ActivityOptions(
                scheduleToCloseTimeout,
                scheduleToStartTimeout,
                startToCloseTimeout,
                heartbeatTimeout,
                taskQueue,
                retryOptions,
                type);
    }

    /**
     * These options, with {@code defaults} where a field is not set or has its default. A heartbeat timeout of the
     * defaults is cut to the bound of an attempt.
     */
    public ActivityOptions over(ActivityOptions defaults) {
        Duration startToClose = Checks.or(startToCloseTimeout, defaults.startToCloseTimeout);
        Duration heartbeat = Checks.or(heartbeatTimeout, defaults.heartbeatTimeout);
        boolean cut = heartbeatTimeout.isZero() && !startToClose.isZero() && heartbeat.compareTo(startToClose) > 0;
        return new ActivityOptions(
                Checks.or(scheduleToCloseTimeout, defaults.scheduleToCloseTimeout),
                Checks.or(scheduleToStartTimeout, defaults.scheduleToStartTimeout),
                startToClose,
                cut ? startToClose : heartbeat,
                taskQueue.isEmpty() ? defaults.taskQueue : taskQueue,
                retryOptions.equals(RetryOptions.DEFAULT) ? defaults.retryOptions : retryOptions,
                cancellationType == ActivityCancellationType.TRY_CANCEL ? defaults.cancellationType : cancellationType);
    }

    /** The form in which it travels. */
    public ActivitySettings toSettings() {
        return new ActivitySettings(
                scheduleToCloseTimeout,
                scheduleToStartTimeout,
                startToCloseTimeout,
                heartbeatTimeout,
                retryOptions.toPolicy());
    }
}
