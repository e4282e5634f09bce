package dev.weft.sdk.runner;

import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionStarted;
import dev.weft.core.model.ExecutionKey;
import dev.weft.sdk.data.DataConverter;
import dev.weft.sdk.data.FailureConverter;
import java.util.List;

/** Tries workflow code on recorded histories, for example before it is deployed. Thread-safe. */
public final class WorkflowReplayer implements AutoCloseable {
    private static final ExecutionKey NOBODY = new ExecutionKey(ExecutionKey.DEFAULT_NAMESPACE, "replayed");

    private final WorkflowExecutions executions;

    public WorkflowReplayer(WorkflowRegistry registry, DataConverter data, FailureConverter failures) {
        this(registry, data, failures, RunnerOptions.DEFAULT);
    }

    /** @param options with the interceptors and propagators of the workers that wrote the histories */
    public WorkflowReplayer(
            WorkflowRegistry registry, DataConverter data, FailureConverter failures, RunnerOptions options) {
        this.executions = WorkflowExecutions.create(registry, data, failures, options);
    }

    /**
     * Runs the code along {@code history}, which begins with the run's first event.
     *
     * @throws dev.weft.sdk.replay.NonDeterminismException when the code does not do what history says
     * @throws IllegalArgumentException when {@code history} is none
     * @throws RuntimeException what else the code throws, unless it is an outcome of the workflow
     */
    public void replay(List<HistoryEvent> history) {
        replay(NOBODY, history);
    }

    /** As {@link #replay(List)}, for code that asks for its workflow id. */
    public void replay(ExecutionKey key, List<HistoryEvent> history) {
        replay(
                key,
                fromEventId -> fromEventId > history.size()
                        ? List.of()
                        : history.subList((int) fromEventId - 1, history.size()));
    }

    /**
     * As {@link #replay(List)}, for a history of any length: pages are read one after the other, and none is kept.
     *
     * @param pages gives the history from its first event on
     */
    public void replay(ExecutionKey key, HistoryPages pages) {
        List<HistoryEvent> first = pages.read(1);
        if (first.isEmpty() || !(first.getFirst().attributes() instanceof WorkflowExecutionStarted started)) {
            throw new IllegalArgumentException("Expected a history that begins with WorkflowExecutionStarted, but got "
                    + (first.isEmpty() ? "no events" : first.getFirst().eventType()));
        }
        try (WorkflowExecution execution = executions.newExecution(
                key,
                started.runId(),
                started.settings().workflowType(),
                started.settings().taskQueue())) {
            execution.replay(pages);
        }
    }

    @Override
    public void close() {
        executions.close();
    }
}
