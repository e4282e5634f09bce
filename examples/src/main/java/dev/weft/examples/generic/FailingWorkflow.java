package dev.weft.examples.generic;

import dev.weft.sdk.workflow.RetryOptions;
import dev.weft.sdk.workflow.Workflow;
import java.time.Duration;

/** Runs a {@link Failing}. */
public final class FailingWorkflow implements Failing {
    private static final RetryOptions SOON =
            RetryOptions.DEFAULT.withInitialInterval(Duration.ofMillis(100)).withMaximumInterval(Duration.ofSeconds(2));

    private final Work work =
            Workflow.newActivityStub(Work.class, WorkActivities.lasting(0).withRetry(SOON));

    @Override
    public int run(Input input) {
        return work.failAtFirst(input.failures());
    }
}
