package dev.weft.examples.generic;

import dev.weft.sdk.activity.Activity;
import dev.weft.sdk.failure.ApplicationFailure;
import dev.weft.sdk.workflow.ActivityOptions;
import java.time.Duration;

/** Does {@link Work}. */
public final class WorkActivities implements Work {
    /** How long a step may take beyond its own time, so that a lost worker is noticed soon. */
    private static final Duration MARGIN = Duration.ofSeconds(10);

    /** For steps that take {@code millis}. */
    static ActivityOptions lasting(int millis) {
        return ActivityOptions.startToClose(Duration.ofMillis(millis).plus(MARGIN));
    }

    @Override
    public int step(int number, int millis) {
        if (millis > 0) {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw ApplicationFailure.of("Interrupted in step " + number, "Interrupted");
            }
        }
        return 1;
    }

    @Override
    public int failAtFirst(int failures) {
        int attempt = Activity.getExecutionContext().getInfo().attempt();
        if (attempt <= failures) {
            throw ApplicationFailure.of(
                    "Attempt " + attempt + " fails, as the first " + failures + " are meant to", "FailsAtFirst");
        }
        return attempt;
    }
}
