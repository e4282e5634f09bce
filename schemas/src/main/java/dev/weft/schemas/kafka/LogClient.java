package dev.weft.schemas.kafka;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.port.ReplyReceiver;
import dev.weft.core.port.RequestAppender;
import dev.weft.core.port.RequestAsker;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.ReplyTo;
import dev.weft.core.request.Request;
import dev.weft.core.request.RequestBody;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Asks executions by way of the log. One per process; its instance id names the process in every request, so that
 * replies find it: in memory through {@link #offer}, or from the reply topic by a {@link ReplyConsumer}, which must have
 * started before the first question. Thread-safe.
 */
public final class LogClient implements RequestAsker, ReplyReceiver, AutoCloseable {
    private final String instanceId;
    private final RequestAppender log;
    private final PendingReplies pending = new PendingReplies(System::nanoTime);
    private final AtomicLong correlationIds = new AtomicLong();
    private final ScheduledExecutorService timeouts;

    /** @param instanceId unique among all processes, past ones included */
    public LogClient(String instanceId, RequestAppender log) {
        if (instanceId.isEmpty()) {
            throw new IllegalArgumentException("Expected an instance id, but it is empty");
        }
        this.instanceId = instanceId;
        this.log = log;
        this.timeouts = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("weft-reply-timeouts").factory());
        long tickNanos = PendingReplies.TICK.toNanos();
        timeouts.scheduleAtFixedRate(pending::expire, tickNanos, tickNanos, TimeUnit.NANOSECONDS);
    }

    public String instanceId() {
        return instanceId;
    }

    @Override
    public Asked ask(ExecutionKey key, String requestId, RequestBody body, Duration timeout) {
        long correlationId = correlationIds.incrementAndGet();
        CompletableFuture<Reply> reply = pending.expect(correlationId, key, timeout);
        CompletableFuture<Void> durable =
                log.append(new Request(key, requestId, new ReplyTo(instanceId, correlationId), body));
        durable.whenComplete((done, failure) -> {
            if (failure != null) {
                pending.fail(correlationId, failure);
            }
        });
        return new Asked(durable, reply);
    }

    /** A reply that nobody waits for any more is dropped. */
    @Override
    public boolean offer(ReplyTo replyTo, Reply reply) {
        if (!replyTo.instance().equals(instanceId)) {
            return false;
        }
        pending.complete(replyTo.correlationId(), reply);
        return true;
    }

    /** Questions that wait for an answer. */
    public int pendingQuestions() {
        return pending.size();
    }

    /** Fails every question that is still under way. */
    @Override
    public void close() {
        timeouts.shutdownNow();
        pending.failAll(new LogException("Expected an answer, but this process is closing"));
    }
}
