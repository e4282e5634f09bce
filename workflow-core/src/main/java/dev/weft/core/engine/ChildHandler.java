package dev.weft.core.engine;

import dev.weft.core.event.ChildEvent;
import dev.weft.core.event.InternalChange;
import dev.weft.core.event.WorkflowEvent;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.ParentClosePolicy;
import dev.weft.core.model.ParentLink;
import dev.weft.core.request.WorkflowRequest;
import dev.weft.core.state.ChildOutcome;
import dev.weft.core.state.ExecutionState;
import dev.weft.core.state.OutboxEntry;
import dev.weft.core.state.PendingChild;
import dev.weft.core.state.WorkflowTaskState;
import java.util.List;
import java.util.Optional;

/** Parents and children telling each other how they fare (rules 2.6-2 to 2.6-4). */
final class ChildHandler {
    /** Stands where nothing of the outbox needs to be acknowledged. */
    private static final long NO_ENTRY = 0;

    private ChildHandler() {}

    /** At the parent. */
    static void startAnswered(Decision decision, WorkflowRequest.ChildStartAnswered request) {
        Optional<PendingChild> pending = pending(decision.state(), request.runId(), request.initiatedEventId())
                .filter(child -> !child.finished());
        if (pending.isPresent() && !pending.get().startAnswered()) {
            recordStart(decision, request, pending.get());
        } else if (decision.state().owes(request.runId(), request.outboxId())) {
            if (request.cause().isEmpty()) {
                tellWhatFollows(decision, request, pending.isPresent());
            } else {
                decision.note(new InternalChange.OutboxAnswered(request.outboxId()));
                pending.ifPresent(child -> decision.happened(lost(child)));
            }
        } else if (pending.isEmpty() && request.cause().isEmpty() && !owesRelease(decision.state(), request)) {
            discard(decision, request);
        }
    }

    /**
     * A start that came twice, the second time after the child had ended and was deleted, begins it again: nobody would
     * ever release that run. A child that does not wait is the one that was asked for.
     */
    private static void discard(Decision decision, WorkflowRequest.ChildStartAnswered request) {
        if (!request.child().equals(ExecutionKey.NONE)) {
            decision.send(
                    request.child(),
                    new WorkflowRequest.ApplyParentClose(
                            new WorkflowRequest.Sender(decision.state().key(), request.runId(), NO_ENTRY),
                            request.runId(),
                            request.childRunId(),
                            ParentClosePolicy.TERMINATE,
                            true));
        }
    }

    private static boolean owesRelease(ExecutionState state, WorkflowRequest.ChildStartAnswered request) {
        return state.outbox().values().stream()
                .anyMatch(entry -> entry.request().body() instanceof WorkflowRequest.ReleaseFirstTask release
                        && release.childRunId().equals(request.childRunId()));
    }

    private static void recordStart(Decision decision, WorkflowRequest.ChildStartAnswered request, PendingChild child) {
        decision.note(new InternalChange.OutboxAnswered(request.outboxId()));
        if (request.cause().isEmpty()) {
            decision.happened(startedEvent(child));
        } else {
            decision.happened(new ChildEvent.StartChildWorkflowExecutionFailed(
                    child.execution(), child.workflowType(), child.initiatedEventId(), request.cause()));
        }
    }

    /**
     * The parent's run is over, or has recorded the start before. A child that may outlive it must not wait for it; any
     * other one shares its fate, also when it was asked to before it began; and one of a run that was reset runs on.
     * What is sent here counts as the next step of the entry that asked for the start, which is repeated until the child
     * acknowledges.
     */
    private static void tellWhatFollows(Decision decision, WorkflowRequest.ChildStartAnswered request, boolean runsOn) {
        Optional<OutboxEntry> asked = decision.state().outbox().get(request.outboxId());
        if (asked.isEmpty() || !(asked.get().request().body() instanceof WorkflowRequest.StartChild start)) {
            return;
        }
        ParentClosePolicy policy = start.parent().closePolicy();
        decision.send(
                asked.get().request().key(),
                runsOn || policy == ParentClosePolicy.ABANDON
                        ? new WorkflowRequest.ReleaseFirstTask(start.sender(), start.runId())
                        : new WorkflowRequest.ApplyParentClose(
                                start.sender(), request.runId(), start.runId(), policy, false));
    }

    /** A reset asked again after a child that had started, and its id belongs to another one now. */
    private static ChildEvent lost(PendingChild child) {
        return new ChildEvent.ChildWorkflowExecutionTerminated(
                child.execution(), child.runId(), child.workflowType(), child.initiatedEventId(), 0);
    }

    /**
     * At the child. A parent that was reset asks again after a child which may have closed meanwhile; what the child has
     * told then was lost on a parent that was closed itself.
     *
     * @return whether the child still knows how it ended
     */
    static boolean tellOutcomeAgain(Decision decision, WorkflowRequest.StartChild request) {
        Optional<RunHistory> last = RunChain.lastRun(decision, request.runId());
        if (last.isEmpty()) {
            return false;
        }
        decision.send(
                request.sender().key(),
                new WorkflowRequest.ChildClosed(
                        new WorkflowRequest.Sender(decision.state().key(), request.runId(), NO_ENTRY),
                        request.parent().runId(),
                        request.runId(),
                        ChildOutcome.of(
                                decision.state().key(),
                                last.get().started(),
                                last.get().last())));
        return true;
    }

    /** At the child; a run that timed out before it was released has left the wait to the next one of its chain. */
    static void release(Decision decision, WorkflowRequest.ReleaseFirstTask request) {
        ExecutionState state = decision.state();
        boolean waits = state.isOpen()
                && state.run().started().firstRunId().equals(request.childRunId())
                && waitsForParent(state);
        if (waits) {
            decision.note(new InternalChange.FirstTaskReleased());
            decision.needTask();
        }
        acknowledge(decision, request.sender());
    }

    /** At the parent. */
    static void closed(Decision decision, WorkflowRequest.ChildClosed request) {
        pending(decision.state(), request.parentRunId(), initiatedEventId(request.outcome()))
                .filter(child -> !child.finished() && child.runId().equals(request.childFirstRunId()))
                .ifPresent(child -> {
                    if (!child.startAnswered()) {
                        decision.happened(startedEvent(child));
                    }
                    decision.happened(request.outcome());
                });
        acknowledge(decision, request.sender());
    }

    /** At the child. */
    static void parentClosed(Decision decision, WorkflowRequest.ApplyParentClose request) {
        ExecutionState state = decision.state();
        ParentLink parent = state.run().started().parent();
        boolean mine = state.isOpen()
                && (!request.onlyWaiting() || waitsForParent(state))
                && parent.runId().equals(request.parentRunId())
                && state.run().started().firstRunId().equals(request.childFirstRunId());
        if (mine && request.policy() == ParentClosePolicy.TERMINATE) {
            RunEnd.terminate(decision, "The parent workflow closed", List.of(), "");
        } else if (mine && request.policy() == ParentClosePolicy.REQUEST_CANCEL) {
            EndHandler.cancelOnce(
                    decision,
                    new WorkflowEvent.WorkflowExecutionCancelRequested(
                            "The parent workflow closed", request.sender().key(), 0, ""));
            if (waitsForParent(decision.state())) {
                decision.note(new InternalChange.FirstTaskReleased());
                decision.needTask();
            }
        }
        acknowledge(decision, request.sender());
    }

    private static boolean waitsForParent(ExecutionState state) {
        return state.task().phase() == WorkflowTaskState.Phase.WAITING_FOR_PARENT;
    }

    /** At the sender. */
    static void acknowledged(Decision decision, WorkflowRequest.OutboxAcknowledged request) {
        if (decision.state().owes(request.runId(), request.outboxId())) {
            decision.note(new InternalChange.OutboxAnswered(request.outboxId()));
        }
    }

    private static void acknowledge(Decision decision, WorkflowRequest.Sender sender) {
        decision.send(sender.key(), new WorkflowRequest.OutboxAcknowledged(sender.runId(), sender.outboxId()));
    }

    private static Optional<PendingChild> pending(ExecutionState state, String runId, long initiatedEventId) {
        return state.isOpen() && state.run().started().runIdOf(initiatedEventId).equals(runId)
                ? state.children().get(initiatedEventId)
                : Optional.empty();
    }

    static ChildEvent startedEvent(PendingChild child) {
        return new ChildEvent.ChildWorkflowExecutionStarted(
                child.execution(), child.runId(), child.workflowType(), child.initiatedEventId());
    }

    static boolean isClose(ChildEvent event) {
        return switch (event) {
            case ChildEvent.ChildWorkflowExecutionCompleted closed -> true;
            case ChildEvent.ChildWorkflowExecutionFailed closed -> true;
            case ChildEvent.ChildWorkflowExecutionCanceled closed -> true;
            case ChildEvent.ChildWorkflowExecutionTimedOut closed -> true;
            case ChildEvent.ChildWorkflowExecutionTerminated closed -> true;
            case ChildEvent.ChildWorkflowExecutionStarted other -> false;
            case ChildEvent.StartChildWorkflowExecutionFailed other -> false;
            case ChildEvent.StartChildWorkflowExecutionInitiated other -> false;
        };
    }

    static long initiatedEventId(ChildEvent outcome) {
        return switch (outcome) {
            case ChildEvent.ChildWorkflowExecutionCompleted event -> event.initiatedEventId();
            case ChildEvent.ChildWorkflowExecutionFailed event -> event.initiatedEventId();
            case ChildEvent.ChildWorkflowExecutionCanceled event -> event.initiatedEventId();
            case ChildEvent.ChildWorkflowExecutionTimedOut event -> event.initiatedEventId();
            case ChildEvent.ChildWorkflowExecutionTerminated event -> event.initiatedEventId();
            case ChildEvent.ChildWorkflowExecutionStarted event -> event.initiatedEventId();
            case ChildEvent.StartChildWorkflowExecutionFailed event -> event.initiatedEventId();
            case ChildEvent.StartChildWorkflowExecutionInitiated event -> 0;
        };
    }
}
