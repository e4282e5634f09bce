package dev.weft.e2e.stuck;

import dev.weft.sdk.workflow.SignalMethod;
import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;

/** A workflow whose code is changed while a run of it is open. */
@WorkflowInterface
public interface Delivery {
    @WorkflowMethod
    String deliver(String what);

    /** Only the first one counts. */
    @SignalMethod
    void arrive(String where);

    @SignalMethod
    void sign(String who);
}
