package dev.weft.standalone.verify;

import dev.weft.core.command.Command;
import dev.weft.core.effect.Effect;
import dev.weft.core.engine.LoggedRequest;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.LogPosition;
import dev.weft.core.model.Payload;
import dev.weft.core.model.RunSettings;
import dev.weft.core.model.WorkflowIdConflictPolicy;
import dev.weft.core.model.WorkflowIdReusePolicy;
import dev.weft.core.port.HistoryListener;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.ClientRequest;
import dev.weft.core.request.ReplyTo;
import dev.weft.core.request.Request;
import dev.weft.core.request.RequestBody;
import dev.weft.core.request.WorkerRequest;
import dev.weft.core.state.ExecutionSnapshot;
import dev.weft.core.state.WorkflowTaskState;
import dev.weft.core.task.Task;
import dev.weft.core.task.TaskWithdrawal;
import dev.weft.history.engine.EffectDispatcher;
import dev.weft.history.engine.ExecutionEngine;
import dev.weft.history.memory.MemoryHistoryRepository;
import dev.weft.history.memory.MemoryStateRepository;
import dev.weft.schemas.EventBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** An execution that really ran, on an engine in memory: its states and histories are what the changelogs would hold. */
final class RecordedExecution implements EffectDispatcher {
    final ExecutionKey key;
    private final MemoryStateRepository states = new MemoryStateRepository();
    private final MemoryHistoryRepository histories = new MemoryHistoryRepository();
    private final ExecutionEngine engine =
            new ExecutionEngine(states, histories, this, HistoryListener.NONE, (execution, before) -> {});
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private long offset;

    RecordedExecution(String workflowId) {
        key = new ExecutionKey("default", workflowId);
    }

    RecordedExecution start(String runId) {
        return handle(new ClientRequest.StartWorkflow(
                runId,
                RunSettings.of("Order", "orders", List.of(Payload.json("1"))),
                WorkflowIdReusePolicy.ALLOW_DUPLICATE,
                WorkflowIdConflictPolicy.FAIL,
                Duration.ZERO,
                "tester"));
    }

    RecordedExecution signal(String name) {
        return handle(new ClientRequest.SignalWorkflow("", name, List.of(), Map.of(), "tester"));
    }

    RecordedExecution completeTask(Command... commands) {
        WorkflowTaskState task = states.load(key).state().task();
        return handle(new WorkerRequest.CompleteWorkflowTask(
                states.load(key).state().runId(),
                task.scheduledEventId(),
                task.attempt(),
                now,
                "worker",
                List.of(commands),
                List.of(),
                "",
                Duration.ZERO,
                false,
                "test",
                "1",
                List.of()));
    }

    static Command timer(String timerId) {
        return new Command.StartTimer(timerId, Duration.ofHours(1));
    }

    static Command complete() {
        return new Command.CompleteWorkflow(Payload.json("2"));
    }

    ExecutionSnapshot snapshot() {
        return states.load(key).state().snapshot();
    }

    StoredExecution stored() {
        return StoredExecution.of(snapshot());
    }

    /** Events between both ids, as one row. */
    EventBatch row(String runId, int from, int to) {
        return new EventBatch(key, runId, histories.events(key, runId).subList(from - 1, to));
    }

    /** The whole history of a run in one row. */
    EventBatch history(String runId) {
        List<HistoryEvent> events = histories.events(key, runId);
        return new EventBatch(key, runId, events);
    }

    private RecordedExecution handle(RequestBody body) {
        engine.handle(new LoggedRequest(Request.of(key, body), new LogPosition(0, offset++, now)));
        now = now.plusMillis(10);
        return this;
    }

    @Override
    public void task(Task task) {
        // Tests complete the task that state knows.
    }

    @Override
    public void withdraw(TaskWithdrawal withdrawal) {
        // There are no queues.
    }

    @Override
    public void reply(ReplyTo replyTo, Reply reply) {
        // Nobody asks.
    }

    @Override
    public void status(ExecutionKey executionKey, Effect.PublishStatus status) {
        // Nobody follows it.
    }

    @Override
    public void request(ExecutionKey sender, Request request) {
        // There is nobody else.
    }
}
