package dev.weft.sdk.worker;

import dev.weft.core.protocol.WorkerProtocol.WorkerStatus;
import dev.weft.sdk.transport.CallRefusedException;
import dev.weft.sdk.transport.TransportException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the platform how the worker is: at once, and then periodically. What does not arrive is told again soon. */
final class StatusReports {
    private static final Logger LOG = LoggerFactory.getLogger(StatusReports.class);

    /** A worker that began before its platform is listed as soon as that is there. */
    static final Duration RETRY = Duration.ofSeconds(1);

    private final Supplier<WorkerStatus> status;
    private final Consumer<WorkerStatus> send;
    private final Scheduler scheduler;
    private final Duration period;
    private final ReentrantLock lock = new ReentrantLock();
    private Scheduler.@Nullable Cancellation next;
    private boolean stopped;

    StatusReports(Supplier<WorkerStatus> status, Consumer<WorkerStatus> send, Scheduler scheduler, Duration period) {
        this.status = status;
        this.send = send;
        this.scheduler = scheduler;
        this.period = period;
    }

    void start() {
        schedule(Duration.ZERO);
    }

    /** A report under way is broken off, so that it does not arrive after the news that the worker has left. */
    void stop() {
        lock.lock();
        try {
            stopped = true;
            if (next != null) {
                next.cancel();
            }
        } finally {
            lock.unlock();
        }
    }

    private void schedule(Duration delay) {
        lock.lock();
        try {
            if (!stopped) {
                next = scheduler.after(delay, this::report);
            }
        } finally {
            lock.unlock();
        }
    }

    private void report() {
        Duration untilNext = period;
        try {
            send.accept(status.get());
        } catch (TransportException e) {
            LOG.debug("The worker's status did not reach the platform", e);
            untilNext = RETRY;
        } catch (CallRefusedException e) {
            LOG.debug("The platform did not take the worker's status", e);
        } catch (RuntimeException e) {
            LOG.warn("The worker's status could not be told, the worker goes on trying", e);
            untilNext = RETRY;
        }
        schedule(untilNext);
    }
}
