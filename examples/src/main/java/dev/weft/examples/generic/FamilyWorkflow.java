package dev.weft.examples.generic;

import dev.weft.sdk.workflow.Workflow;

/** Runs a {@link Family}. */
public final class FamilyWorkflow implements Family {
    @Override
    public int run(Input input) {
        int done = 0;
        for (int child = 1; child <= input.children(); child++) {
            done += Workflow.newChildWorkflowStub(Chain.class).run(new Chain.Input(input.steps(), 0));
        }
        return done;
    }
}
