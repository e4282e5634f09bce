package dev.weft.sdk.worker;

import dev.weft.sdk.client.ClientOptions;
import dev.weft.sdk.interceptor.Propagation;
import dev.weft.sdk.interceptor.WorkerInterceptor;
import dev.weft.sdk.runner.RunnerOptions;
import dev.weft.sdk.workflow.Checks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the workers of one process share.
 *
 * @param cacheBytes bound of the executions kept alive between their tasks, estimated
 * @param deadlockTimeout how long workflow code may go on without waiting for something
 * @param gracePeriod how long a shutdown waits for what is under way
 * @param interceptors around the workflows and activities of all workers; the first one is the outermost
 */
public record WorkerFactoryOptions(
        long cacheBytes, Duration deadlockTimeout, Duration gracePeriod, List<WorkerInterceptor> interceptors) {
    private static final Duration DEADLOCK_TIMEOUT_MIN = Duration.ofMillis(10);

    public static final WorkerFactoryOptions DEFAULT =
            new WorkerFactoryOptions(64L << 20, Duration.ofSeconds(1), Duration.ofSeconds(10), List.of());

    public WorkerFactoryOptions {
        interceptors = List.copyOf(interceptors);
        if (cacheBytes < 0) {
            throw new IllegalArgumentException("Expected cacheBytes of 0 or more, but got " + cacheBytes);
        }
        if (deadlockTimeout.compareTo(DEADLOCK_TIMEOUT_MIN) < 0) {
            throw new IllegalArgumentException(
                    "Expected a deadlockTimeout of at least 10 ms, but got " + deadlockTimeout);
        }
        Checks.inBounds("deadlockTimeout", deadlockTimeout);
        if (gracePeriod.isNegative()) {
            throw new IllegalArgumentException("Expected a gracePeriod of zero or more, but got " + gracePeriod);
        }
        Checks.inBounds("gracePeriod", gracePeriod);
    }

    public WorkerFactoryOptions withCacheBytes(long bytes) {
        return new WorkerFactoryOptions(bytes, deadlockTimeout, gracePeriod, interceptors);
    }

    public WorkerFactoryOptions withDeadlockTimeout(Duration timeout) {
        return new WorkerFactoryOptions(cacheBytes, timeout, gracePeriod, interceptors);
    }

    public WorkerFactoryOptions withGracePeriod(Duration period) {
        return new WorkerFactoryOptions(cacheBytes, deadlockTimeout, period, interceptors);
    }

    public WorkerFactoryOptions withInterceptors(WorkerInterceptor... chain) {
        return new WorkerFactoryOptions(cacheBytes, deadlockTimeout, gracePeriod, List.of(chain));
    }

    /** Internal: how code of workflows runs in a worker of such a factory. */
    public RunnerOptions toRunnerOptions(ClientOptions client, WorkerOptions worker) {
        List<WorkerInterceptor> chain = new ArrayList<>(interceptors);
        chain.addAll(worker.interceptors());
        return new RunnerOptions(deadlockTimeout)
                .withInterceptors(chain)
                .withPropagation(Propagation.of(client.contextPropagators()));
    }
}
