package dev.weft.sdk.runner;

import dev.weft.sdk.interceptor.Propagation;
import dev.weft.sdk.interceptor.WorkerInterceptor;
import java.time.Duration;
import java.util.List;

/**
 * How workflow code is run.
 *
 * @param deadlockTimeout how long workflow code may block outside of {@code Workflow} before its task fails; code that
 *     computes gets three times as long
 * @param interceptors the first one is the outermost
 * @param propagation of contexts between callers and called
 */
public record RunnerOptions(Duration deadlockTimeout, List<WorkerInterceptor> interceptors, Propagation propagation) {
    public static final RunnerOptions DEFAULT = new RunnerOptions(Duration.ofSeconds(1));

    public RunnerOptions {
        interceptors = List.copyOf(interceptors);
        if (deadlockTimeout.toMillis() < 10) {
            throw new IllegalArgumentException(
                    "Expected a deadlockTimeout of at least 10 ms, but got " + deadlockTimeout);
        }
    }

    /** Without interceptors and propagators. */
    public RunnerOptions(Duration deadlockTimeout) {
        this(deadlockTimeout, List.of(), Propagation.NONE);
    }

    public RunnerOptions withInterceptors(List<? extends WorkerInterceptor> chain) {
        return new RunnerOptions(deadlockTimeout, List.copyOf(chain), propagation);
    }

    public RunnerOptions withPropagation(Propagation newPropagation) {
        return new RunnerOptions(deadlockTimeout, interceptors, newPropagation);
    }
}
