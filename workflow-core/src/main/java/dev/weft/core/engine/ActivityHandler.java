package dev.weft.core.engine;

import dev.weft.core.effect.Effect;
import dev.weft.core.event.ActivityEvent;
import dev.weft.core.event.InternalChange;
import dev.weft.core.model.Failure;
import dev.weft.core.model.FailureInfo;
import dev.weft.core.model.RetryState;
import dev.weft.core.model.TimeoutType;
import dev.weft.core.reply.RejectionReason;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.WorkerRequest;
import dev.weft.core.state.ExecutionState;
import dev.weft.core.state.PendingActivity;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What workers report of activities, and what happens when they do not (rules 2.5). */
final class ActivityHandler {
    private ActivityHandler() {}

    static void claim(Decision decision, WorkerRequest.ClaimActivityTask request) {
        current(decision, request.runId(), request.scheduledEventId(), request.attempt())
                .ifPresent(activity -> {
                    boolean mine = activity.startedTime().equals(request.startedTime())
                            && activity.identity().equals(request.identity());
                    if (activity.isStarted() && !mine) {
                        decision.reject(
                                RejectionReason.STALE,
                                "Expected attempt " + request.attempt() + " to be free, but " + activity.identity()
                                        + " has it");
                    } else {
                        start(decision, activity, request.startedTime(), request.identity());
                        decision.reply(new Reply.ClaimGranted());
                    }
                });
    }

    static void reportStarted(Decision decision, WorkerRequest.ReportActivityStarted request) {
        current(decision, request.runId(), request.scheduledEventId(), request.attempt())
                .ifPresent(activity -> start(decision, activity, request.startedTime(), request.identity()));
    }

    static void complete(Decision decision, WorkerRequest.CompleteActivityTask request) {
        current(decision, request.runId(), request.scheduledEventId(), request.attempt())
                .ifPresent(activity -> {
                    start(decision, activity, request.startedTime(), request.identity());
                    decision.happened(new ActivityEvent.ActivityTaskCompleted(
                            activity.scheduledEventId(), 0, request.result(), request.identity()));
                });
    }

    static void fail(Decision decision, WorkerRequest.FailActivityTask request) {
        current(decision, request.runId(), request.scheduledEventId(), request.attempt())
                .ifPresent(activity -> {
                    start(decision, activity, request.startedTime(), request.identity());
                    if (!request.lastHeartbeatDetails().isEmpty()) {
                        decision.note(new InternalChange.ActivityHeartbeatRecorded(
                                activity.scheduledEventId(), decision.now(), request.lastHeartbeatDetails()));
                    }
                    retryOrFail(decision, activity, request.failure(), request.identity());
                });
    }

    static void canceled(Decision decision, WorkerRequest.ReportActivityCanceled request) {
        current(decision, request.runId(), request.scheduledEventId(), request.attempt())
                .ifPresent(activity -> {
                    start(decision, activity, request.startedTime(), request.identity());
                    if (activity.isCancelRequested()) {
                        decision.happened(new ActivityEvent.ActivityTaskCanceled(
                                activity.scheduledEventId(),
                                0,
                                activity.cancelRequestedEventId(),
                                request.details(),
                                request.identity()));
                    } else {
                        Failure failure = Failure.of(new FailureInfo.Canceled(
                                "Expected the workflow to ask for the cancellation first, but it did not",
                                request.details()));
                        retryOrFail(decision, activity, failure, request.identity());
                    }
                });
    }

    static void heartbeat(Decision decision, WorkerRequest.RecordActivityHeartbeat request) {
        current(decision, request.runId(), request.scheduledEventId(), request.attempt())
                .ifPresent(activity -> {
                    start(decision, activity, request.startedTime(), request.identity());
                    decision.note(new InternalChange.ActivityHeartbeatRecorded(
                            activity.scheduledEventId(), decision.now(), request.details()));
                    decision.reply(new Reply.HeartbeatRecorded(activity.isCancelRequested()));
                });
    }

    /** A deadline of the activity has come: its backoff is over, or a timeout has passed. */
    static void due(Decision decision, PendingActivity activity, Instant now) {
        Optional<TimeoutType> timeout = activity.timedOut(now);
        if (timeout.isPresent()) {
            timedOut(decision, activity, timeout.get());
        } else if (activity.backingOff() && !now.isBefore(activity.attemptTime())) {
            decision.note(new InternalChange.ActivityAttemptDispatched(activity.scheduledEventId(), now));
            decision.effect(dispatch(decision.state(), activity.scheduledEventId()));
        }
    }

    static Effect.DispatchActivityTask dispatch(ExecutionState state, long scheduledEventId) {
        return new Effect.DispatchActivityTask(
                state.runId(), state.run().started().settings().workflowType(), scheduledEventId);
    }

    private static void timedOut(Decision decision, PendingActivity activity, TimeoutType type) {
        Failure failure = Failure.of(timeout(activity, type));
        Retry.Verdict verdict = retry(decision, activity, failure);
        if (verdict.again()) {
            scheduleRetry(decision, activity, failure, verdict);
            return;
        }
        Failure whole = activity.lastFailure().wrappedIn(timeout(activity, type));
        if (verdict.state() == RetryState.TIMEOUT && endsAnAttempt(type)) {
            // There would have been another attempt, had there been time for it.
            whole = whole.wrappedIn(timeout(activity, TimeoutType.SCHEDULE_TO_CLOSE));
        }
        decision.happened(
                new ActivityEvent.ActivityTaskTimedOut(activity.scheduledEventId(), 0, whole, verdict.state()));
    }

    private static boolean endsAnAttempt(TimeoutType type) {
        return switch (type) {
            case START_TO_CLOSE, HEARTBEAT -> true;
            case SCHEDULE_TO_START, SCHEDULE_TO_CLOSE -> false;
        };
    }

    private static FailureInfo.Timeout timeout(PendingActivity activity, TimeoutType type) {
        return new FailureInfo.Timeout(
                "Expected activity '" + activity.activityType() + "' to be done in time, but its " + type
                        + " timeout passed",
                type,
                activity.heartbeatDetails());
    }

    static void retryOrFail(Decision decision, PendingActivity activity, Failure failure, String identity) {
        Retry.Verdict verdict = retry(decision, activity, failure);
        if (verdict.again()) {
            scheduleRetry(decision, activity, failure, verdict);
        } else {
            decision.happened(new ActivityEvent.ActivityTaskFailed(
                    activity.scheduledEventId(), 0, failure, verdict.state(), identity));
        }
    }

    private static Retry.Verdict retry(Decision decision, PendingActivity activity, Failure failure) {
        if (activity.isCancelRequested()) {
            return new Retry.Verdict(RetryState.CANCEL_REQUESTED, Duration.ZERO);
        }
        return Retry.decide(
                activity.settings().retryPolicy(), activity.attempt(), failure, decision.now(), activity.expiration());
    }

    private static void scheduleRetry(
            Decision decision, PendingActivity activity, Failure failure, Retry.Verdict verdict) {
        decision.note(new InternalChange.ActivityRetryScheduled(
                activity.scheduledEventId(),
                activity.attempt() + 1,
                decision.now().plus(verdict.backoff()),
                FailureExcerpt.of(failure)));
        if (verdict.backoff().isZero()) {
            decision.note(new InternalChange.ActivityAttemptDispatched(activity.scheduledEventId(), decision.now()));
            decision.effect(dispatch(decision.state(), activity.scheduledEventId()));
        }
    }

    static void start(Decision decision, PendingActivity activity, Instant time, String identity) {
        if (!activity.isStarted()) {
            decision.note(new InternalChange.ActivityAttemptStarted(
                    activity.scheduledEventId(), activity.attempt(), time, identity));
        }
    }

    private static Optional<PendingActivity> current(
            Decision decision, String runId, long scheduledEventId, int attempt) {
        ExecutionState state = decision.state();
        Optional<PendingActivity> found = state.isOpen() && state.runId().equals(runId)
                ? state.activity(scheduledEventId)
                        .filter(activity ->
                                !activity.finished() && !activity.backingOff() && activity.attempt() == attempt)
                : Optional.empty();
        if (found.isEmpty()) {
            decision.reject(
                    RejectionReason.STALE,
                    "Expected attempt " + attempt + " of the activity scheduled by event " + scheduledEventId
                            + " to be pending, but it is not");
        }
        return found;
    }
}
