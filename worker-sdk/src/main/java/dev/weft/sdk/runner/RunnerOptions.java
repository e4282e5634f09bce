package dev.weft.sdk.runner;

import java.time.Duration;

/**
 * How workflow code is run.
 *
 * @param deadlockTimeout how long workflow code may block outside of {@code Workflow} before its task fails; code that
 *     computes gets three times as long
 */
public record RunnerOptions(Duration deadlockTimeout) {
    public static final RunnerOptions DEFAULT = new RunnerOptions(Duration.ofSeconds(1));

    public RunnerOptions {
        if (deadlockTimeout.toMillis() < 10) {
            throw new IllegalArgumentException(
                    "Expected a deadlockTimeout of at least 10 ms, but got " + deadlockTimeout);
        }
    }
}
