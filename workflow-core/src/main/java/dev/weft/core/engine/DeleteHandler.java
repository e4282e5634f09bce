package dev.weft.core.engine;

import dev.weft.core.effect.Effect;
import dev.weft.core.event.InternalChange;
import dev.weft.core.reply.RejectionReason;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.ClientRequest;
import dev.weft.core.state.ExecutionState;
import dev.weft.core.state.Limits;
import dev.weft.core.state.PendingQuery;
import dev.weft.core.state.RetiredRun;
import java.util.Iterator;
import java.util.List;

/**
 * Forgets runs before their retention is over (feature row 34). What an execution owes to others it goes on to owe:
 * children hear of the end of their parent, and a parent of the end of its child.
 */
final class DeleteHandler {
    private DeleteHandler() {}

    static void delete(Decision decision, ClientRequest.DeleteWorkflow request) {
        ExecutionState state = decision.state();
        boolean everything = request.runId().isEmpty();
        if (everything && state.isNone() && !state.retired().isEmpty()) {
            forgetAll(decision);
            decision.reply(new Reply.Accepted(""));
            return;
        }
        if (!everything && !state.isNone() && Target.wasSeen(decision)) {
            decision.reply(new Reply.Accepted(request.runId()));
            return;
        }
        if (!Target.isKept(decision, request.runId())) {
            return;
        }
        String runId = everything ? state.runId() : request.runId();
        if (state.isOpen() && state.runId().equals(runId)) {
            refuseQueries(decision);
            RunEnd.terminate(decision, "Deleted", List.of(), request.identity());
        }
        if (everything) {
            forgetAll(decision);
        } else {
            forget(decision, runId);
            if (!decision.state().isNone()) {
                decision.rememberRequest();
            }
        }
        decision.reply(new Reply.Accepted(runId));
    }

    private static void forgetAll(Decision decision) {
        decision.state().retired().values().stream().map(RetiredRun::runId).forEach(runId -> forget(decision, runId));
    }

    /**
     * A workflow that continues as new each second would else have more closed runs than its state can name. Those go
     * first whose retention ends first, but for the run that has just closed.
     */
    static void forgetSurplus(Decision decision) {
        ExecutionState state = decision.state();
        int surplus = state.retired().size() - Limits.RETIRED_RUNS;
        Iterator<RetiredRun> runs = state.retired().iterator();
        for (int dropped = 0; dropped < surplus; ) {
            String runId = runs.next().runId();
            if (!runId.equals(state.runId())) {
                forget(decision, runId);
                dropped++;
            }
        }
    }

    static void forget(Decision decision, String runId) {
        decision.note(new InternalChange.RunDeleted(runId));
        decision.effect(new Effect.DeleteHistory(runId));
    }

    private static void refuseQueries(Decision decision) {
        ExecutionState state = decision.state();
        if (state.queries().isEmpty()) {
            return;
        }
        decision.note(new InternalChange.QueriesReleased());
        for (PendingQuery query : state.queries()) {
            decision.tell(
                    query.replyTo(),
                    new Reply.Rejected(
                            RejectionReason.WORKFLOW_NOT_FOUND,
                            "Expected workflow '" + state.key().workflowId()
                                    + "' to be kept until its workflow task ends, but it was deleted",
                            state.runId()));
        }
    }
}
