package dev.weft.examples.generic;

import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;

/** An activity that fails a number of times before it succeeds. */
@WorkflowInterface
public interface Failing {
    record Input(int failures) {}

    /** Returns the number of the attempt that succeeded. */
    @WorkflowMethod
    int run(Input input);
}
