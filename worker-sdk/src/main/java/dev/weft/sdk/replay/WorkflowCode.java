package dev.weft.sdk.replay;

import dev.weft.core.event.MessageEvent.WorkflowExecutionSignaled;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionCancelRequested;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionStarted;

/** What the machine tells the workflow code above it. Called in the order of history. */
public interface WorkflowCode {

    void started(WorkflowExecutionStarted event);

    void signaled(WorkflowExecutionSignaled event);

    void cancelRequested(WorkflowExecutionCancelRequested event);

    void updateRequested(UpdateMachine update);

    /** All news of a workflow task has been told: next, code runs. */
    void taskBegins(TaskMoment moment);

    /** Run until everything waits: a workflow task has begun, or a local activity has ended. */
    void run();
}
