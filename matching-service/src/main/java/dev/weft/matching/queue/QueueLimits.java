package dev.weft.matching.queue;

import java.time.Duration;

/**
 * What a task queue may hold and how long it waits.
 *
 * @param tasksInMemory waiting tasks of one queue that stay in memory; what is beyond goes to the {@link Spill}
 * @param bytesInMemory the same bound in bytes
 * @param responseBytes a poll takes no further task once those it has are larger than this
 * @param grace a handed-out task that lives longer is reported as started
 * @param stickyIdle a worker whose last poll ended longer ago no longer gets sticky tasks
 * @param stickyReconnect the same for a worker whose connection broke while it polled
 * @param stickyUnknown how long sticky tasks wait, after this instance took over, for a worker that has not polled yet
 * @param idsRemembered ids per task queue that are kept, after a task is out of hand, to recognise it when it is sent
 *     again
 * @param idsRememberedFor how long they are kept
 */
public record QueueLimits(
        int tasksInMemory,
        long bytesInMemory,
        long responseBytes,
        Duration grace,
        Duration stickyIdle,
        Duration stickyReconnect,
        Duration stickyUnknown,
        int idsRemembered,
        Duration idsRememberedFor) {

    public static final QueueLimits DEFAULT = new QueueLimits(
            1_000,
            1 << 20,
            4 << 20,
            Duration.ofSeconds(1),
            Duration.ofSeconds(10),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            20_000,
            Duration.ofMinutes(1));

    public QueueLimits {
        if (tasksInMemory < 1) {
            throw new IllegalArgumentException("Expected room for at least 1 task in memory, but got " + tasksInMemory);
        }
    }
}
