package dev.weft.examples.generic;

import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;

/** Activities one after the other. */
@WorkflowInterface
public interface Chain {

    /**
     * @param steps activities to run, 0 or more
     * @param activityMillis what each of them takes
     */
    record Input(int steps, int activityMillis) {}

    /** Returns the number of steps done. */
    @WorkflowMethod
    int run(Input input);
}
