package dev.weft.examples.generic;

import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;

/** Local activities one after the other. */
@WorkflowInterface
public interface LocalChain {
    /** Returns the number of steps done. */
    @WorkflowMethod
    int run(Chain.Input input);
}
