package dev.weft.e2e.large;

import dev.weft.sdk.workflow.QueryMethod;
import dev.weft.sdk.workflow.SignalMethod;
import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;

/** Writes a long history. */
@WorkflowInterface
public interface Marathon {
    /**
     * Runs activities until there are so many events, and then waits for the end.
     *
     * @return the activities that were run
     */
    @WorkflowMethod
    int run(long events);

    @SignalMethod
    void finish();

    /** The activities that were run, 0 before it waits for the end. */
    @QueryMethod
    int done();
}
