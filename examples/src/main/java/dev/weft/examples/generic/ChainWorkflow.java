package dev.weft.examples.generic;

import dev.weft.sdk.workflow.Workflow;

/** Runs a {@link Chain}. */
public final class ChainWorkflow implements Chain {
    @Override
    public int run(Input input) {
        Work work = Workflow.newActivityStub(Work.class, WorkActivities.lasting(input.activityMillis()));
        int done = 0;
        for (int step = 1; step <= input.steps(); step++) {
            done += work.step(step, input.activityMillis());
        }
        return done;
    }
}
