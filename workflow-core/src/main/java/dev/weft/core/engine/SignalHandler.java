package dev.weft.core.engine;

import dev.weft.core.event.MessageEvent;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.reply.RejectionReason;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.ClientRequest;
import dev.weft.core.state.ExecutionState;

/** Takes signals of clients (feature row 20). */
final class SignalHandler {
    /** Signals that may wait for one slow workflow task. */
    static final int BUFFERED_SIGNALS = 20_000;

    private SignalHandler() {}

    static void signal(Decision decision, ClientRequest.SignalWorkflow request) {
        if (!Target.isOpenAndNew(decision, request.runId())) {
            return;
        }
        MessageEvent.WorkflowExecutionSignaled event = new MessageEvent.WorkflowExecutionSignaled(
                request.signalName(),
                request.input(),
                request.header(),
                request.identity(),
                ExecutionKey.NONE,
                decision.requestId());
        if (!hasRoom(decision, event)) {
            return;
        }
        decision.happened(event);
        decision.reply(new Reply.Accepted(decision.state().runId()));
    }

    /** Rejects the signal when too much waits already. */
    static boolean hasRoom(Decision decision, MessageEvent.WorkflowExecutionSignaled event) {
        ExecutionState state = decision.state();
        boolean room = state.buffer().size() < BUFFERED_SIGNALS && Buffer.hasRoom(state, event);
        if (!room) {
            decision.reject(
                    RejectionReason.LIMIT_EXCEEDED,
                    "Expected the workflow task under way to end first, but "
                            + state.buffer().size() + " events of "
                            + state.buffer().bytes()
                            + " bytes wait for it already");
        }
        return room;
    }
}
