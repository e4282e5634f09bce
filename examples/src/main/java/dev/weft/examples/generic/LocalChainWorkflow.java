package dev.weft.examples.generic;

import dev.weft.sdk.workflow.LocalActivityOptions;
import dev.weft.sdk.workflow.Workflow;
import java.time.Duration;

/** Runs a {@link LocalChain}. */
public final class LocalChainWorkflow implements LocalChain {
    @Override
    public int run(Chain.Input input) {
        Work work =
                Workflow.newLocalActivityStub(Work.class, LocalActivityOptions.startToClose(Duration.ofSeconds(10)));
        int done = 0;
        for (int step = 1; step <= input.steps(); step++) {
            done += work.step(step, input.activityMillis());
        }
        return done;
    }
}
