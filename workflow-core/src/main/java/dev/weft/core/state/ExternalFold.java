package dev.weft.core.state;

import dev.weft.core.event.ExternalEvent;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.request.Request;
import dev.weft.core.request.WorkflowRequest;

/** Applies the events of signals and cancel requests to other executions. */
final class ExternalFold {
    private ExternalFold() {}

    static void apply(StateDraft draft, HistoryEvent event, ExternalEvent attributes) {
        switch (attributes) {
            case ExternalEvent.SignalExternalWorkflowExecutionInitiated initiated -> {
                add(draft, event.eventId(), initiated.execution(), initiated.runId(), true);
                send(
                        draft,
                        event,
                        initiated.execution(),
                        new WorkflowRequest.SignalFromWorkflow(
                                RunFold.sender(draft),
                                initiated.runId(),
                                initiated.signalName(),
                                initiated.input(),
                                initiated.header(),
                                initiated.childOnly(),
                                event.eventId()));
            }
            case ExternalEvent.RequestCancelExternalWorkflowExecutionInitiated initiated -> {
                add(draft, event.eventId(), initiated.execution(), initiated.runId(), false);
                send(
                        draft,
                        event,
                        initiated.execution(),
                        new WorkflowRequest.CancelFromWorkflow(
                                RunFold.sender(draft),
                                initiated.runId(),
                                initiated.childOnly(),
                                initiated.reason(),
                                event.eventId()));
            }
            case ExternalEvent.SignalExternalWorkflowExecutionFailed answer -> remove(draft, answer.initiatedEventId());
            case ExternalEvent.ExternalWorkflowExecutionSignaled answer -> remove(draft, answer.initiatedEventId());
            case ExternalEvent.RequestCancelExternalWorkflowExecutionFailed answer ->
                remove(draft, answer.initiatedEventId());
            case ExternalEvent.ExternalWorkflowExecutionCancelRequested answer ->
                remove(draft, answer.initiatedEventId());
        }
    }

    private static void add(StateDraft draft, long eventId, ExecutionKey execution, String runId, boolean signal) {
        draft.externals = draft.externals.with(eventId, new PendingExternal(eventId, execution, runId, signal, false));
    }

    private static void send(StateDraft draft, HistoryEvent event, ExecutionKey target, WorkflowRequest body) {
        draft.addToOutbox(Request.of(target, body), event.eventTime());
    }

    private static void remove(StateDraft draft, long initiatedEventId) {
        draft.externals = draft.externals.without(initiatedEventId);
    }
}
