package dev.weft.core.engine;

import dev.weft.core.effect.Effect;
import dev.weft.core.event.ActivityEvent;
import dev.weft.core.event.InternalChange;
import dev.weft.core.model.EncodedSize;
import dev.weft.core.model.Failure;
import dev.weft.core.model.FailureInfo;
import dev.weft.core.model.Payload;
import dev.weft.core.model.RetryState;
import dev.weft.core.model.TimeoutType;
import dev.weft.core.reply.RejectionReason;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.WorkerRequest;
import dev.weft.core.state.ExecutionState;
import dev.weft.core.state.Limits;
import dev.weft.core.state.PendingActivity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What workers report of activities, and what happens when they do not (rules 2.5). */
final class ActivityHandler {
    private ActivityHandler() {}

    static void claim(Decision decision, WorkerRequest.ClaimActivityTask request) {
        current(decision, request.runId(), request.scheduledEventId(), request.attempt())
                .ifPresent(activity -> {
                    boolean mine = activity.startedTime().equals(request.startedTime())
                            && activity.identity().equals(kept(request.identity()));
                    if (activity.isStarted() && !mine) {
                        decision.reject(
                                RejectionReason.STALE,
                                "Expected attempt " + request.attempt() + " to be free, but " + activity.identity()
                                        + " has it");
                    } else if (mine || !PauseHandler.isPaused(decision, "the start of an activity")) {
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
                    String identity = kept(request.identity());
                    start(decision, activity, request.startedTime(), identity);
                    Optional<SizeCheck.Excess> excess = new SizeCheck()
                            .payload(
                                    "the result of activity", activity.activityType(), EncodedSize.of(request.result()))
                            .excess();
                    if (excess.isPresent()) {
                        retryOrFail(decision, activity, tooLarge(excess.get()), identity);
                    } else {
                        decision.happened(new ActivityEvent.ActivityTaskCompleted(
                                activity.scheduledEventId(), 0, request.result(), identity));
                    }
                });
    }

    static void fail(Decision decision, WorkerRequest.FailActivityTask request) {
        current(decision, request.runId(), request.scheduledEventId(), request.attempt())
                .ifPresent(activity -> {
                    String identity = kept(request.identity());
                    start(decision, activity, request.startedTime(), identity);
                    Optional<SizeCheck.Excess> excess = excessOf(activity, request.lastHeartbeatDetails());
                    if (!request.lastHeartbeatDetails().isEmpty() && excess.isEmpty()) {
                        recordHeartbeat(decision, activity, request.lastHeartbeatDetails());
                    }
                    Failure failure = excess.map(large -> request.failure().wrappedIn(tooLargeInfo(large)))
                            .orElse(request.failure());
                    retryOrFail(decision, activity, failure, identity);
                });
    }

    static void canceled(Decision decision, WorkerRequest.ReportActivityCanceled request) {
        current(decision, request.runId(), request.scheduledEventId(), request.attempt())
                .ifPresent(activity -> {
                    String identity = kept(request.identity());
                    start(decision, activity, request.startedTime(), identity);
                    Optional<SizeCheck.Excess> excess = new SizeCheck()
                            .payload(
                                    "the details of canceled activity",
                                    activity.activityType(),
                                    EncodedSize.of(request.details()))
                            .excess();
                    if (excess.isPresent()) {
                        retryOrFail(decision, activity, tooLarge(excess.get()), identity);
                    } else if (activity.isCancelRequested()) {
                        decision.happened(new ActivityEvent.ActivityTaskCanceled(
                                activity.scheduledEventId(),
                                0,
                                activity.cancelRequestedEventId(),
                                request.details(),
                                identity));
                    } else {
                        Failure failure = Failure.of(new FailureInfo.Canceled(
                                "Expected the workflow to ask for the cancellation first, but it did not",
                                request.details()));
                        retryOrFail(decision, activity, failure, identity);
                    }
                });
    }

    /** Details that are too large end the attempt, and the worker is told to stop. */
    static void heartbeat(Decision decision, WorkerRequest.RecordActivityHeartbeat request) {
        current(decision, request.runId(), request.scheduledEventId(), request.attempt())
                .ifPresent(activity -> {
                    start(decision, activity, request.startedTime(), request.identity());
                    Optional<SizeCheck.Excess> excess = excessOf(activity, request.details());
                    if (excess.isPresent()) {
                        retryOrFail(decision, activity, tooLarge(excess.get()), kept(request.identity()));
                    } else {
                        recordHeartbeat(decision, activity, request.details());
                    }
                    decision.reply(new Reply.HeartbeatRecorded(activity.isCancelRequested() || excess.isPresent()));
                });
    }

    /** Where state has no room for new details, the attempt is alive with those that it had before. */
    static void recordHeartbeat(Decision decision, PendingActivity activity, List<Payload> details) {
        decision.note(new InternalChange.ActivityHeartbeatRecorded(
                activity.scheduledEventId(),
                decision.now(),
                decision.isSparing() ? activity.heartbeatDetails() : details));
    }

    private static Optional<SizeCheck.Excess> excessOf(PendingActivity activity, List<Payload> heartbeatDetails) {
        return new SizeCheck()
                .payload("the heartbeat of activity", activity.activityType(), EncodedSize.of(heartbeatDetails))
                .excess();
    }

    /** Not retried: the same code would give the same. */
    private static FailureInfo.Server tooLargeInfo(SizeCheck.Excess excess) {
        return new FailureInfo.Server(excess.message(), true);
    }

    private static Failure tooLarge(SizeCheck.Excess excess) {
        return Failure.of(tooLargeInfo(excess));
    }

    private static String kept(String identity) {
        return EncodedSize.prefix(identity, Limits.IDENTITY_BYTES);
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
        decision.withdraw(activity);
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
        decision.happened(new ActivityEvent.ActivityTaskTimedOut(
                activity.scheduledEventId(), 0, FailureExcerpt.whole(whole), verdict.state()));
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
                    activity.scheduledEventId(), 0, FailureExcerpt.whole(failure), verdict.state(), identity));
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
                decision.isSparing() ? FailureExcerpt.least(failure) : FailureExcerpt.of(failure)));
        if (verdict.backoff().isZero()) {
            decision.note(new InternalChange.ActivityAttemptDispatched(activity.scheduledEventId(), decision.now()));
            decision.effect(dispatch(decision.state(), activity.scheduledEventId()));
        }
    }

    static void start(Decision decision, PendingActivity activity, Instant time, String identity) {
        if (!activity.isStarted()) {
            decision.note(new InternalChange.ActivityAttemptStarted(
                    activity.scheduledEventId(), activity.attempt(), time, kept(identity)));
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
