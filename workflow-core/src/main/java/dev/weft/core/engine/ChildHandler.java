package dev.weft.core.engine;

import dev.weft.core.event.ChildEvent;
import dev.weft.core.event.InternalChange;
import dev.weft.core.event.WorkflowEvent;
import dev.weft.core.model.ParentClosePolicy;
import dev.weft.core.model.ParentLink;
import dev.weft.core.request.WorkflowRequest;
import dev.weft.core.state.ExecutionState;
import dev.weft.core.state.OutboxEntry;
import dev.weft.core.state.PendingChild;
import dev.weft.core.state.WorkflowTaskState;
import java.util.List;
import java.util.Optional;

/** Parents and children telling each other how they fare (rules 2.6-2 to 2.6-4). */
final class ChildHandler {
    private ChildHandler() {}

    /** At the parent. */
    static void startAnswered(Decision decision, WorkflowRequest.ChildStartAnswered request) {
        Optional<PendingChild> waiting = pending(decision.state(), request.runId(), request.initiatedEventId())
                .filter(child -> !child.startAnswered() && !child.finished());
        if (waiting.isEmpty()) {
            answerWithoutParent(decision, request);
            return;
        }
        PendingChild child = waiting.get();
        decision.note(new InternalChange.OutboxAnswered(request.outboxId()));
        if (request.cause().isEmpty()) {
            decision.happened(startedEvent(child));
        } else {
            decision.happened(new ChildEvent.StartChildWorkflowExecutionFailed(
                    child.execution(), child.workflowType(), child.initiatedEventId(), request.cause()));
        }
    }

    /**
     * The parent's run is over. A child that may outlive it must not wait for it; any other one shares its fate, also
     * when it was asked to before it began. What is sent here counts as the next step of the entry that asked for the
     * start, which is repeated until the child acknowledges.
     */
    private static void answerWithoutParent(Decision decision, WorkflowRequest.ChildStartAnswered request) {
        Optional<OutboxEntry> asked = decision.state().outbox().get(request.outboxId());
        if (asked.isEmpty() || !(asked.get().request().body() instanceof WorkflowRequest.StartChild start)) {
            return;
        }
        if (!request.cause().isEmpty()) {
            decision.note(new InternalChange.OutboxAnswered(request.outboxId()));
            return;
        }
        ParentClosePolicy policy = start.parent().closePolicy();
        decision.send(
                asked.get().request().key(),
                policy == ParentClosePolicy.ABANDON
                        ? new WorkflowRequest.ReleaseFirstTask(start.sender(), start.runId())
                        : new WorkflowRequest.ApplyParentClose(start.sender(), request.runId(), start.runId(), policy));
    }

    /** At the child. */
    static void release(Decision decision, WorkflowRequest.ReleaseFirstTask request) {
        ExecutionState state = decision.state();
        boolean waits = state.isOpen()
                && state.runId().equals(request.childRunId())
                && state.task().phase() == WorkflowTaskState.Phase.WAITING_FOR_PARENT;
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
                && parent.runId().equals(request.parentRunId())
                && state.run().started().firstRunId().equals(request.childFirstRunId());
        if (mine && request.policy() == ParentClosePolicy.TERMINATE) {
            RunEnd.terminate(decision, "The parent workflow closed", List.of(), "");
        } else if (mine && request.policy() == ParentClosePolicy.REQUEST_CANCEL) {
            EndHandler.cancelOnce(
                    decision,
                    new WorkflowEvent.WorkflowExecutionCancelRequested(
                            "The parent workflow closed", request.sender().key(), 0, ""));
            if (decision.state().task().phase() == WorkflowTaskState.Phase.WAITING_FOR_PARENT) {
                decision.note(new InternalChange.FirstTaskReleased());
            }
        }
        acknowledge(decision, request.sender());
    }

    /** At the sender. */
    static void acknowledged(Decision decision, WorkflowRequest.OutboxAcknowledged request) {
        if (decision.state().outbox().containsKey(request.outboxId())) {
            decision.note(new InternalChange.OutboxAnswered(request.outboxId()));
        }
    }

    private static void acknowledge(Decision decision, WorkflowRequest.Sender sender) {
        decision.send(sender.key(), new WorkflowRequest.OutboxAcknowledged(sender.outboxId()));
    }

    private static Optional<PendingChild> pending(ExecutionState state, String runId, long initiatedEventId) {
        return state.isOpen() && state.runId().equals(runId)
                ? state.children().get(initiatedEventId)
                : Optional.empty();
    }

    private static ChildEvent startedEvent(PendingChild child) {
        return new ChildEvent.ChildWorkflowExecutionStarted(
                child.execution(), child.runId(), child.workflowType(), child.initiatedEventId());
    }

    private static long initiatedEventId(ChildEvent outcome) {
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
