package dev.weft.history.timer;

import dev.weft.core.port.RequestAppender;
import dev.weft.core.request.EngineRequest;
import dev.weft.core.request.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends a {@code TimerDue} request for every execution that is due; one thread for all partitions of the process. What
 * is really due is decided when the request is handled, so a request too many is harmless. Thread-safe.
 */
public final class TimerService implements AutoCloseable {
    /** A timer that is not due within this time is not kept in memory. */
    static final Duration FAR = Duration.ofSeconds(90);

    private static final Logger LOG = LoggerFactory.getLogger(TimerService.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final RequestAppender log;
    private final LongSupplier clockMillis;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final TimerHeap heap = new TimerHeap();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("weft-timers").unstarted(this::run);
    private boolean closed;

    public TimerService(RequestAppender log, LongSupplier clockMillis) {
        this.log = log;
        this.clockMillis = clockMillis;
    }

    public void start() {
        thread.start();
    }

    /** Timers in memory, stale entries included. */
    public int pending() {
        lock.lock();
        try {
            return heap.size();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        try {
            thread.join(CLOSE_TIMEOUT);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    long nowMillis() {
        return clockMillis.getAsLong();
    }

    /** The state of the timer's execution now says {@code dueMillis}. */
    void set(NearTimer timer, long dueMillis) {
        lock.lock();
        try {
            heap.set(timer, dueMillis);
            signalIfNext(timer);
        } finally {
            lock.unlock();
        }
    }

    /** The log's clock is behind ours by {@code millis}, so the request came too early. */
    void lookAgainIn(NearTimer timer, long millis) {
        lock.lock();
        try {
            heap.lookAgain(timer, nowMillis() + millis);
            signalIfNext(timer);
        } finally {
            lock.unlock();
        }
    }

    long dueMillis(NearTimer timer) {
        lock.lock();
        try {
            return timer.dueMillis;
        } finally {
            lock.unlock();
        }
    }

    /** Appends what is due now, without waiting; what the thread does each time it wakes up. */
    void appendDue() {
        List<TimerHeap.Due> due = new ArrayList<>();
        List<NearTimer> far = new ArrayList<>();
        long now = nowMillis();
        lock.lock();
        try {
            heap.takeOut(now, now + FAR.toMillis(), due, far);
        } finally {
            lock.unlock();
        }
        far.forEach(timer -> timer.whenFar.accept(timer));
        for (TimerHeap.Due one : due) {
            Instant dueTime = Instant.ofEpochMilli(one.dueMillis());
            // A failed append is repeated by the heap, so that nothing hangs on the future.
            log.append(Request.of(one.timer().key, new EngineRequest.TimerDue(dueTime)));
        }
    }

    private void signalIfNext(NearTimer timer) {
        if (timer.entryMillis == heap.nextMillis()) {
            changed.signal();
        }
    }

    private void run() {
        while (awaitNext()) {
            try {
                appendDue();
            } catch (RuntimeException failure) {
                LOG.warn("Appending what is due failed; it is repeated", failure);
            }
        }
    }

    /** @return false when closed */
    private boolean awaitNext() {
        lock.lock();
        try {
            while (!closed) {
                long next = heap.nextMillis();
                long wait = next == NearTimer.NEVER ? Long.MAX_VALUE : next - nowMillis();
                if (wait <= 0) {
                    return true;
                }
                changed.awaitNanos(TimeUnit.MILLISECONDS.toNanos(wait));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        return false;
    }
}
