package dev.weft.history;

import dev.weft.history.stream.HistoryMetrics;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens when a processing thread fails. It is replaced, and its partitions are taken over anew; but a failure that
 * keeps coming back ends the service, so that its partitions go to another instance and a person hears of it.
 */
final class FailurePolicy implements StreamsUncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(FailurePolicy.class);
    private static final int REPLACED_MAX = 5;
    private static final Duration WITHIN = Duration.ofMinutes(1);

    private final HistoryMetrics metrics;
    private final LongSupplier clockMillis;
    private final Runnable whenEnded;
    private final Deque<Long> replacedMillis = new ArrayDeque<>();
    private final AtomicBoolean ended = new AtomicBoolean();

    /** @param whenEnded called once, on the thread that failed; must not wait for the service to stop */
    FailurePolicy(HistoryMetrics metrics, LongSupplier clockMillis, Runnable whenEnded) {
        this.metrics = metrics;
        this.clockMillis = clockMillis;
        this.whenEnded = whenEnded;
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable failure) {
        if (!(failure instanceof Error) && mayReplace()) {
            LOG.warn("A processing thread failed and is replaced", failure);
            metrics.threadReplaced();
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        if (ended.compareAndSet(false, true)) {
            LOG.error("The history service ends: its processing threads keep failing", failure);
            whenEnded.run();
        }
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    boolean hasEnded() {
        return ended.get();
    }

    private synchronized boolean mayReplace() {
        long now = clockMillis.getAsLong();
        replacedMillis.add(now);
        while (replacedMillis.getFirst() < now - WITHIN.toMillis()) {
            replacedMillis.removeFirst();
        }
        return replacedMillis.size() <= REPLACED_MAX;
    }
}
