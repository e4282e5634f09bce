package dev.weft.core.engine;

import dev.weft.core.effect.Effect;
import dev.weft.core.reply.ExecutionDescription;
import dev.weft.core.reply.ExecutionDescription.PendingActivityDescription;
import dev.weft.core.reply.ExecutionDescription.PendingActivityStatus;
import dev.weft.core.reply.ExecutionDescription.PendingChildDescription;
import dev.weft.core.reply.ExecutionDescription.PendingTimerDescription;
import dev.weft.core.reply.ExecutionDescription.PendingWorkflowTask;
import dev.weft.core.reply.RejectionReason;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.ClientRequest;
import dev.weft.core.state.ExecutionState;
import dev.weft.core.state.PendingActivity;
import dev.weft.core.state.WorkflowTaskState;
import java.time.Instant;
import java.util.stream.Stream;

/** Answers what leaves no trace: descriptions, pages of history, the fate of earlier requests. */
final class ReadHandler {
    private ReadHandler() {}

    static void describe(Decision decision, String runId) {
        if (Target.isFormer(decision, runId)) {
            PastHandler.endOf(decision, runId).ifPresent(end -> decision.reply(new Reply.Described(description(end))));
        } else if (Target.isKnown(decision, runId)) {
            decision.reply(new Reply.Described(description(decision.state())));
        }
    }

    static void readHistory(Decision decision, ClientRequest.ReadHistory request) {
        if (!Target.isKept(decision, request.runId())) {
            return;
        }
        String runId = request.runId().isEmpty() ? decision.state().runId() : request.runId();
        decision.effect(new Effect.SendHistoryPage(
                decision.replyTo(), runId, Math.max(1, request.fromEventId()), request.maximumEvents()));
    }

    static void lookUp(Decision decision, ClientRequest.LookUpRequest request) {
        ExecutionState state = decision.state();
        if (state.isNone() || !Target.wasSeen(state, request.requestId())) {
            decision.reject(
                    RejectionReason.REQUEST_NOT_FOUND,
                    "Expected request '" + request.requestId() + "' to be known to workflow '"
                            + state.key().workflowId() + "', but it is not");
        } else if (ResetHandler.isOf(request.requestId(), state.run().started())) {
            decision.reply(ResetHandler.done(state.run().started()));
        } else if (state.run().chainStart().requestId().equals(request.requestId())) {
            decision.reply(StartHandler.startedBefore(state, request.requestId()));
        } else {
            decision.reply(new Reply.Accepted(state.runId()));
        }
    }

    static ExecutionDescription description(ExecutionState state) {
        var run = state.run();
        var settings = run.started().settings();
        return new ExecutionDescription(
                state.key(),
                state.runId(),
                run.started().firstRunId(),
                state.status(),
                settings.workflowType(),
                settings.taskQueue(),
                run.startTime(),
                run.closeTime(),
                run.started().executionExpiration(),
                new ExecutionDescription.Settings(
                        settings.executionTimeout(), settings.runTimeout(), run.taskTimeout(), settings.retryPolicy()),
                run.started().attempt(),
                isDelayed(state) ? state.task().due() : Instant.EPOCH,
                state.nextEventId() - 1,
                state.history().sizeBytes(),
                state.buffer().size(),
                run.cancelRequested(),
                run.started().parent(),
                run.started().root(),
                run.memo(),
                run.searchAttributes(),
                pendingTask(state.task()),
                state.activities().values().stream()
                        .filter(activity -> !activity.finished())
                        .map(ReadHandler::describe)
                        .toList(),
                state.timers().values().stream()
                        .filter(timer -> !timer.finished())
                        .map(timer ->
                                new PendingTimerDescription(timer.timerId(), timer.startedEventId(), timer.fireTime()))
                        .toList(),
                state.children().values().stream()
                        .filter(child -> !child.finished())
                        .map(child -> new PendingChildDescription(
                                child.execution(), child.runId(), child.workflowType(), child.initiatedEventId()))
                        .toList(),
                run.problem(),
                run.pause(),
                Stream.concat(HistoryLimitHandler.warnings(state).stream(), StateLimit.warnings(state).stream())
                        .toList(),
                run.started().origins());
    }

    private static boolean isDelayed(ExecutionState state) {
        return state.isOpen() && state.task().phase() == WorkflowTaskState.Phase.DELAYED;
    }

    private static PendingWorkflowTask pendingTask(WorkflowTaskState task) {
        return task.isStarted()
                ? new PendingWorkflowTask(
                        task.scheduledEventId(), task.tries(), task.sticky(), task.dispatchedTime(), task.startedTime())
                : new PendingWorkflowTask(0, task.tries(), false, Instant.EPOCH, Instant.EPOCH);
    }

    private static PendingActivityDescription describe(PendingActivity activity) {
        PendingActivityStatus status;
        if (activity.isCancelRequested()) {
            status = PendingActivityStatus.CANCEL_REQUESTED;
        } else if (activity.backingOff()) {
            status = PendingActivityStatus.BACKING_OFF;
        } else {
            status = activity.isStarted() ? PendingActivityStatus.STARTED : PendingActivityStatus.SCHEDULED;
        }
        return new PendingActivityDescription(
                activity.activityId(),
                activity.activityType(),
                status,
                activity.scheduledEventId(),
                activity.attempt(),
                activity.settings().retryPolicy().maximumAttempts(),
                activity.scheduledTime(),
                activity.startedTime(),
                activity.backingOff() ? activity.attemptTime() : Instant.EPOCH,
                activity.lastHeartbeatTime(),
                activity.heartbeatDetails(),
                activity.lastFailure());
    }
}
