package dev.weft.examples.generic;

import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;

/** Activities in parallel. */
@WorkflowInterface
public interface FanOut {

    /**
     * @param width activities to run at the same time
     * @param activityMillis what each of them takes
     */
    record Input(int width, int activityMillis) {}

    /** Returns the number of activities done. */
    @WorkflowMethod
    int run(Input input);
}
