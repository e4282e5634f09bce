package dev.weft.history.dispatch;

import dev.weft.core.effect.Effect;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.ReplyTo;
import dev.weft.core.request.Request;
import dev.weft.core.task.Task;
import dev.weft.core.task.TaskWithdrawal;
import dev.weft.history.engine.EffectDispatcher;
import dev.weft.schemas.StreamEntry;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the effects of one partition at once, outside of the transaction. Waits only while the shared producer's buffer
 * is full, that is while the log takes nothing. Used by one thread; sends end on the producer's thread.
 */
public final class LogDispatcher implements EffectDispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(LogDispatcher.class);

    private final Neighbours neighbours;
    private final EffectLogs logs;
    private final Queue<ExecutionKey> unsent = new ConcurrentLinkedQueue<>();

    public LogDispatcher(Neighbours neighbours, EffectLogs logs) {
        this.neighbours = neighbours;
        this.logs = logs;
    }

    @Override
    public void task(Task task) {
        if (!neighbours.tasks().offer(task)) {
            noteFailure(logs.tasks().send(task), task.key());
        }
    }

    /** When it gets lost, tasks may start that are out of date: the log refuses what they lead to. */
    @Override
    public void withdraw(TaskWithdrawal withdrawal) {
        if (!neighbours.tasks().withdraw(withdrawal)) {
            logs.tasks().send(withdrawal).whenComplete((sent, failure) -> {
                if (failure != null) {
                    LOG.debug("A withdrawal was lost taskQueue={}", withdrawal.queue(), failure);
                }
            });
        }
    }

    /** A reply that gets lost is not repeated: whoever waits for it asks again. */
    @Override
    public void reply(ReplyTo replyTo, Reply reply) {
        if (replyTo.isNobody() || neighbours.replies().offer(replyTo, reply)) {
            return;
        }
        logs.replies().send(replyTo, reply).whenComplete((sent, failure) -> {
            if (failure != null) {
                LOG.warn("A reply was lost instance={}", replyTo.instance(), failure);
            }
        });
    }

    @Override
    public void request(ExecutionKey sender, Request request) {
        noteFailure(logs.requests().append(request), sender);
    }

    @Override
    public void status(ExecutionKey key, Effect.PublishStatus status) {
        noteFailure(
                logs.streams()
                        .send(new StreamEntry.StatusChanged(key, status.runId(), status.status(), status.problem())),
                key);
    }

    /** Takes out the executions that have effects which did not leave, some perhaps more than once. */
    public void drainUnsent(Consumer<ExecutionKey> visitor) {
        for (int left = unsent.size(); left > 0; left--) {
            ExecutionKey key = unsent.poll();
            if (key == null) {
                return;
            }
            visitor.accept(key);
        }
    }

    private void noteFailure(CompletableFuture<Void> sent, ExecutionKey key) {
        sent.whenComplete((done, failure) -> {
            if (failure != null) {
                unsent.add(key);
                LOG.warn(
                        "An effect did not leave and will be sent again namespace={} workflowId={}",
                        key.namespace(),
                        key.workflowId(),
                        failure);
            }
        });
    }
}
