package dev.weft.core.engine;

import dev.weft.core.event.WorkflowEvent;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.ClientRequest;
import dev.weft.core.state.ExecutionState;

/** Cancel and terminate, as clients ask for them (feature rows 25 and 26). */
final class EndHandler {
    private EndHandler() {}

    static void requestCancel(Decision decision, ClientRequest.RequestCancelWorkflow request) {
        if (!Target.isKnown(decision, request.runId())) {
            return;
        }
        if (!Target.wasSeen(decision)) {
            cancelOnce(
                    decision,
                    new WorkflowEvent.WorkflowExecutionCancelRequested(
                            request.reason(), ExecutionKey.NONE, 0, request.identity()));
            decision.rememberRequest();
        }
        decision.reply(new Reply.Accepted(decision.state().runId()));
    }

    /**
     * A second request, or one to a closed run, succeeds and changes nothing. A run that waits for its first workflow
     * task gets it at once.
     */
    static void cancelOnce(Decision decision, WorkflowEvent.WorkflowExecutionCancelRequested event) {
        ExecutionState state = decision.state();
        boolean asked = state.run().cancelRequested() || state.buffer().isCancelRequested();
        if (state.isOpen() && !asked) {
            decision.happened(event);
            TaskDispatch.endFirstDelay(decision);
        }
    }

    static void terminate(Decision decision, ClientRequest.TerminateWorkflow request) {
        if (!Target.isOpenAndNew(decision, request.runId())) {
            return;
        }
        RunEnd.terminate(decision, request.reason(), request.details(), request.identity());
        decision.rememberRequest();
        decision.reply(new Reply.Accepted(decision.state().runId()));
    }
}
