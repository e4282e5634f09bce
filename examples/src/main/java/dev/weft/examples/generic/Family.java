package dev.weft.examples.generic;

import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;

/** Child workflows one after the other, each a {@link Chain}. */
@WorkflowInterface
public interface Family {
    /**
     * @param children to run, 0 or more
     * @param steps of each child
     */
    record Input(int children, int steps) {}

    /** Returns the number of steps done by all children. */
    @WorkflowMethod
    int run(Input input);
}
