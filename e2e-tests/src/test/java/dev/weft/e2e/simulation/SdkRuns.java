package dev.weft.e2e.simulation;

import dev.weft.core.command.Command;
import dev.weft.core.model.Payload;
import dev.weft.core.request.WorkerRequest;
import dev.weft.core.task.Task;
import dev.weft.sdk.data.StandardDataConverter;
import dev.weft.sdk.data.StandardFailureConverter;
import dev.weft.sdk.runner.HistoryPages;
import dev.weft.sdk.runner.QueryResult;
import dev.weft.sdk.runner.RunnerOptions;
import dev.weft.sdk.runner.WorkflowExecution;
import dev.weft.sdk.runner.WorkflowExecutions;
import dev.weft.sdk.runner.WorkflowRegistry;
import dev.weft.sdk.runner.WorkflowTaskResult;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs scripts as workflow code of the SDK. */
final class SdkRuns implements WorkflowRuns {
    /** Real time, which passes at the whim of the machine; no script hangs. */
    private static final Duration NO_DEADLOCKS = Duration.ofHours(1);

    private final Witness witness;
    private final WorkflowExecutions executions = WorkflowExecutions.create(
            new WorkflowRegistry().register(ScriptWorkflowCode.class),
            new StandardDataConverter(),
            new StandardFailureConverter(),
            new RunnerOptions(NO_DEADLOCKS));
    private final Map<String, WorkflowExecution> cache = new HashMap<>();

    SdkRuns(Witness witness) {
        this.witness = witness;
    }

    @Override
    public WorkerRequest run(Task.WorkflowTask task, Instant started, String workerId) {
        WorkflowExecution execution = cache.computeIfAbsent(task.runId(), unseen -> newExecution(task));
        return switch (execution.handle(task, pages(task))) {
            case WorkflowTaskResult.Completed completed -> {
                boolean closes =
                        !completed.commands().isEmpty() && completed.commands().getLast() instanceof Command.Closing;
                if (closes) {
                    forget(task.runId());
                }
                yield new WorkerRequest.CompleteWorkflowTask(
                        task.runId(),
                        task.scheduledEventId(),
                        task.attempt(),
                        started,
                        workerId,
                        completed.commands(),
                        completed.rejectedUpdates(),
                        closes ? "" : workerId,
                        Duration.ofSeconds(5),
                        completed.heartbeat(),
                        "sdk",
                        "1",
                        completed.sdkFlags());
            }
            case WorkflowTaskResult.Failed failed -> {
                forget(task.runId());
                yield new WorkerRequest.FailWorkflowTask(
                        task.runId(),
                        task.scheduledEventId(),
                        task.attempt(),
                        failed.cause(),
                        failed.failure(),
                        workerId);
            }
        };
    }

    @Override
    public Payload answer(Task.QueryTask task) {
        WorkflowExecution kept = cache.get(task.runId());
        boolean hasSeen = kept != null && task.events().isEmpty() && kept.nextEventId() > task.lastEventId();
        if (kept != null && hasSeen) {
            return payload(task, kept.query(task.queryType(), task.input()));
        }
        try (WorkflowExecution rebuilt = newExecution(task)) {
            return payload(task, rebuilt.query(task, pages(task)));
        }
    }

    private static Payload payload(Task task, QueryResult result) {
        return switch (result) {
            case QueryResult.Answered answered -> answered.result();
            case QueryResult.Failed failed ->
                throw new IllegalStateException(
                        "Expected an answer of " + task.key() + ", but got " + failed.failure());
        };
    }

    private WorkflowExecution newExecution(Task task) {
        return executions.newExecution(
                task.key(), task.runId(), ScriptState.TYPE, task.queue().taskQueue());
    }

    private HistoryPages pages(Task task) {
        return from -> {
            var history = witness.history(task.key(), task.runId());
            return from > history.size() ? List.of() : history.subList((int) from - 1, history.size());
        };
    }

    private void forget(String runId) {
        WorkflowExecution execution = cache.remove(runId);
        if (execution != null) {
            execution.close();
        }
    }

    @Override
    public void forgetAll() {
        cache.values().forEach(WorkflowExecution::close);
        cache.clear();
    }

    @Override
    public void close() {
        forgetAll();
        executions.close();
    }
}
