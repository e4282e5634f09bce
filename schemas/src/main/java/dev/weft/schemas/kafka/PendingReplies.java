package dev.weft.schemas.kafka;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.reply.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The questions that are under way. Their timeouts hang on a wheel of slots, so that a question that is answered in time
 * costs two operations on hash maps and never touches a sorted queue. Thread-safe; {@link #expire()} is called by one
 * thread, once per tick.
 */
final class PendingReplies {
    static final Duration TICK = Duration.ofMillis(100);

    private static final int SLOTS = 512;
    private static final Duration TIMEOUT_MAX = Duration.ofDays(1);

    private final LongSupplier nanos;
    private final Map<Long, Pending> byCorrelation = new ConcurrentHashMap<>();
    private final List<Set<Pending>> wheel = Stream.<Set<Pending>>generate(ConcurrentHashMap::newKeySet)
            .limit(SLOTS)
            .toList();
    private volatile long expiredTick;

    /** One question; equal to itself only. */
    private static final class Pending {
        private final ExecutionKey key;
        private final Duration timeout;
        private final long dueTick;
        private final CompletableFuture<Reply> reply = new CompletableFuture<>();

        private Pending(ExecutionKey key, Duration timeout, long dueTick) {
            this.key = key;
            this.timeout = timeout;
            this.dueTick = dueTick;
        }

        private void timeOut() {
            reply.completeExceptionally(new TimeoutException(
                    "Expected an answer about " + key + " within " + timeout + ", but there is none"));
        }
    }

    /** @param nanos a clock that only goes forward */
    PendingReplies(LongSupplier nanos) {
        this.nanos = nanos;
        this.expiredTick = currentTick();
    }

    /** Completes with the answer, or with a {@link TimeoutException} up to two ticks after {@code timeout}. */
    CompletableFuture<Reply> expect(long correlationId, ExecutionKey key, Duration timeout) {
        Duration bounded = timeout.compareTo(TIMEOUT_MAX) < 0 ? timeout : TIMEOUT_MAX;
        long dueTick = currentTick() + bounded.dividedBy(TICK) + 2;
        Pending pending = new Pending(key, timeout, dueTick);
        Set<Pending> slot = slot(dueTick);
        byCorrelation.put(correlationId, pending);
        slot.add(pending);
        // However it ends, by cancellation too, nothing is left behind.
        pending.reply.whenComplete((reply, failure) -> {
            byCorrelation.remove(correlationId);
            slot.remove(pending);
        });
        if (dueTick <= expiredTick) {
            pending.timeOut();
        }
        return pending.reply;
    }

    /** @return false when nobody waits for it (any more) */
    boolean complete(long correlationId, Reply reply) {
        @Nullable Pending pending = byCorrelation.get(correlationId);
        return pending != null && pending.reply.complete(reply);
    }

    void fail(long correlationId, Throwable cause) {
        @Nullable Pending pending = byCorrelation.get(correlationId);
        if (pending != null) {
            pending.reply.completeExceptionally(cause);
        }
    }

    void failAll(Throwable cause) {
        byCorrelation.values().forEach(pending -> pending.reply.completeExceptionally(cause));
    }

    int size() {
        return byCorrelation.size();
    }

    /** Ends the questions whose time is over. */
    void expire() {
        long now = currentTick();
        long first = Math.max(expiredTick + 1, now - SLOTS + 1);
        // Before the slots are visited, so that whoever adds to one that was visited already notices.
        expiredTick = now;
        for (long tick = first; tick <= now; tick++) {
            for (Pending pending : slot(tick)) {
                if (pending.dueTick <= now) {
                    pending.timeOut();
                }
            }
        }
    }

    private Set<Pending> slot(long tick) {
        return wheel.get((int) Math.floorMod(tick, (long) SLOTS));
    }

    private long currentTick() {
        return Math.floorDiv(nanos.getAsLong(), TICK.toNanos());
    }
}
