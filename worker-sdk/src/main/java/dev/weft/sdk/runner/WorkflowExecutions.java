package dev.weft.sdk.runner;

import dev.weft.core.model.ExecutionKey;
import dev.weft.sdk.data.DataConverter;
import dev.weft.sdk.data.FailureConverter;

/** Creates the live executions of one worker. Thread-safe. */
public final class WorkflowExecutions implements AutoCloseable {

    public static WorkflowExecutions create(
            WorkflowRegistry registry, DataConverter data, FailureConverter failures, RunnerOptions options) {
        return new WorkflowExecutions();
    }

    /** An execution that has seen nothing yet. */
    public WorkflowExecution newExecution(ExecutionKey key, String runId, String workflowType, String taskQueue) {
        return new WorkflowExecution();
    }

    /** Ends the deadlock detector; executions are closed by who holds them. */
    @Override
    public void close() {}
}
