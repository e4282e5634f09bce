package dev.weft.core.state;

import dev.weft.core.model.ActivitySettings;
import dev.weft.core.model.Failure;
import dev.weft.core.model.Payload;
import dev.weft.core.model.TimeoutType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An activity between its Scheduled event and the event that closes it.
 *
 * <pre>
 * on its queue -- started (reported or claimed) --> running
 * on its queue -- completed, failed             --> closed, or backing off
 * running      -- failed, timed out             --> closed, or backing off
 * running      -- completed, canceled           --> closed
 * backing off  -- attemptTime has come          --> on its queue
 * any          -- its close event is buffered   --> finished
 * </pre>
 *
 * @param attemptTime when the attempt went to its queue, or will go while backing off
 * @param startedTime {@link Instant#EPOCH} while not known to be started
 * @param cancelRequestedEventId 0 while nobody asked
 * @param startedEventId 0 until the Started event is in history
 * @param finished its close event waits in the buffer
 */
public record PendingActivity(
        long scheduledEventId,
        String activityId,
        String activityType,
        String taskQueue,
        ActivitySettings settings,
        Instant scheduledTime,
        int attempt,
        boolean backingOff,
        Instant attemptTime,
        Instant startedTime,
        String identity,
        Instant lastHeartbeatTime,
        List<Payload> heartbeatDetails,
        Failure lastFailure,
        long cancelRequestedEventId,
        long startedEventId,
        boolean finished) {

    public boolean isStarted() {
        return !startedTime.equals(Instant.EPOCH);
    }

    /** Whether the attempt is on its task queue, as far as history knows. */
    public boolean isWaiting() {
        return !finished && !backingOff && !isStarted();
    }

    public boolean isCancelRequested() {
        return cancelRequestedEventId != 0;
    }

    /** End of all attempts together. */
    public Instant expiration() {
        Duration limit = settings.scheduleToClose();
        return limit.isZero() ? Deadline.NEVER : scheduledTime.plus(limit);
    }

    /** The limit that has passed at {@code now}, if any; the one that cannot be retried first. */
    public Optional<TimeoutType> timedOut(Instant now) {
        if (!now.isBefore(expiration())) {
            return Optional.of(TimeoutType.SCHEDULE_TO_CLOSE);
        }
        if (backingOff) {
            return Optional.empty();
        }
        if (!isStarted()) {
            return !now.isBefore(startDeadline()) ? Optional.of(TimeoutType.SCHEDULE_TO_START) : Optional.empty();
        }
        if (passed(settings.startToClose(), runningSince(), now)) {
            return Optional.of(TimeoutType.START_TO_CLOSE);
        }
        return passed(settings.heartbeat(), lastSign(), now) ? Optional.of(TimeoutType.HEARTBEAT) : Optional.empty();
    }

    Instant deadline() {
        if (finished) {
            return Deadline.NEVER;
        }
        if (backingOff) {
            return earlier(attemptTime, expiration());
        }
        if (!isStarted()) {
            return earlier(startDeadline(), expiration());
        }
        Instant running =
                earlier(after(runningSince(), settings.startToClose()), after(lastSign(), settings.heartbeat()));
        return earlier(running, expiration());
    }

    PendingActivity started(int startedAttempt, Instant time, String worker) {
        return changed(next -> {
            next.attempt = startedAttempt;
            next.backingOff = false;
            next.startedTime = time;
            next.identity = worker;
        });
    }

    PendingActivity retrying(int nextAttempt, Instant nextAttemptTime, Failure failure) {
        return changed(next -> {
            next.attempt = nextAttempt;
            next.backingOff = true;
            next.attemptTime = nextAttemptTime;
            next.isNotStarted();
            next.lastFailure = failure;
        });
    }

    PendingActivity dispatched(Instant time) {
        return changed(next -> {
            next.backingOff = false;
            next.attemptTime = time;
            next.isNotStarted();
        });
    }

    /** As if the workflow had scheduled it at {@code time}. */
    PendingActivity scheduledAgain(Instant time) {
        return changed(next -> {
            next.scheduledTime = time;
            next.attemptTime = time;
        });
    }

    PendingActivity heartbeat(Instant time, List<Payload> details) {
        return changed(next -> {
            next.lastHeartbeatTime = time;
            next.heartbeatDetails = details;
        });
    }

    PendingActivity cancelRequested(long eventId) {
        return changed(next -> next.cancelRequestedEventId = eventId);
    }

    PendingActivity withStartedEvent(long eventId) {
        return changed(next -> next.startedEventId = eventId);
    }

    PendingActivity finishedInBuffer() {
        return changed(next -> next.finished = true);
    }

    /** What was taken in time may be told a moment late: nobody calls it late before. */
    private Instant startDeadline() {
        Instant deadline = after(attemptTime, settings.scheduleToStart());
        return deadline.equals(Deadline.NEVER) ? deadline : deadline.plus(Limits.START_REPORT);
    }

    private Instant lastSign() {
        Instant since = runningSince();
        return lastHeartbeatTime.isAfter(since) ? lastHeartbeatTime : since;
    }

    /** Workers have clocks of their own: no attempt starts before it is on its queue. */
    private Instant runningSince() {
        return startedTime.isAfter(attemptTime) ? startedTime : attemptTime;
    }

    private static boolean passed(Duration limit, Instant since, Instant now) {
        return !limit.isZero() && !now.isBefore(since.plus(limit));
    }

    private static Instant after(Instant since, Duration limit) {
        return limit.isZero() ? Deadline.NEVER : since.plus(limit);
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private PendingActivity changed(Consumer<Draft> change) {
        Draft next = new Draft();
        change.accept(next);
        return next.freeze();
    }

    /** This activity with what may change of it. */
    private final class Draft {
        private Instant scheduledTime = PendingActivity.this.scheduledTime;
        private int attempt = PendingActivity.this.attempt;
        private boolean backingOff = PendingActivity.this.backingOff;
        private Instant attemptTime = PendingActivity.this.attemptTime;
        private Instant startedTime = PendingActivity.this.startedTime;
        private String identity = PendingActivity.this.identity;
        private Instant lastHeartbeatTime = PendingActivity.this.lastHeartbeatTime;
        private List<Payload> heartbeatDetails = PendingActivity.this.heartbeatDetails;
        private Failure lastFailure = PendingActivity.this.lastFailure;
        private long cancelRequestedEventId = PendingActivity.this.cancelRequestedEventId;
        private long startedEventId = PendingActivity.this.startedEventId;
        private boolean finished = PendingActivity.this.finished;

        private void isNotStarted() {
            startedTime = Instant.EPOCH;
            identity = "";
            lastHeartbeatTime = Instant.EPOCH;
        }

        private PendingActivity freeze() {
            return new PendingActivity(
                    scheduledEventId,
                    activityId,
                    activityType,
                    taskQueue,
                    settings,
                    scheduledTime,
                    attempt,
                    backingOff,
                    attemptTime,
                    startedTime,
                    identity,
                    lastHeartbeatTime,
                    heartbeatDetails,
                    lastFailure,
                    cancelRequestedEventId,
                    startedEventId,
                    finished);
        }
    }
}
