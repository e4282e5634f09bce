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
import dev.weft.schemas.kafka.LogException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the effects of one partition at once, outside of the transaction. What did not leave is noted, and its execution
 * is to be sent again; nothing else is tried for a while once the log takes nothing, since each try would wait. Used by
 * one thread; sends end on the producer's thread.
 */
public final class LogDispatcher implements EffectDispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(LogDispatcher.class);

    private final Neighbours neighbours;
    private final EffectLogs logs;
    /** Executions with effects that did not leave, and the round in which to send them again. */
    private final Map<ExecutionKey, Integer> unsent = new ConcurrentHashMap<>();

    private final Queue<Unsendable> unsendable = new ConcurrentLinkedQueue<>();
    private final AtomicInteger round = new AtomicInteger();
    private boolean holding;

    public LogDispatcher(Neighbours neighbours, EffectLogs logs) {
        this.neighbours = neighbours;
        this.logs = logs;
    }

    @Override
    public void task(Task task) {
        if (!neighbours.tasks().offer(task)) {
            send(task.key(), () -> logs.tasks().send(task), reason -> Optional.of(Unsendable.of(task, reason)));
        }
    }

    /** When it gets lost, tasks may start that are out of date: the log refuses what they lead to. */
    @Override
    public void withdraw(TaskWithdrawal withdrawal) {
        if (holding || neighbours.tasks().withdraw(withdrawal)) {
            return;
        }
        logs.tasks().send(withdrawal).whenComplete((sent, failure) -> {
            if (failure != null) {
                LOG.debug("A withdrawal was lost taskQueue={}", withdrawal.queue(), failure);
            }
        });
    }

    /** A reply that gets lost is not repeated: whoever waits for it asks again. */
    @Override
    public void reply(ReplyTo replyTo, Reply reply) {
        if (replyTo.isNobody() || neighbours.replies().offer(replyTo, reply)) {
            return;
        }
        if (holding) {
            LOG.warn("A reply was lost, since the log takes nothing instance={}", replyTo.instance());
            return;
        }
        CompletableFuture<Void> sending = logs.replies().send(replyTo, reply);
        sending.whenComplete((sent, failure) -> {
            if (failure != null) {
                LOG.warn("A reply was lost instance={}", replyTo.instance(), failure);
            }
        });
        holdAfter(sending);
    }

    @Override
    public void request(ExecutionKey sender, Request request) {
        send(
                sender,
                () -> logs.requests().append(request),
                reason -> Optional.of(Unsendable.of(sender, request, reason)));
    }

    @Override
    public void status(ExecutionKey key, Effect.PublishStatus status) {
        send(
                key,
                () -> logs.streams()
                        .send(new StreamEntry.StatusChanged(key, status.runId(), status.status(), status.problem())),
                reason -> Optional.empty());
    }

    /** The log is tried again from now on. To be called now and then. */
    public void beginRound() {
        round.incrementAndGet();
        holding = false;
    }

    /**
     * Takes out the executions that are to be sent again, each once. One whose effects fail bit by bit has to wait until
     * a whole round has passed without: to send all of them again for each bit would never end.
     */
    public List<ExecutionKey> takeUnsent() {
        List<ExecutionKey> due = new ArrayList<>();
        unsent.forEach((key, dueIn) -> {
            if (dueIn <= round.get() && unsent.remove(key, dueIn)) {
                due.add(key);
            }
        });
        return due;
    }

    /** Whether the log takes nothing: what is sent before the next round is only noted. */
    public boolean isHolding() {
        return holding;
    }

    /** Takes out an effect that will never leave. */
    public Optional<Unsendable> pollUnsendable() {
        return Optional.ofNullable(unsendable.poll());
    }

    private void send(
            ExecutionKey key, Supplier<CompletableFuture<Void>> effect, Function<String, Optional<Unsendable>> never) {
        if (holding) {
            unsent.merge(key, round.get() + 1, Math::max);
            return;
        }
        CompletableFuture<Void> sending = effect.get();
        sending.whenComplete((done, failure) -> {
            if (failure instanceof LogException refusal && refusal.isFinal()) {
                never.apply(String.valueOf(refusal.getMessage())).ifPresent(unsendable::add);
            } else if (failure != null) {
                unsent.merge(key, round.get() + 2, Math::max);
                LOG.warn(
                        "An effect did not leave and will be sent again namespace={} workflowId={}",
                        key.namespace(),
                        key.workflowId(),
                        failure);
            }
        });
        holdAfter(sending);
        if (holding) {
            unsent.put(key, round.get() + 1);
        }
    }

    /** What has failed by the time it returns has waited for the log in vain, if it is not too large. */
    private void holdAfter(CompletableFuture<Void> sending) {
        holding = holding
                || (sending.isCompletedExceptionally()
                        && !(sending.exceptionNow() instanceof LogException refusal && refusal.isFinal()));
    }
}
