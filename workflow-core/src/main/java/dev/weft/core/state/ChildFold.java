package dev.weft.core.state;

import dev.weft.core.event.ChildEvent;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.model.DerivedIds;
import dev.weft.core.model.ParentLink;
import dev.weft.core.request.Request;
import dev.weft.core.request.WorkflowRequest;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** Applies the events of child workflows, and puts into the outbox what the children must be told. */
final class ChildFold {
    private ChildFold() {}

    static void apply(StateDraft draft, HistoryEvent event, ChildEvent attributes) {
        switch (attributes) {
            case ChildEvent.StartChildWorkflowExecutionInitiated initiated -> initiated(draft, event, initiated);
            case ChildEvent.StartChildWorkflowExecutionFailed failed -> remove(draft, failed.initiatedEventId());
            case ChildEvent.ChildWorkflowExecutionStarted started -> {
                release(draft, event.eventTime(), started.initiatedEventId());
                change(draft, started.initiatedEventId(), child -> child.started(event.eventId()));
            }
            case ChildEvent.ChildWorkflowExecutionCompleted closed -> remove(draft, closed.initiatedEventId());
            case ChildEvent.ChildWorkflowExecutionFailed closed -> remove(draft, closed.initiatedEventId());
            case ChildEvent.ChildWorkflowExecutionCanceled closed -> remove(draft, closed.initiatedEventId());
            case ChildEvent.ChildWorkflowExecutionTimedOut closed -> remove(draft, closed.initiatedEventId());
            case ChildEvent.ChildWorkflowExecutionTerminated closed -> remove(draft, closed.initiatedEventId());
        }
    }

    static void change(StateDraft draft, long initiatedEventId, UnaryOperator<PendingChild> change) {
        draft.children.get(initiatedEventId).ifPresent(child -> draft.putChild(change.apply(child)));
    }

    /** The start is recorded, in history or in the buffer: from now on the child may run. */
    static void release(StateDraft draft, Instant time, long initiatedEventId) {
        draft.children
                .get(initiatedEventId)
                .filter(child -> !child.startAnswered())
                .ifPresent(child -> {
                    draft.putChild(child.answered());
                    draft.addToOutbox(
                            Request.of(
                                    child.execution(),
                                    new WorkflowRequest.ReleaseFirstTask(
                                            RunFold.sender(draft, initiatedEventId), child.runId())),
                            time);
                });
    }

    /** Lets the child that an outbox entry asks for outlive its parent. */
    static void runOn(StateDraft draft, long outboxId) {
        draft.outbox.get(outboxId).ifPresent(entry -> {
            if (entry.request().body() instanceof WorkflowRequest.StartChild start) {
                Request request = Request.of(entry.request().key(), start.abandoned());
                draft.putOutbox(new OutboxEntry(outboxId, request, entry.sentTime(), entry.sends()));
            }
        });
    }

    private static void initiated(
            StateDraft draft, HistoryEvent event, ChildEvent.StartChildWorkflowExecutionInitiated initiated) {
        WorkflowRequest.Sender sender = RunFold.sender(draft, event.eventId());
        String parentRunId = sender.runId();
        String childRunId = DerivedIds.childRun(parentRunId, event.eventId());
        ParentLink parent = new ParentLink(draft.key, parentRunId, event.eventId(), initiated.parentClosePolicy());
        draft.putChild(new PendingChild(
                event.eventId(),
                initiated.execution(),
                childRunId,
                initiated.settings().workflowType(),
                initiated.parentClosePolicy(),
                0,
                false,
                false));
        draft.addToOutbox(
                Request.of(
                        initiated.execution(),
                        new WorkflowRequest.StartChild(
                                sender,
                                childRunId,
                                initiated.settings(),
                                parent,
                                draft.run.started().root(),
                                initiated.reusePolicy())),
                event.eventTime());
    }

    private static void remove(StateDraft draft, long initiatedEventId) {
        draft.removeChild(initiatedEventId);
    }
}
