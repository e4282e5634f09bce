package dev.weft.examples.generic;

import dev.weft.sdk.workflow.Workflow;
import java.time.Duration;

/** Runs a {@link Sleeper}. */
public final class SleeperWorkflow implements Sleeper {

    @Override
    public long run(Input input) {
        long begin = Workflow.currentTimeMillis();
        Workflow.sleep(Duration.ofMillis(input.millis()));
        return Workflow.currentTimeMillis() - begin;
    }
}
