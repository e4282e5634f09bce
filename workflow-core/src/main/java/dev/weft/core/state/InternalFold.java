package dev.weft.core.state;

import dev.weft.core.event.ActivityEvent;
import dev.weft.core.event.ChildEvent;
import dev.weft.core.event.EventAttributes;
import dev.weft.core.event.ExternalEvent;
import dev.weft.core.event.InternalChange;
import dev.weft.core.event.MessageEvent;
import dev.weft.core.event.TimerEvent;
import dev.weft.core.event.WorkflowEvent;
import dev.weft.core.model.Failure;
import dev.weft.core.model.Payload;
import dev.weft.core.model.WorkflowTaskFailedCause;
import dev.weft.core.reply.ExecutionDescription.Problem;
import dev.weft.core.reply.UpdateStage;
import dev.weft.core.request.ReplyTo;
import java.time.Instant;
import java.util.List;

/** Applies the changes that history leaves out. */
final class InternalFold {
    private InternalFold() {}

    static void apply(StateDraft draft, InternalChange change) {
        switch (change) {
            case InternalChange.EventBuffered buffered -> buffer(draft, buffered);
            case InternalChange.BufferFlushed flushed -> draft.buffer = EventBuffer.EMPTY;
            case InternalChange.BufferedTimerDropped dropped -> dropTimer(draft, dropped.timerId());
            case InternalChange.RequestIdSeen seen ->
                draft.requestIds = draft.requestIds.with(
                        seen.requestId(), draft.run.isOpen() ? Limits.REQUEST_IDS : Limits.REQUEST_IDS_CLOSED);
            case InternalChange.StickyBound bound ->
                draft.setSticky(new StickyBinding(bound.stickyId(), bound.scheduleToStart()));
            case InternalChange.StickyCleared cleared -> {
                draft.setTask(draft.task.onNormalQueue());
                draft.setSticky(StickyBinding.NONE);
            }
            case InternalChange.ActivityAttemptStarted started ->
                ActivityFold.change(
                        draft,
                        started.scheduledEventId(),
                        activity -> activity.started(started.attempt(), started.startedTime(), started.identity()));
            case InternalChange.ActivityRetryScheduled retry ->
                ActivityFold.change(
                        draft,
                        retry.scheduledEventId(),
                        activity ->
                                activity.retrying(retry.nextAttempt(), retry.nextAttemptTime(), retry.lastFailure()));
            case InternalChange.ActivityAttemptDispatched dispatched ->
                ActivityFold.change(
                        draft, dispatched.scheduledEventId(), activity -> activity.dispatched(dispatched.time()));
            case InternalChange.ActivityHeartbeatRecorded heartbeat ->
                ActivityFold.change(
                        draft,
                        heartbeat.scheduledEventId(),
                        activity -> activity.heartbeat(heartbeat.time(), heartbeat.details()));
            case InternalChange.QueryBuffered query -> addQuery(draft, query);
            case InternalChange.QueriesReleased released -> draft.clearQueries();
            case InternalChange.OutboxAnswered answered -> draft.removeFromOutbox(answered.outboxId());
            case InternalChange.OutboxSentAgain sent ->
                draft.outbox.get(sent.outboxId()).ifPresent(entry -> draft.putOutbox(entry.sentAgain(sent.time())));
            case InternalChange.ChildRunsOn child -> ChildFold.runOn(draft, child.outboxId());
            case InternalChange.RunDeleted deleted -> delete(draft, deleted.runId());
            case InternalChange.FirstTaskReleased released -> release(draft);
            case InternalChange.ProblemCleared cleared -> draft.setRun(draft.run.withProblem(Problem.NONE));
            case InternalChange.ProvisionalTaskDispatched task -> dispatchProvisional(draft, task);
            case InternalChange.ProvisionalTaskDropped dropped ->
                draft.setTask(draft.task.dropped(draft.history.nextEventId()));
            case InternalChange.WorkflowTaskDelayed delayed -> draft.setTask(draft.task.delayed(delayed.due()));
            case InternalChange.HistoryLimitReached reached -> hold(draft, reached);
            case InternalChange.HistoryLimitSet set ->
                draft.setRun(draft.run.withHistoryLimit(
                        draft.run.historyLimit().with(set.maximumEvents(), set.maximumBytes())));
            case InternalChange.WorkflowTaskHeld held -> draft.setTask(draft.task.held());
            case InternalChange.WorkflowTaskStartReported reported ->
                draft.setTask(draft.task.startReported(reported.startedTime()));
            case InternalChange.WorkflowTaskHeartbeat heartbeat ->
                draft.setTask(draft.task.heartbeating(heartbeat.since()));
            case InternalChange.WorkflowTaskAttemptFailed failed -> fail(draft, failed);
            case InternalChange.UpdateAdmitted admitted -> admit(draft, admitted);
            case InternalChange.UpdateWaiterAdded added ->
                draft.updates
                        .get(added.updateId())
                        .ifPresent(update -> draft.putUpdate(update.withWaiter(new UpdateState.Waiter(
                                new ReplyTo(added.instance(), added.correlation()), added.waitsForCompletion()))));
            case InternalChange.UpdatesSent sent -> {
                draft.setTask(draft.task.withSentUpdates(sent.updateIds()));
                markSent(draft, sent.updateIds(), true);
            }
            case InternalChange.UpdateRejected rejected -> draft.updates = draft.updates.without(rejected.updateId());
        }
    }

    private static void buffer(StateDraft draft, InternalChange.EventBuffered buffered) {
        draft.addToBuffer(new BufferedEvent(buffered.time(), buffered.attributes()));
        markFinished(draft, buffered.time(), buffered.attributes());
    }

    /** What is buffered must not happen twice. */
    private static void markFinished(StateDraft draft, Instant time, EventAttributes attributes) {
        switch (attributes) {
            case ActivityEvent.ActivityTaskCompleted event -> finishActivity(draft, event.scheduledEventId());
            case ActivityEvent.ActivityTaskFailed event -> finishActivity(draft, event.scheduledEventId());
            case ActivityEvent.ActivityTaskTimedOut event -> finishActivity(draft, event.scheduledEventId());
            case ActivityEvent.ActivityTaskCanceled event -> finishActivity(draft, event.scheduledEventId());
            case TimerEvent.TimerFired event ->
                draft.timers.get(event.startedEventId()).ifPresent(timer -> draft.putTimer(timer.finishedInBuffer()));
            case ChildEvent.ChildWorkflowExecutionStarted event ->
                ChildFold.release(draft, time, event.initiatedEventId());
            case ChildEvent.StartChildWorkflowExecutionFailed event -> finishChild(draft, event.initiatedEventId());
            case ChildEvent.ChildWorkflowExecutionCompleted event -> finishChild(draft, event.initiatedEventId());
            case ChildEvent.ChildWorkflowExecutionFailed event -> finishChild(draft, event.initiatedEventId());
            case ChildEvent.ChildWorkflowExecutionCanceled event -> finishChild(draft, event.initiatedEventId());
            case ChildEvent.ChildWorkflowExecutionTimedOut event -> finishChild(draft, event.initiatedEventId());
            case ChildEvent.ChildWorkflowExecutionTerminated event -> finishChild(draft, event.initiatedEventId());
            case ExternalEvent.ExternalWorkflowExecutionSignaled event -> answer(draft, event.initiatedEventId());
            case ExternalEvent.SignalExternalWorkflowExecutionFailed event -> answer(draft, event.initiatedEventId());
            case ExternalEvent.ExternalWorkflowExecutionCancelRequested event ->
                answer(draft, event.initiatedEventId());
            case ExternalEvent.RequestCancelExternalWorkflowExecutionFailed event ->
                answer(draft, event.initiatedEventId());
            case MessageEvent.WorkflowExecutionSignaled event -> draft.remember(event.requestId());
            case WorkflowEvent.WorkflowExecutionPaused event -> RunFold.pause(draft, time, event);
            case WorkflowEvent.WorkflowExecutionUnpaused event -> RunFold.resume(draft, event);
            default -> {
                // Nothing else that is buffered belongs to something pending.
            }
        }
    }

    private static void finishActivity(StateDraft draft, long scheduledEventId) {
        ActivityFold.change(draft, scheduledEventId, PendingActivity::finishedInBuffer);
    }

    private static void finishChild(StateDraft draft, long initiatedEventId) {
        ChildFold.change(draft, initiatedEventId, PendingChild::finishedInBuffer);
    }

    private static void answer(StateDraft draft, long initiatedEventId) {
        draft.externals.get(initiatedEventId).ifPresent(external -> draft.putExternal(external.answeredInBuffer()));
    }

    private static void dropTimer(StateDraft draft, String timerId) {
        draft.timerIds.get(timerId).ifPresent(startedEventId -> {
            draft.buffer = draft.buffer.withoutFiring(startedEventId);
            draft.timers.get(startedEventId).ifPresent(timer -> draft.putTimer(timer.rearmed()));
        });
    }

    private static void addQuery(StateDraft draft, InternalChange.QueryBuffered query) {
        draft.addQuery(new PendingQuery(
                query.runId(), new ReplyTo(query.instance(), query.correlation()), query.queryType(), query.input()));
    }

    private static void delete(StateDraft draft, String runId) {
        draft.dropRetired(runId);
        if (draft.run.started().runId().equals(runId)) {
            draft.setRun(RunInfo.NONE);
            draft.history = HistoryCursor.START;
            draft.updates = UpdateBook.EMPTY;
            draft.requestIds = RequestIds.NONE;
            draft.setSdkFlags(List.of());
        }
    }

    private static void release(StateDraft draft) {
        Instant first = draft.run.startTime().plus(draft.run.started().firstTaskBackoff());
        draft.setTask(
                draft.run.started().firstTaskBackoff().isPositive()
                        ? WorkflowTaskState.NONE.delayed(first)
                        : WorkflowTaskState.NONE);
    }

    private static void dispatchProvisional(StateDraft draft, InternalChange.ProvisionalTaskDispatched task) {
        draft.setTask(draft.task.provisional(
                draft.history.nextEventId(), task.speculative(), task.time(), task.sticky(), task.attempt()));
    }

    private static void fail(StateDraft draft, InternalChange.WorkflowTaskAttemptFailed failed) {
        WorkflowTaskState task = draft.task;
        markSent(draft, task.sentUpdates(), false);
        boolean counts = !task.sticky();
        boolean leavesNoEvent = task.provisional();
        draft.setTask(task.ended(
                counts || leavesNoEvent ? failed.attempt() + 1 : failed.attempt(),
                draft.history.nextEventId(),
                counts,
                task.closeReruns() + (failed.cause() == WorkflowTaskFailedCause.UNHANDLED_COMMAND ? 1 : 0)));
        if (isProblem(failed.cause(), task.sticky())) {
            Problem old = draft.run.problem();
            draft.setRun(draft.run.withProblem(new Problem(
                    failed.cause().name(),
                    failed.failure().message(),
                    old.isNone() ? failed.time() : old.since(),
                    old.attempts() + 1)));
        }
    }

    /** The run itself is at fault, and not what came between. */
    private static boolean isProblem(WorkflowTaskFailedCause cause, boolean sticky) {
        return switch (cause) {
            case UNHANDLED_COMMAND, FORCE_CLOSE_COMMAND, BUFFERED_EVENTS_LIMIT_EXCEEDED -> false;
            case RESET_STICKY_TASK_QUEUE -> !sticky;
            default -> true;
        };
    }

    private static void hold(StateDraft draft, InternalChange.HistoryLimitReached reached) {
        Problem old = draft.run.problem();
        draft.setRun(draft.run.withProblem(new Problem(
                WorkflowTaskFailedCause.HISTORY_LIMIT_EXCEEDED.name(),
                reached.message(),
                old.isNone() ? reached.time() : old.since(),
                old.attempts())));
    }

    private static void admit(StateDraft draft, InternalChange.UpdateAdmitted admitted) {
        UpdateState update = new UpdateState(
                admitted.updateId(),
                draft.updates.nextSequence(),
                admitted.updateName(),
                admitted.input(),
                admitted.header(),
                UpdateStage.ADMITTED,
                false,
                0,
                Payload.NONE,
                Failure.NONE,
                admitted.waiterInstance().isEmpty()
                        ? List.of()
                        : List.of(new UpdateState.Waiter(
                                new ReplyTo(admitted.waiterInstance(), admitted.waiterCorrelation()),
                                admitted.waitsForCompletion())));
        draft.putUpdate(update);
    }

    static void markSent(StateDraft draft, List<String> updateIds, boolean sent) {
        for (String updateId : updateIds) {
            draft.updates
                    .get(updateId)
                    .filter(update -> update.stage() == UpdateStage.ADMITTED)
                    .ifPresent(update -> draft.putUpdate(update.withSent(sent)));
        }
    }
}
