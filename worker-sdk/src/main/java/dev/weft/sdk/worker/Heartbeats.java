package dev.weft.sdk.worker;

import dev.weft.core.model.Payload;
import dev.weft.core.protocol.WorkerProtocol.HeartbeatResponse;
import dev.weft.sdk.activity.ActivityCanceledException.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The heartbeats of one attempt: the first goes out at once, then at most one in each interval with the latest details.
 *
 * <pre>
 * state    beat            sent                    interval over
 * QUIET    send → SENDING
 * SENDING  keep details    → WAITING
 * WAITING  keep details                            details kept ? send → SENDING : → QUIET
 * STOPPED
 * </pre>
 */
final class Heartbeats {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration WITHOUT_TIMEOUT = Duration.ofSeconds(30);
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeats.class);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private enum State {
        QUIET,
        SENDING,
        WAITING,
        STOPPED
    }

    private final Duration interval;
    private final Scheduler scheduler;
    private final Function<List<Payload>, HeartbeatResponse> send;
    private final ReentrantLock lock = new ReentrantLock();

    private State state = State.QUIET;
    private @Nullable List<Payload> unsent;
    private @Nullable List<Payload> underWay;
    private Scheduler.@Nullable Cancellation timer;
    private volatile @Nullable Reason stopReason;

    /** @param heartbeatTimeout zero for none */
    Heartbeats(Duration heartbeatTimeout, Scheduler scheduler, Function<List<Payload>, HeartbeatResponse> send) {
        this.interval = intervalFor(heartbeatTimeout);
        this.scheduler = scheduler;
        this.send = send;
    }

    /** 80 % of the timeout and at most a minute, so that one late heartbeat does no harm. */
    static Duration intervalFor(Duration heartbeatTimeout) {
        if (heartbeatTimeout.isZero()) {
            return WITHOUT_TIMEOUT;
        }
        Duration most = heartbeatTimeout.multipliedBy(4).dividedBy(5);
        return most.compareTo(LONGEST) < 0 ? most : LONGEST;
    }

    void beat(List<Payload> details) {
        lock.lock();
        try {
            if (state == State.STOPPED) {
                return;
            }
            unsent = details;
            if (state == State.QUIET) {
                begin();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Why the attempt should stop, as far as the platform's answers told. */
    Optional<Reason> stopReason() {
        return Optional.ofNullable(stopReason);
    }

    void stopBecause(Reason reason) {
        if (stopReason == null) {
            stopReason = reason;
        }
    }

    /** Ends the heartbeats. Returns the details that have not arrived for sure, empty when all have. */
    List<Payload> stop() {
        lock.lock();
        try {
            state = State.STOPPED;
            if (timer != null) {
                timer.cancel();
            }
            List<Payload> rest = unsent == null ? underWay : unsent;
            unsent = null;
            underWay = null;
            return rest == null ? List.of() : rest;
        } finally {
            lock.unlock();
        }
    }

    private void begin() {
        state = State.SENDING;
        timer = scheduler.after(Duration.ZERO, this::sendLatest);
    }

    private void sendLatest() {
        List<Payload> details;
        lock.lock();
        try {
            if (state != State.SENDING || unsent == null) {
                return;
            }
            details = unsent;
            underWay = details;
            unsent = null;
            timer = null;
        } finally {
            lock.unlock();
        }
        try {
            HeartbeatResponse answer = send.apply(details);
            note(answer);
            sent(interval);
        } catch (RuntimeException e) {
            // Not lost: tried again soon with the latest details, or carried by the report of a failure.
            LOG.debug("A heartbeat did not arrive", e);
            keep(details);
            sent(RETRY.compareTo(interval) < 0 ? RETRY : interval);
        }
    }

    private void note(HeartbeatResponse answer) {
        if (!answer.known()) {
            stopReason = Reason.NO_LONGER_WANTED;
        } else if (answer.cancelRequested()) {
            stopReason = Reason.CANCEL_REQUESTED;
        }
    }

    private void keep(List<Payload> details) {
        lock.lock();
        try {
            if (unsent == null) {
                unsent = details;
            }
        } finally {
            lock.unlock();
        }
    }

    private void sent(Duration pause) {
        lock.lock();
        try {
            underWay = null;
            if (state == State.SENDING) {
                state = State.WAITING;
                timer = scheduler.after(pause, this::intervalOver);
            }
        } finally {
            lock.unlock();
        }
    }

    private void intervalOver() {
        lock.lock();
        try {
            if (state != State.WAITING) {
                return;
            }
            if (unsent == null) {
                state = State.QUIET;
            } else {
                begin();
            }
        } finally {
            lock.unlock();
        }
    }
}
