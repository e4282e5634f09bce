package dev.weft.history.engine;

import dev.weft.core.effect.Effect;
import dev.weft.core.engine.LoggedRequest;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.LogPosition;
import dev.weft.core.model.WorkflowStatus;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.ReplyTo;
import dev.weft.core.request.Request;
import dev.weft.core.task.Task;
import dev.weft.core.task.TaskWithdrawal;
import dev.weft.history.memory.MemoryHistoryRepository;
import dev.weft.history.memory.MemoryStateRepository;
import dev.weft.schemas.EventBatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An engine on memory with a log of its own, and everything that leaves it. */
final class EngineOnMemory implements EffectDispatcher {
    final MemoryStateRepository states = new MemoryStateRepository();
    final MemoryHistoryRepository histories = new MemoryHistoryRepository();
    final List<Task> tasks = new ArrayList<>();
    final List<TaskWithdrawal> withdrawals = new ArrayList<>();
    final List<Reply> replies = new ArrayList<>();
    final List<Request> requests = new ArrayList<>();
    final List<WorkflowStatus> statuses = new ArrayList<>();
    final List<Long> told = new ArrayList<>();
    final List<Long> dues = new ArrayList<>();
    final List<Integer> batchLengths = new ArrayList<>();
    int reads;
    Instant now = Instant.ofEpochSecond(1_000);
    private long offset;
    private final ExecutionEngine engine = new ExecutionEngine(
            states,
            new CountingReads(),
            this,
            (key, runId, events) -> events.forEach(event -> told.add(event.eventId())),
            (execution, before) -> dues.add(execution.dueMillis()));

    private final class CountingReads implements HistoryRepository {
        @Override
        public int[] append(List<EventBatch> batches) {
            batches.forEach(batch -> batchLengths.add(batch.events().size()));
            return histories.append(batches);
        }

        @Override
        public HistorySlice read(ExecutionKey key, String runId, long from, long to, PageLimit limit) {
            reads++;
            return histories.read(key, runId, from, to, limit);
        }

        @Override
        public Optional<HistoryEvent> event(ExecutionKey key, String runId, long eventId) {
            reads++;
            return histories.event(key, runId, eventId);
        }

        @Override
        public Optional<HistoryEvent> last(ExecutionKey key, String runId) {
            reads++;
            return histories.last(key, runId);
        }

        @Override
        public void deleteRun(ExecutionKey key, String runId) {
            histories.deleteRun(key, runId);
        }
    }

    LiveExecution handle(Request request) {
        return engine.handle(new LoggedRequest(request, new LogPosition(0, offset++, now)));
    }

    ExecutionEngine engine() {
        return engine;
    }

    Task.WorkflowTask lastWorkflowTask() {
        return (Task.WorkflowTask) tasks.getLast();
    }

    Task.ActivityTask lastActivityTask() {
        return (Task.ActivityTask) tasks.getLast();
    }

    @Override
    public void task(Task task) {
        tasks.add(task);
    }

    @Override
    public void withdraw(TaskWithdrawal withdrawal) {
        withdrawals.add(withdrawal);
    }

    @Override
    public void reply(ReplyTo replyTo, Reply reply) {
        replies.add(reply);
    }

    @Override
    public void status(ExecutionKey key, Effect.PublishStatus status) {
        statuses.add(status.status());
    }

    @Override
    public void request(ExecutionKey sender, Request request) {
        requests.add(request);
    }
}
