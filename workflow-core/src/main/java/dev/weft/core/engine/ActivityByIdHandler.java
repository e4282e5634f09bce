package dev.weft.core.engine;

import dev.weft.core.event.ActivityEvent;
import dev.weft.core.model.ActivityOutcome;
import dev.weft.core.reply.RejectionReason;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.ClientRequest;
import dev.weft.core.state.PendingActivity;
import java.util.Optional;

/**
 * What clients tell of activities that they name by the workflow's id for them (rule 2.5-8, feature row 61). It counts
 * for the attempt under way. A completion also counts when no attempt is: the work is done, whoever did it.
 */
final class ActivityByIdHandler {
    private ActivityByIdHandler() {}

    static void report(Decision decision, ClientRequest.ReportActivityById request) {
        if (!Target.isOpenAndNew(decision, request.runId())) {
            return;
        }
        Optional<PendingActivity> pending =
                decision.state().activity(request.activityId()).filter(activity -> !activity.finished());
        if (pending.isEmpty()) {
            decision.reject(
                    RejectionReason.ACTIVITY_NOT_FOUND,
                    "Expected a pending activity '" + request.activityId() + "', but there is none");
            return;
        }
        PendingActivity activity = pending.get();
        switch (request.outcome()) {
            case ActivityOutcome.Completed completed -> complete(decision, activity, completed, request.identity());
            case ActivityOutcome.Failed failed -> fail(decision, activity, failed, request.identity());
            case ActivityOutcome.Canceled canceled -> cancel(decision, activity, canceled, request.identity());
            case ActivityOutcome.Heartbeat heartbeat -> heartbeat(decision, activity, heartbeat, request.identity());
        }
    }

    private static void complete(
            Decision decision, PendingActivity activity, ActivityOutcome.Completed outcome, String identity) {
        decision.withdraw(activity);
        ActivityHandler.start(decision, activity, decision.now(), identity);
        decision.happened(
                new ActivityEvent.ActivityTaskCompleted(activity.scheduledEventId(), 0, outcome.result(), identity));
        accept(decision);
    }

    private static void fail(
            Decision decision, PendingActivity activity, ActivityOutcome.Failed outcome, String identity) {
        if (isUnderWay(decision, activity)) {
            decision.withdraw(activity);
            ActivityHandler.start(decision, activity, decision.now(), identity);
            ActivityHandler.retryOrFail(decision, activity, outcome.failure(), identity);
            accept(decision);
        }
    }

    private static void cancel(
            Decision decision, PendingActivity activity, ActivityOutcome.Canceled outcome, String identity) {
        if (!activity.isCancelRequested()) {
            decision.reject(
                    RejectionReason.INVALID,
                    "Expected the workflow to ask for the cancellation of activity '" + activity.activityId()
                            + "' first, but it did not");
            return;
        }
        decision.withdraw(activity);
        ActivityHandler.start(decision, activity, decision.now(), identity);
        decision.happened(new ActivityEvent.ActivityTaskCanceled(
                activity.scheduledEventId(), 0, activity.cancelRequestedEventId(), outcome.details(), identity));
        accept(decision);
    }

    /** Not remembered, unlike the others: a repeated heartbeat says no more than that the attempt is still alive. */
    private static void heartbeat(
            Decision decision, PendingActivity activity, ActivityOutcome.Heartbeat outcome, String identity) {
        if (isUnderWay(decision, activity)) {
            decision.withdraw(activity);
            ActivityHandler.start(decision, activity, decision.now(), identity);
            ActivityHandler.recordHeartbeat(decision, activity, outcome.details());
            decision.reply(new Reply.HeartbeatRecorded(activity.isCancelRequested()));
        }
    }

    private static boolean isUnderWay(Decision decision, PendingActivity activity) {
        if (activity.backingOff()) {
            decision.reject(
                    RejectionReason.ACTIVITY_NOT_FOUND,
                    "Expected an attempt of activity '" + activity.activityId() + "' under way, but attempt "
                            + activity.attempt() + " begins at " + activity.attemptTime());
        }
        return !activity.backingOff();
    }

    private static void accept(Decision decision) {
        decision.rememberRequest();
        decision.reply(new Reply.Accepted(decision.state().runId()));
    }
}
