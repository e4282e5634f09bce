package dev.weft.sdk.worker;

import java.time.Duration;

/**
 * What the workers of one process share.
 *
 * @param cacheBytes bound of the executions kept alive between their tasks, estimated
 * @param deadlockTimeout how long workflow code may go on without waiting for something
 * @param gracePeriod how long a shutdown waits for what is under way
 */
public record WorkerFactoryOptions(long cacheBytes, Duration deadlockTimeout, Duration gracePeriod) {
    public static final WorkerFactoryOptions DEFAULT =
            new WorkerFactoryOptions(64L << 20, Duration.ofSeconds(1), Duration.ofSeconds(10));

    public WorkerFactoryOptions {
        if (cacheBytes < 0) {
            throw new IllegalArgumentException("Expected cacheBytes of 0 or more, but got " + cacheBytes);
        }
    }

    public WorkerFactoryOptions withCacheBytes(long bytes) {
        return new WorkerFactoryOptions(bytes, deadlockTimeout, gracePeriod);
    }

    public WorkerFactoryOptions withDeadlockTimeout(Duration timeout) {
        return new WorkerFactoryOptions(cacheBytes, timeout, gracePeriod);
    }

    public WorkerFactoryOptions withGracePeriod(Duration period) {
        return new WorkerFactoryOptions(cacheBytes, deadlockTimeout, period);
    }
}
