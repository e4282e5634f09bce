package dev.weft.sdk.runner;

import dev.weft.core.model.ActivitySettings;
import dev.weft.core.model.Failure;
import dev.weft.core.model.TimeoutType;
import dev.weft.sdk.activity.ActivityCanceledException.Reason;
import dev.weft.sdk.replay.LocalActivityMachine;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One local activity that this worker runs: an attempt under way, or the wait before the next one. Times are in
 * nanoseconds since the run came to this worker.
 */
final class LocalCall {
    static final long NEVER = Long.MAX_VALUE;

    /** One attempt, and what its own thread tells of it. */
    static final class Try {
        private final long begunNanos;
        private LocalActivityRunner.@Nullable Attempt attempt;
        private volatile long startedNanos = NEVER;
        private volatile boolean ended;

        Try(long begunNanos) {
            this.begunNanos = begunNanos;
        }

        /** It has got a slot. */
        void started(long nanos) {
            startedNanos = nanos;
        }

        /** It is over, though nobody may have heard of it yet. */
        void ended() {
            ended = true;
        }

        void runsAs(LocalActivityRunner.Attempt newAttempt) {
            attempt = newAttempt;
        }
    }

    private final LocalActivityMachine machine;
    private final long expiresNanos;
    private int attempt;
    private Failure lastFailure;
    private long repeatNanos;
    private @Nullable Try underWay;

    /** @param expiresNanos when the schedule-to-close timeout passes */
    LocalCall(LocalActivityMachine machine, long expiresNanos) {
        this.machine = machine;
        this.expiresNanos = expiresNanos;
        this.attempt = machine.attempt();
        this.lastFailure = machine.lastFailure();
    }

    /** A timeout of zero is not set. */
    static long after(long nanos, Duration timeout) {
        return timeout.isZero() ? NEVER : nanos + timeout.toNanos();
    }

    LocalActivityMachine machine() {
        return machine;
    }

    private ActivitySettings settings() {
        return machine.request().settings();
    }

    /** The attempt under way, or the next one. */
    int attempt() {
        return attempt;
    }

    /** What the attempt before failed with, {@link Failure#NONE} for none. */
    Failure lastFailure() {
        return lastFailure;
    }

    Try begin(long nanos) {
        Try begun = new Try(nanos);
        underWay = begun;
        return begun;
    }

    /** The attempt is over; the next one follows at {@code nanos}. */
    void backOff(Failure failure, long nanos) {
        underWay = null;
        lastFailure = failure;
        repeatNanos = nanos;
        attempt++;
    }

    /** Whether the attempt under way is over, and its end only has to be heard. */
    boolean hasEnded() {
        return underWay != null && underWay.ended;
    }

    boolean isBackingOff() {
        return underWay == null;
    }

    boolean isUnderWay(Try that) {
        return underWay == that;
    }

    void stop(Reason reason) {
        if (underWay != null && underWay.attempt != null) {
            underWay.attempt.stop(reason);
        }
    }

    /** When to look at it again: at the earliest, since an attempt that waits for a slot may start now. */
    long dueNanos(long now) {
        Try current = underWay;
        if (current == null) {
            return repeatNanos;
        }
        boolean waits = current.startedNanos == NEVER;
        long startToClose = after(waits ? now : current.startedNanos, settings().startToClose());
        long scheduleToStart = waits ? after(current.begunNanos, settings().scheduleToStart()) : NEVER;
        return Math.min(expiresNanos, Math.min(startToClose, scheduleToStart));
    }

    /** The limit that the attempt under way has passed. */
    Optional<TimeoutType> timedOut(long now) {
        Try current = underWay;
        if (current == null) {
            return Optional.empty();
        }
        if (now >= expiresNanos) {
            return Optional.of(TimeoutType.SCHEDULE_TO_CLOSE);
        }
        if (current.startedNanos != NEVER) {
            return now >= after(current.startedNanos, settings().startToClose())
                    ? Optional.of(TimeoutType.START_TO_CLOSE)
                    : Optional.empty();
        }
        return now >= after(current.begunNanos, settings().scheduleToStart())
                ? Optional.of(TimeoutType.SCHEDULE_TO_START)
                : Optional.empty();
    }
}
