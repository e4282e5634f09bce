package dev.weft.core.model;

import java.time.Duration;

/**
 * The limits and the retry policy of an activity. Zero means "not set"; see {@code spec} rule 2.5-5 for what is derived.
 *
 * @param scheduleToClose bound of all attempts together
 * @param scheduleToStart bound of the wait in the task queue, never retried
 * @param startToClose bound of one attempt
 * @param heartbeat longest silence of a running attempt
 */
public record ActivitySettings(
        Duration scheduleToClose,
        Duration scheduleToStart,
        Duration startToClose,
        Duration heartbeat,
        RetryPolicy retryPolicy) {

    public static ActivitySettings startToClose(Duration startToClose) {
        return new ActivitySettings(
                Duration.ZERO, Duration.ZERO, startToClose, Duration.ZERO, RetryPolicy.ACTIVITY_DEFAULT);
    }
}
