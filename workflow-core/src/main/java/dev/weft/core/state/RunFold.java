package dev.weft.core.state;

import dev.weft.core.event.ChildEvent;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.WorkflowEvent;
import dev.weft.core.model.Failure;
import dev.weft.core.model.ParentClosePolicy;
import dev.weft.core.model.ParentLink;
import dev.weft.core.model.Payload;
import dev.weft.core.model.WorkflowStatus;
import dev.weft.core.reply.ExecutionDescription.Pause;
import dev.weft.core.reply.ExecutionDescription.Problem;
import dev.weft.core.reply.UpdateStage;
import dev.weft.core.request.Request;
import dev.weft.core.request.WorkflowRequest;
import java.time.Instant;
import java.util.List;

/** Applies what begins and ends a run. */
final class RunFold {
    private RunFold() {}

    /** What of the execution outlives its former run. */
    static StateDraft nextRun(ExecutionState former, WorkflowEvent.WorkflowExecutionStarted started, Instant time) {
        StateDraft draft = new StateDraft(former.key);
        draft.nextOutboxId = former.nextOutboxId;
        former.outbox.forEach(draft::putOutbox);
        former.retired.forEach(draft::retire);
        if (!started.continuedRunId().isEmpty()) {
            draft.requestIds = former.requestIds;
            draft.queries = former.queries;
            for (UpdateState update : former.updates) {
                if (update.stage() == UpdateStage.ADMITTED) {
                    draft.putUpdate(update.withSent(false));
                }
            }
        }
        draft.setRun(new RunInfo(
                withoutBulk(started),
                time,
                WorkflowStatus.RUNNING,
                Instant.EPOCH,
                false,
                started.settings().memo(),
                started.settings().searchAttributes(),
                Problem.NONE,
                Pause.NONE,
                HistoryLimit.NONE));
        draft.remember(started.requestId());
        return draft;
    }

    static void apply(StateDraft draft, HistoryEvent event, WorkflowEvent attributes) {
        switch (attributes) {
            case WorkflowEvent.WorkflowExecutionStarted started -> begin(draft, event, started);
            case WorkflowEvent.WorkflowExecutionCancelRequested requested ->
                draft.setRun(draft.run.withCancelRequested());
            case WorkflowEvent.WorkflowExecutionCompleted completed ->
                close(draft, event, WorkflowStatus.COMPLETED, "");
            case WorkflowEvent.WorkflowExecutionFailed failed ->
                close(draft, event, WorkflowStatus.FAILED, failed.newRunId());
            case WorkflowEvent.WorkflowExecutionTimedOut timedOut ->
                close(draft, event, WorkflowStatus.TIMED_OUT, timedOut.newRunId());
            case WorkflowEvent.WorkflowExecutionCanceled canceled -> close(draft, event, WorkflowStatus.CANCELED, "");
            case WorkflowEvent.WorkflowExecutionTerminated terminated ->
                close(draft, event, WorkflowStatus.TERMINATED, "");
            case WorkflowEvent.WorkflowExecutionContinuedAsNew continued ->
                close(draft, event, WorkflowStatus.CONTINUED_AS_NEW, continued.newRunId());
            case WorkflowEvent.WorkflowExecutionPaused paused -> pause(draft, event.eventTime(), paused);
            case WorkflowEvent.WorkflowExecutionUnpaused unpaused -> resume(draft, unpaused);
        }
    }

    /** In force at once, also while the event is buffered. */
    static void pause(StateDraft draft, Instant time, WorkflowEvent.WorkflowExecutionPaused paused) {
        draft.setRun(draft.run.withPause(new Pause(paused.reason(), paused.identity(), time)));
        draft.remember(paused.requestId());
    }

    static void resume(StateDraft draft, WorkflowEvent.WorkflowExecutionUnpaused unpaused) {
        draft.setRun(draft.run.withPause(Pause.NONE));
        draft.remember(unpaused.requestId());
    }

    private static void begin(StateDraft draft, HistoryEvent event, WorkflowEvent.WorkflowExecutionStarted started) {
        if (started.waitsForParent()) {
            draft.setTask(WorkflowTaskState.NONE.inPhase(WorkflowTaskState.Phase.WAITING_FOR_PARENT));
        } else if (started.firstTaskBackoff().isPositive()) {
            draft.setTask(WorkflowTaskState.NONE.delayed(event.eventTime().plus(started.firstTaskBackoff())));
        }
    }

    private static void close(StateDraft draft, HistoryEvent event, WorkflowStatus status, String newRunId) {
        for (PendingChild child : draft.children) {
            if (child.closePolicy() != ParentClosePolicy.ABANDON && !child.finished()) {
                addParentClose(draft, event, child);
            }
        }
        ParentLink parent = draft.run.started().parent();
        if (!parent.isNone() && newRunId.isEmpty()) {
            tellParent(draft, event, parent);
        }
        draft.setRun(draft.run.closed(status, event.eventTime()));
        draft.setTask(WorkflowTaskState.NONE);
        draft.setSticky(StickyBinding.NONE);
        draft.activities.keys().forEach(draft::removeActivity);
        draft.timers.values().forEach(timer -> draft.removeTimer(timer.timerId()));
        draft.children = PersistentMap.empty();
        draft.externals = PersistentMap.empty();
        draft.buffer = EventBuffer.EMPTY;
        boolean continues = !newRunId.isEmpty();
        for (UpdateState update : draft.updates) {
            boolean kept =
                    update.stage() == UpdateStage.COMPLETED || continues && update.stage() == UpdateStage.ADMITTED;
            if (!kept) {
                draft.updates = draft.updates.without(update.updateId());
            }
        }
        if (!continues) {
            draft.requestIds = draft.requestIds.bounded(Limits.REQUEST_IDS_CLOSED);
        }
        draft.retire(
                new RetiredRun(draft.run.started().runId(), event.eventTime().plus(draft.run.retention())));
    }

    private static void addParentClose(StateDraft draft, HistoryEvent event, PendingChild child) {
        WorkflowRequest.Sender sender = sender(draft);
        draft.addToOutbox(
                Request.of(
                        child.execution(),
                        new WorkflowRequest.ApplyParentClose(
                                sender, draft.run.started().runId(), child.runId(), child.closePolicy())),
                event.eventTime());
    }

    private static void tellParent(StateDraft draft, HistoryEvent event, ParentLink parent) {
        WorkflowRequest.Sender sender = sender(draft);
        draft.addToOutbox(
                Request.of(
                        parent.execution(),
                        new WorkflowRequest.ChildClosed(
                                sender,
                                parent.runId(),
                                draft.run.started().firstRunId(),
                                outcome(draft, event, parent.initiatedEventId()))),
                event.eventTime());
    }

    /** The parent's event for the end of this run, with {@code startedEventId} left to the parent. */
    private static ChildEvent outcome(StateDraft draft, HistoryEvent event, long initiatedId) {
        var key = draft.key;
        String runId = draft.run.started().runId();
        String type = draft.run.started().settings().workflowType();
        return switch ((WorkflowEvent) event.attributes()) {
            case WorkflowEvent.WorkflowExecutionCompleted completed ->
                new ChildEvent.ChildWorkflowExecutionCompleted(key, runId, type, initiatedId, 0, completed.result());
            case WorkflowEvent.WorkflowExecutionFailed failed ->
                new ChildEvent.ChildWorkflowExecutionFailed(
                        key, runId, type, initiatedId, 0, failed.failure(), failed.retryState());
            case WorkflowEvent.WorkflowExecutionCanceled canceled ->
                new ChildEvent.ChildWorkflowExecutionCanceled(key, runId, type, initiatedId, 0, canceled.details());
            case WorkflowEvent.WorkflowExecutionTimedOut timedOut ->
                new ChildEvent.ChildWorkflowExecutionTimedOut(key, runId, type, initiatedId, 0, timedOut.retryState());
            case WorkflowEvent.WorkflowExecutionTerminated terminated ->
                new ChildEvent.ChildWorkflowExecutionTerminated(key, runId, type, initiatedId, 0);
            case WorkflowEvent.WorkflowExecutionStarted other -> throw notAnEnd(event);
            case WorkflowEvent.WorkflowExecutionContinuedAsNew other -> throw notAnEnd(event);
            case WorkflowEvent.WorkflowExecutionCancelRequested other -> throw notAnEnd(event);
            case WorkflowEvent.WorkflowExecutionPaused other -> throw notAnEnd(event);
            case WorkflowEvent.WorkflowExecutionUnpaused other -> throw notAnEnd(event);
        };
    }

    private static IllegalStateException notAnEnd(HistoryEvent event) {
        return new IllegalStateException("Expected an event that ends a chain of runs, but got " + event.eventType());
    }

    static WorkflowRequest.Sender sender(StateDraft draft) {
        return new WorkflowRequest.Sender(draft.key, draft.run.started().runId(), draft.nextOutboxId);
    }

    /** Input and former outcomes are in history; state keeps them only where a retry will need them again. */
    private static WorkflowEvent.WorkflowExecutionStarted withoutBulk(WorkflowEvent.WorkflowExecutionStarted started) {
        boolean retries = started.settings().retryPolicy().retries();
        return new WorkflowEvent.WorkflowExecutionStarted(
                retries ? started.settings() : started.settings().withInput(List.of()),
                started.runId(),
                started.firstRunId(),
                started.originalRunId(),
                started.continuedRunId(),
                started.initiator(),
                started.attempt(),
                started.executionExpiration(),
                started.firstTaskBackoff(),
                started.parent(),
                started.root(),
                started.waitsForParent(),
                Failure.NONE,
                retries ? started.lastCompletionResult() : Payload.NONE,
                started.identity(),
                started.requestId(),
                started.origins());
    }
}
