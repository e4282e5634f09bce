package dev.weft.history.memory;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.state.ExecutionState;
import dev.weft.history.engine.LiveExecution;
import dev.weft.history.engine.StateRepository;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Executions in memory, in the order of their keys. */
public final class MemoryStateRepository implements StateRepository {
    private final SortedMap<ExecutionKey, LiveExecution> executions = new TreeMap<>();

    @Override
    public LiveExecution load(ExecutionKey key) {
        LiveExecution known = executions.get(key);
        return known == null ? new LiveExecution(ExecutionState.none(key)) : known;
    }

    @Override
    public void save(LiveExecution execution) {
        if (execution.state().isForgotten()) {
            executions.remove(execution.key());
        } else {
            executions.put(execution.key(), execution);
        }
    }

    /** All executions, in the order of their keys. */
    public Collection<LiveExecution> all() {
        return List.copyOf(executions.values());
    }

    /**
     * What is left after a crash: the same states, with nothing remembered beside them.
     *
     * @return a copy that shares nothing with this one
     */
    public MemoryStateRepository recovered() {
        MemoryStateRepository copy = new MemoryStateRepository();
        executions.forEach((key, execution) -> copy.executions.put(
                key, new LiveExecution(ExecutionState.restore(execution.state().snapshot()))));
        return copy;
    }
}
