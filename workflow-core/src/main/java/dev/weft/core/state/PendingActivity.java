package dev.weft.core.state;

import dev.weft.core.model.ActivitySettings;
import dev.weft.core.model.Failure;
import dev.weft.core.model.Payload;
import dev.weft.core.model.TimeoutType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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
            return passed(settings.scheduleToStart(), attemptTime, now)
                    ? Optional.of(TimeoutType.SCHEDULE_TO_START)
                    : Optional.empty();
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
            return earlier(after(attemptTime, settings.scheduleToStart()), expiration());
        }
        Instant running =
                earlier(after(runningSince(), settings.startToClose()), after(lastSign(), settings.heartbeat()));
        return earlier(running, expiration());
    }

    PendingActivity started(int startedAttempt, Instant time, String worker) {
        return new PendingActivity(
                scheduledEventId,
                activityId,
                activityType,
                taskQueue,
                settings,
                scheduledTime,
                startedAttempt,
                false,
                attemptTime,
                time,
                worker,
                lastHeartbeatTime,
                heartbeatDetails,
                lastFailure,
                cancelRequestedEventId,
                startedEventId,
                finished);
    }

    PendingActivity retrying(int nextAttempt, Instant nextAttemptTime, Failure failure) {
        return new PendingActivity(
                scheduledEventId,
                activityId,
                activityType,
                taskQueue,
                settings,
                scheduledTime,
                nextAttempt,
                true,
                nextAttemptTime,
                Instant.EPOCH,
                "",
                Instant.EPOCH,
                heartbeatDetails,
                failure,
                cancelRequestedEventId,
                startedEventId,
                finished);
    }

    PendingActivity dispatched(Instant time) {
        return new PendingActivity(
                scheduledEventId,
                activityId,
                activityType,
                taskQueue,
                settings,
                scheduledTime,
                attempt,
                false,
                time,
                Instant.EPOCH,
                "",
                Instant.EPOCH,
                heartbeatDetails,
                lastFailure,
                cancelRequestedEventId,
                startedEventId,
                finished);
    }

    PendingActivity heartbeat(Instant time, List<Payload> details) {
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
                time,
                details,
                lastFailure,
                cancelRequestedEventId,
                startedEventId,
                finished);
    }

    PendingActivity cancelRequested(long eventId) {
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
                eventId,
                startedEventId,
                finished);
    }

    PendingActivity withStartedEvent(long eventId) {
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
                eventId,
                finished);
    }

    PendingActivity finishedInBuffer() {
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
                true);
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
}
