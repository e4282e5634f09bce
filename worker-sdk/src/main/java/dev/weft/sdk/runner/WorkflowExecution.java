package dev.weft.sdk.runner;

import dev.weft.core.model.Payload;
import dev.weft.core.task.Task;
import java.util.List;

/**
 * One live run of a workflow on this worker. Not thread-safe: the caller lets one task at a time touch it, from any
 * thread.
 */
public final class WorkflowExecution implements AutoCloseable {

    /**
     * Brings the run up to date with the task's events and goes as far as the workflow code can. Continues when the
     * task's events follow those consumed, else rebuilds the run from its first event. Never throws for what workflow
     * code or history do.
     */
    public WorkflowTaskResult handle(Task.WorkflowTask task, HistoryPages pages) {
        throw new UnsupportedOperationException("in the making");
    }

    /** Runs a query handler on the state reached. */
    public QueryResult query(String queryType, List<Payload> input) {
        throw new UnsupportedOperationException("in the making");
    }

    /** Runs a query handler; rebuilds the run first when the task carries its history. */
    public QueryResult query(Task.QueryTask task, HistoryPages pages) {
        throw new UnsupportedOperationException("in the making");
    }

    /** The first event that has not been consumed; 1 for an execution that has seen nothing. */
    public long nextEventId() {
        return 1;
    }

    /** Estimate of the memory held. */
    public long sizeBytes() {
        return 0;
    }

    /** Ends the coroutines; their {@code finally} blocks run, without access to the workflow. */
    @Override
    public void close() {}
}
