package dev.weft.e2e.simulation;

import dev.weft.sdk.workflow.QueryMethod;
import dev.weft.sdk.workflow.SignalMethod;
import dev.weft.sdk.workflow.UpdateMethod;
import dev.weft.sdk.workflow.UpdateValidatorMethod;
import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;

/** A script as users would write it. */
@WorkflowInterface
public interface ScriptWorkflow {

    @WorkflowMethod(name = ScriptState.TYPE)
    String run(String plan);

    @SignalMethod
    void go();

    @SignalMethod
    void end();

    @SignalMethod
    void tick();

    @QueryMethod
    int signals();

    @UpdateMethod
    String add(String id);

    @UpdateValidatorMethod(updateName = "add")
    void checkAdd(String id);
}
