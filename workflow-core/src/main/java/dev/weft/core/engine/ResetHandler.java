package dev.weft.core.engine;

import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionStarted;
import dev.weft.core.model.ResetOrigin;
import dev.weft.core.reply.RejectionReason;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.ClientRequest;
import dev.weft.core.state.ExecutionState;
import dev.weft.core.state.Limits;
import dev.weft.core.state.RetiredRun;
import java.util.List;
import java.util.Optional;

/**
 * Ends the current run and goes on from an earlier point of it, or of a former one (feature row 27, rules 2.8). The new
 * run has a history of its own: a copy of what stands before the point, and then what became of it.
 */
final class ResetHandler {
    private ResetHandler() {}

    static void reset(Decision decision, ClientRequest.ResetWorkflow request) {
        if (!decision.state().isNone() && Target.wasSeen(decision)) {
            decision.reply(answerAgain(decision));
            return;
        }
        if (!Target.isKept(decision, request.runId()) || !hasNewRunId(decision, request)) {
            return;
        }
        String baseRunId = request.runId().isEmpty() ? decision.state().runId() : request.runId();
        List<HistoryEvent> base = decision.histories().of(baseRunId);
        switch (ResetCut.of(base, request.point())) {
            case ResetCut.Impossible impossible ->
                decision.reject(RejectionReason.INVALID, impossible.why() + " (run " + baseRunId + " was to be reset)");
            case ResetCut.Before before -> resetAt(decision, request, base, before.eventId());
        }
    }

    private static void resetAt(
            Decision decision, ClientRequest.ResetWorkflow request, List<HistoryEvent> base, long cutEventId) {
        Optional<Aftermath> aftermath = Aftermath.of(decision.histories(), base, cutEventId, request);
        if (aftermath.isEmpty()) {
            decision.reject(
                    RejectionReason.LIMIT_EXCEEDED,
                    "Expected at most " + Limits.REAPPLIED_MESSAGES + " signals and updates in at most "
                            + Limits.REAPPLIED_RUNS
                            + " runs after the point, but there are more; exclude them from the reset");
            return;
        }
        new ResetRun(decision, request, base, cutEventId).begin(aftermath.get());
        decision.needTask();
        decision.reply(done(decision.state().run().started()));
    }

    /** What the reset that began the run was answered with. */
    static Reply.ResetDone done(WorkflowExecutionStarted started) {
        ResetOrigin base = started.origins().getLast();
        return new Reply.ResetDone(base.runId(), started.runId(), base.lastEventId() + 1);
    }

    /** The run that the first of the same requests began may be a former one by now, or no longer kept. */
    private static Reply answerAgain(Decision decision) {
        ExecutionState state = decision.state();
        List<String> newestFirst = state.retired().values().reversed().stream()
                .map(RetiredRun::runId)
                .limit(Limits.REAPPLIED_RUNS)
                .toList();
        if (isOf(decision.requestId(), state.run().started())) {
            return done(state.run().started());
        }
        for (String runId : newestFirst) {
            List<HistoryEvent> events = decision.histories().of(runId);
            if (!events.isEmpty() && isOf(decision.requestId(), RunChain.started(events))) {
                return done(RunChain.started(events));
            }
        }
        return new Reply.Accepted(state.runId());
    }

    /** Whether the run was begun by that request, which was a reset. */
    static boolean isOf(String requestId, WorkflowExecutionStarted started) {
        return started.requestId().equals(requestId) && !started.origins().isEmpty();
    }

    private static boolean hasNewRunId(Decision decision, ClientRequest.ResetWorkflow request) {
        boolean isNew = !request.newRunId().isEmpty() && !Target.hasRun(decision.state(), request.newRunId());
        if (!isNew) {
            decision.reject(
                    RejectionReason.INVALID,
                    "Expected a new run id for the run to go on with, but got '" + request.newRunId() + "'");
        }
        return isNew;
    }
}
