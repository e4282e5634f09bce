package dev.weft.history.engine;

import dev.weft.core.model.ExecutionKey;

/** Where executions live. */
public interface StateRepository {
    /** The execution, with an empty state when nothing is known of it. */
    LiveExecution load(ExecutionKey key);

    /** Takes note that an execution from {@link #load} has changed. A forgotten state is no longer kept. */
    void save(LiveExecution execution);
}
