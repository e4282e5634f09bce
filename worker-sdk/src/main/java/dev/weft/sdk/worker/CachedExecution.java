package dev.weft.sdk.worker;

import dev.weft.sdk.runner.WorkflowExecution;

/** A live execution as the cache keeps it. */
record CachedExecution(WorkflowExecution execution) implements ExecutionCache.Entry {

    @Override
    public long sizeBytes() {
        return execution.sizeBytes();
    }

    @Override
    public boolean mayLeave() {
        return execution.mayLeave();
    }

    @Override
    public void close() {
        execution.close();
    }
}
