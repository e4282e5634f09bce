package dev.weft.sdk.runner;

import dev.weft.core.command.Command;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.Failure;
import dev.weft.core.model.Payload;
import dev.weft.core.model.WorkflowTaskFailedCause;
import dev.weft.core.task.Task;
import dev.weft.sdk.failure.ApplicationFailure;
import dev.weft.sdk.replay.NonDeterminismException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One live run of a workflow on this worker. Not thread-safe: the caller lets one task at a time touch it, from any
 * thread.
 */
public final class WorkflowExecution implements AutoCloseable {
    private final WorkflowExecutions worker;
    private final ExecutionKey key;
    private final String runId;
    private final String workflowType;
    private final String taskQueue;
    private @Nullable LiveRun live;

    WorkflowExecution(
            WorkflowExecutions worker, ExecutionKey key, String runId, String workflowType, String taskQueue) {
        this.worker = worker;
        this.key = key;
        this.runId = runId;
        this.workflowType = workflowType;
        this.taskQueue = taskQueue;
    }

    /**
     * Brings the run up to date with the task's events and goes as far as the workflow code can. Continues when the
     * task's events follow those consumed, else rebuilds the run from its first event. Never throws for what workflow
     * code or history do.
     */
    public WorkflowTaskResult handle(Task.WorkflowTask task, HistoryPages pages) {
        try {
            LiveRun run = live;
            boolean goesOn =
                    run != null && task.firstEventId() != 1 && run.machine().continuesWith(task.events());
            if (run == null || !goesOn) {
                run = newRun();
            }
            long next = run.machine().nextEventId();
            HistoryPages read = run.readByDriver(pages);
            return run.handle(new HistoryStream(read, task.events(), next, task.startedEventId()), task);
        } catch (RuntimeException | Error e) {
            close();
            return failed(HandlerFailure.thrown(e));
        }
    }

    private WorkflowTaskResult failed(Throwable thrown) {
        Failure failure = worker.failures().toFailure(thrown, worker.data());
        return failsWorkflow(thrown)
                ? new WorkflowTaskResult.Completed(
                        List.of(new Command.FailWorkflow(failure)), List.of(), List.of(), false)
                : new WorkflowTaskResult.Failed(cause(thrown), failure);
    }

    /** Code that its author wants to fail rather than to wait for a fix, when it disagrees with history. */
    private boolean failsWorkflow(Throwable thrown) {
        return thrown instanceof NonDeterminismException
                && worker.registry()
                        .find(workflowType)
                        .filter(definition -> definition.options().failWorkflowExceptionTypes().stream()
                                .anyMatch(type -> type.isInstance(thrown)))
                        .isPresent();
    }

    private static WorkflowTaskFailedCause cause(Throwable thrown) {
        return switch (thrown) {
            case NonDeterminismException _e -> WorkflowTaskFailedCause.NON_DETERMINISTIC_ERROR;
            case DeadlockException _e -> WorkflowTaskFailedCause.DEADLOCK;
            default -> WorkflowTaskFailedCause.WORKFLOW_WORKER_UNHANDLED_FAILURE;
        };
    }

    /** Runs a query handler on the state reached. */
    public QueryResult query(String queryType, List<Payload> input) {
        try {
            return live == null ? notLive() : live.query(queryType, input);
        } catch (RuntimeException | Error e) {
            close();
            return new QueryResult.Failed(worker.failures().toFailure(e, worker.data()));
        }
    }

    /**
     * Runs a query handler; rebuilds the run first when the task carries its history, or when there is none yet. A
     * historical query sees nothing that came after its last event.
     */
    public QueryResult query(Task.QueryTask task, HistoryPages pages) {
        try {
            if (live == null || !task.events().isEmpty()) {
                LiveRun run = newRun();
                HistoryStream history = new HistoryStream(run.readByDriver(pages), task.events(), 1, lastEventId(task));
                if (task.historical()) {
                    run.replayPast(history);
                } else {
                    run.replay(history);
                }
            }
        } catch (RuntimeException | Error e) {
            close();
            return new QueryResult.Failed(worker.failures().toFailure(e, worker.data()));
        }
        return query(task.queryType(), task.input());
    }

    /** Where the history ends that a rebuilt run must have seen: with what the task carries, or with all there is. */
    private static long lastEventId(Task.QueryTask task) {
        if (task.historical()) {
            return task.lastEventId();
        }
        boolean whole = !task.events().isEmpty() && task.nextEventId() == 0;
        return whole ? task.events().getLast().eventId() : Long.MAX_VALUE;
    }

    /** Rebuilds the run from the whole of its history; throws what code or history do wrong. */
    void replay(HistoryPages history) {
        LiveRun run = newRun();
        run.replay(new HistoryStream(run.readByDriver(history), List.of(), 1, Long.MAX_VALUE));
    }

    private QueryResult notLive() {
        ApplicationFailure failure = ApplicationFailure.of(
                "Expected the execution to be live on this worker, but it is not", "ExecutionNotLive");
        return new QueryResult.Failed(worker.failures().toFailure(failure, worker.data()));
    }

    private LiveRun newRun() {
        close();
        WorkflowDefinition definition = worker.registry()
                .find(workflowType)
                .orElseThrow(() -> new IllegalStateException("Expected workflow type " + workflowType
                        + " to be registered with the worker of task queue " + taskQueue + ", but it knows "
                        + worker.registry().workflowTypes()));
        LiveRun run = new LiveRun(worker, key, workflowType, definition);
        live = run;
        return run;
    }

    public String runId() {
        return runId;
    }

    /** The first event that has not been consumed; 1 for an execution that has seen nothing. */
    public long nextEventId() {
        return live == null ? 1 : live.machine().nextEventId();
    }

    /** Whether nothing is under way that another task of this worker has to go on with. */
    public boolean mayLeave() {
        return live == null || live.mayLeave();
    }

    /** Estimate of the memory held. */
    public long sizeBytes() {
        return live == null ? 0 : live.sizeBytes();
    }

    /** Ends the coroutines; their {@code finally} blocks run, without access to the workflow. */
    @Override
    public void close() {
        LiveRun run = live;
        live = null;
        if (run != null) {
            run.evict();
        }
    }
}
