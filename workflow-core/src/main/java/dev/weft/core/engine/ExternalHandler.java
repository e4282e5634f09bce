package dev.weft.core.engine;

import dev.weft.core.event.EventAttributes;
import dev.weft.core.event.ExternalEvent;
import dev.weft.core.event.InternalChange;
import dev.weft.core.event.MessageEvent;
import dev.weft.core.event.WorkflowEvent;
import dev.weft.core.request.WorkflowRequest;
import dev.weft.core.state.ExecutionState;
import dev.weft.core.state.PendingExternal;

/** Signals and cancel requests between workflows (rule 2.6-5). */
final class ExternalHandler {
    private static final String NOT_FOUND = "EXTERNAL_WORKFLOW_EXECUTION_NOT_FOUND";

    private ExternalHandler() {}

    /** At the target. */
    static void signal(Decision decision, WorkflowRequest.SignalFromWorkflow request) {
        String requestId = requestId(request.sender(), request.initiatedEventId());
        boolean reached = reaches(decision.state(), request.runId(), request.childOnly(), request.sender());
        boolean repeated = decision.state().requestIds().contains(requestId);
        if (reached && !repeated) {
            decision.happened(new MessageEvent.WorkflowExecutionSignaled(
                    request.signalName(),
                    request.input(),
                    request.header(),
                    "",
                    request.sender().key(),
                    requestId));
        }
        answer(decision, request.sender(), request.initiatedEventId(), reached || repeated);
    }

    /** At the target. */
    static void cancel(Decision decision, WorkflowRequest.CancelFromWorkflow request) {
        String requestId = requestId(request.sender(), request.initiatedEventId());
        boolean reached = reaches(decision.state(), request.runId(), request.childOnly(), request.sender());
        boolean repeated = decision.state().requestIds().contains(requestId);
        if (reached && !repeated) {
            EndHandler.cancelOnce(
                    decision,
                    new WorkflowEvent.WorkflowExecutionCancelRequested(
                            request.reason(), request.sender().key(), request.initiatedEventId(), ""));
            decision.note(new InternalChange.RequestIdSeen(requestId));
        }
        answer(decision, request.sender(), request.initiatedEventId(), reached || repeated);
    }

    private static String requestId(WorkflowRequest.Sender sender, long initiatedEventId) {
        return sender.runId() + "/" + initiatedEventId;
    }

    /** At the sender. */
    static void answered(Decision decision, WorkflowRequest.ExternalAnswered request) {
        if (!decision.state().owes(request.runId(), request.outboxId())) {
            return;
        }
        decision.note(new InternalChange.OutboxAnswered(request.outboxId()));
        ExecutionState state = decision.state();
        if (state.isOpen()
                && state.run().started().runIdOf(request.initiatedEventId()).equals(request.runId())) {
            state.externals()
                    .get(request.initiatedEventId())
                    .filter(external -> !external.answered())
                    .ifPresent(external -> decision.happened(event(external, request.cause())));
        }
    }

    private static EventAttributes event(PendingExternal external, String cause) {
        if (external.signal()) {
            return cause.isEmpty()
                    ? new ExternalEvent.ExternalWorkflowExecutionSignaled(
                            external.execution(), external.runId(), external.initiatedEventId())
                    : new ExternalEvent.SignalExternalWorkflowExecutionFailed(
                            external.execution(), external.runId(), cause, external.initiatedEventId());
        }
        return cause.isEmpty()
                ? new ExternalEvent.ExternalWorkflowExecutionCancelRequested(
                        external.execution(), external.runId(), external.initiatedEventId())
                : new ExternalEvent.RequestCancelExternalWorkflowExecutionFailed(
                        external.execution(), external.runId(), cause, external.initiatedEventId());
    }

    private static boolean reaches(
            ExecutionState state, String runId, boolean childOnly, WorkflowRequest.Sender sender) {
        if (!state.isOpen()) {
            return false;
        }
        boolean sameChain = runId.isEmpty()
                || runId.equals(state.runId())
                || runId.equals(state.run().started().firstRunId());
        boolean child = state.run().started().parent().runId().equals(sender.runId());
        return sameChain && (!childOnly || child);
    }

    private static void answer(
            Decision decision, WorkflowRequest.Sender sender, long initiatedEventId, boolean reached) {
        decision.send(
                sender.key(),
                new WorkflowRequest.ExternalAnswered(
                        sender.outboxId(), sender.runId(), initiatedEventId, reached ? "" : NOT_FOUND));
    }
}
