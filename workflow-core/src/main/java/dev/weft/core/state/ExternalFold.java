package dev.weft.core.state;

import dev.weft.core.event.ExternalEvent;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.request.Request;
import dev.weft.core.request.WorkflowRequest;
import java.util.Optional;

/** Applies the events of signals and cancel requests to other executions. */
final class ExternalFold {
    private ExternalFold() {}

    static void apply(StateDraft draft, HistoryEvent event, ExternalEvent attributes) {
        switch (attributes) {
            case ExternalEvent.SignalExternalWorkflowExecutionInitiated initiated -> signal(draft, event, initiated);
            case ExternalEvent.RequestCancelExternalWorkflowExecutionInitiated initiated ->
                cancel(draft, event, initiated);
            case ExternalEvent.SignalExternalWorkflowExecutionFailed answer -> remove(draft, answer.initiatedEventId());
            case ExternalEvent.ExternalWorkflowExecutionSignaled answer -> remove(draft, answer.initiatedEventId());
            case ExternalEvent.RequestCancelExternalWorkflowExecutionFailed answer ->
                remove(draft, answer.initiatedEventId());
            case ExternalEvent.ExternalWorkflowExecutionCancelRequested answer ->
                remove(draft, answer.initiatedEventId());
        }
    }

    private static void signal(
            StateDraft draft, HistoryEvent event, ExternalEvent.SignalExternalWorkflowExecutionInitiated initiated) {
        Optional<String> childRun = adopted(draft, initiated.childOnly(), initiated.execution());
        add(draft, event.eventId(), initiated.execution(), initiated.runId(), true);
        send(
                draft,
                event,
                initiated.execution(),
                new WorkflowRequest.SignalFromWorkflow(
                        RunFold.sender(draft, event.eventId()),
                        childRun.orElse(initiated.runId()),
                        initiated.signalName(),
                        initiated.input(),
                        initiated.header(),
                        initiated.childOnly() && childRun.isEmpty(),
                        event.eventId()));
    }

    private static void cancel(
            StateDraft draft,
            HistoryEvent event,
            ExternalEvent.RequestCancelExternalWorkflowExecutionInitiated initiated) {
        Optional<String> childRun = adopted(draft, initiated.childOnly(), initiated.execution());
        add(draft, event.eventId(), initiated.execution(), initiated.runId(), false);
        send(
                draft,
                event,
                initiated.execution(),
                new WorkflowRequest.CancelFromWorkflow(
                        RunFold.sender(draft, event.eventId()),
                        childRun.orElse(initiated.runId()),
                        initiated.childOnly() && childRun.isEmpty(),
                        initiated.reason(),
                        event.eventId()));
    }

    /**
     * The first run of a child that an earlier run has started and a reset has kept. The child takes that run for its
     * parent and not this one; so it is this side that knows it for a child.
     */
    private static Optional<String> adopted(StateDraft draft, boolean childOnly, ExecutionKey target) {
        if (!childOnly) {
            return Optional.empty();
        }
        PersistentMap<Long, PendingChild> children = draft.adopted(target);
        return children.firstKey().flatMap(children::get).map(PendingChild::runId);
    }

    private static void add(StateDraft draft, long eventId, ExecutionKey execution, String runId, boolean signal) {
        draft.putExternal(new PendingExternal(eventId, execution, runId, signal, false));
    }

    private static void send(StateDraft draft, HistoryEvent event, ExecutionKey target, WorkflowRequest body) {
        draft.addToOutbox(Request.of(target, body), event.eventTime());
    }

    private static void remove(StateDraft draft, long initiatedEventId) {
        draft.removeExternal(initiatedEventId);
    }
}
