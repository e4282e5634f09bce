package dev.weft.examples.generic;

import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;

/** Sleeps on a durable timer. */
@WorkflowInterface
public interface Sleeper {
    record Input(long millis) {}

    /** Returns the time slept by the workflow's clock, in milliseconds. */
    @WorkflowMethod
    long run(Input input);
}
