package dev.weft.core.state;

import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.WorkflowEvent;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionStarted;
import dev.weft.core.model.Failure;
import dev.weft.core.model.ParentClosePolicy;
import dev.weft.core.model.ParentLink;
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

    /** What of the execution outlives its former run. What the run had pending has ended with it. */
    static StateDraft nextRun(ExecutionState former, WorkflowExecutionStarted started, Instant time) {
        StateDraft draft = new StateDraft(former);
        draft.history = HistoryCursor.START;
        draft.setSdkFlags(List.of());
        draft.updates = UpdateBook.EMPTY;
        boolean reset = !started.origins().isEmpty();
        boolean continues = !started.continuedRunId().isEmpty();
        if (!reset && !continues) {
            draft.clearQueries();
        }
        if (continues && !reset) {
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
                HistoryLimit.NONE,
                Instant.EPOCH,
                chainStart(former, started, time)));
        draft.remember(started.requestId());
        return draft;
    }

    private static ChainStart chainStart(ExecutionState former, WorkflowExecutionStarted started, Instant time) {
        if (started.runId().equals(started.firstRunId())) {
            return new ChainStart(started.requestId(), time);
        }
        boolean sameChain = started.firstRunId().equals(former.run.started().firstRunId());
        return sameChain ? former.run.chainStart() : ChainStart.NONE;
    }

    static void apply(StateDraft draft, HistoryEvent event, WorkflowEvent attributes) {
        switch (attributes) {
            case WorkflowExecutionStarted started -> begin(draft, event, started);
            case WorkflowEvent.WorkflowExecutionCancelRequested requested ->
                draft.setRun(draft.run.withCancelRequested());
            case WorkflowEvent.WorkflowExecutionCompleted completed ->
                close(draft, event, WorkflowStatus.COMPLETED, "");
            case WorkflowEvent.WorkflowExecutionFailed failed ->
                close(draft, event, WorkflowStatus.FAILED, failed.newRunId());
            case WorkflowEvent.WorkflowExecutionTimedOut timedOut ->
                close(draft, event, WorkflowStatus.TIMED_OUT, timedOut.newRunId());
            case WorkflowEvent.WorkflowExecutionCanceled canceled -> close(draft, event, WorkflowStatus.CANCELED, "");
            case WorkflowEvent.WorkflowExecutionTerminated terminated -> {
                if (!terminated.newRunId().isEmpty()) {
                    // The children go on with the run that a reset begins, or without a parent.
                    draft.clearChildren();
                }
                close(draft, event, WorkflowStatus.TERMINATED, terminated.newRunId());
            }
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

    private static void begin(StateDraft draft, HistoryEvent event, WorkflowExecutionStarted started) {
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
        draft.clearChildren();
        draft.clearExternals();
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
        WorkflowRequest.Sender sender = sender(draft, child.initiatedEventId());
        draft.addToOutbox(
                Request.of(
                        child.execution(),
                        new WorkflowRequest.ApplyParentClose(
                                sender, sender.runId(), child.runId(), child.closePolicy(), false)),
                event.eventTime());
    }

    private static void tellParent(StateDraft draft, HistoryEvent event, ParentLink parent) {
        WorkflowExecutionStarted run = draft.run.started();
        WorkflowRequest.Sender sender = new WorkflowRequest.Sender(draft.key, run.runId(), draft.nextOutboxId);
        draft.addToOutbox(
                Request.of(
                        parent.execution(),
                        new WorkflowRequest.ChildClosed(
                                sender, parent.runId(), run.firstRunId(), ChildOutcome.of(draft.key, run, event))),
                event.eventTime());
    }

    /** Receivers know the run in which the event happened first, which an earlier reset may have left behind. */
    static WorkflowRequest.Sender sender(StateDraft draft, long eventId) {
        return new WorkflowRequest.Sender(draft.key, draft.run.started().runIdOf(eventId), draft.nextOutboxId);
    }

    /**
     * Input and the failure before are in history. State keeps the input only where a retry will need it again, and what
     * the chain has returned last for the next run.
     */
    private static WorkflowExecutionStarted withoutBulk(WorkflowExecutionStarted started) {
        boolean retries = started.settings().retryPolicy().retries();
        return new WorkflowExecutionStarted(
                retries ? started.settings() : started.settings().withoutData(),
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
                started.lastCompletionResult(),
                started.identity(),
                started.requestId(),
                started.origins());
    }
}
