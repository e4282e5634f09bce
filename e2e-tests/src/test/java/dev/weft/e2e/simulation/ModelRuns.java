package dev.weft.e2e.simulation;

import dev.weft.core.model.Payload;
import dev.weft.core.model.WorkflowTaskFailedCause;
import dev.weft.core.request.WorkerRequest;
import dev.weft.core.task.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs scripts on a small replay model of our own, which knows nothing of the SDK. */
final class ModelRuns implements WorkflowRuns {
    private final Witness witness;
    private final Map<String, ScriptRun> cache = new HashMap<>();

    ModelRuns(Witness witness) {
        this.witness = witness;
    }

    @Override
    public WorkerRequest run(Task.WorkflowTask task, Instant started, String workerId) {
        boolean complete = !task.events().isEmpty() && task.firstEventId() == 1;
        ScriptRun run = complete ? new ScriptRun() : cache.getOrDefault(task.runId(), new ScriptRun());
        try {
            ScriptRun.Answer answer = run.handle(task);
            cache.put(task.runId(), run);
            return new WorkerRequest.CompleteWorkflowTask(
                    task.runId(),
                    task.scheduledEventId(),
                    task.attempt(),
                    started,
                    workerId,
                    answer.commands(),
                    answer.refusedUpdates().stream()
                            .map(id -> new WorkerRequest.UpdateRejection(id, WorkerNode.failure("refused")))
                            .toList(),
                    workerId,
                    Duration.ofSeconds(5),
                    false,
                    "model",
                    "1",
                    List.of());
        } catch (ScriptRun.StaleCacheException stale) {
            cache.remove(task.runId());
            return new WorkerRequest.FailWorkflowTask(
                    task.runId(),
                    task.scheduledEventId(),
                    task.attempt(),
                    WorkflowTaskFailedCause.RESET_STICKY_TASK_QUEUE,
                    WorkerNode.failure(String.valueOf(stale.getMessage())),
                    workerId);
        }
    }

    @Override
    public Payload answer(Task.QueryTask task) {
        ScriptRun run = cache.getOrDefault(task.runId(), new ScriptRun());
        if (!task.events().isEmpty() || run.nextEventId() <= task.lastEventId()) {
            run = new ScriptRun();
            run.consume(task.events().isEmpty() ? witness.history(task.key(), task.runId()) : task.events());
        }
        return Payload.json("" + run.signals());
    }

    @Override
    public void forgetAll() {
        cache.clear();
    }

    @Override
    public void close() {
        forgetAll();
    }
}
