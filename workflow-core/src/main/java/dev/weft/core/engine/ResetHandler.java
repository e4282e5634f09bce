package dev.weft.core.engine;

import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionStarted;
import dev.weft.core.model.ResetOrigin;
import dev.weft.core.reply.RejectionReason;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.ClientRequest;
import dev.weft.core.state.EventSize;
import dev.weft.core.state.ExecutionState;
import dev.weft.core.state.Limits;
import dev.weft.core.state.RetiredRun;
import java.util.ArrayList;
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
        RunHistory.of(decision.histories(), baseRunId)
                .ifPresentOrElse(
                        base -> reset(decision, request, base),
                        () -> PastHandler.rejectWithoutHistory(decision, baseRunId));
    }

    private static void reset(Decision decision, ClientRequest.ResetWorkflow request, RunHistory base) {
        if (base.length() > Limits.PAST_EVENTS) {
            decision.reject(
                    RejectionReason.LIMIT_EXCEEDED,
                    "Expected a run of at most " + Limits.PAST_EVENTS + " events to reset, but run " + base.runId()
                            + " has " + base.length());
            return;
        }
        switch (ResetCut.of(base, request.point())) {
            case ResetCut.Impossible impossible ->
                decision.reject(
                        RejectionReason.INVALID, impossible.why() + " (run " + base.runId() + " was to be reset)");
            case ResetCut.Before before -> resetAt(decision, request, base, before.eventId());
        }
    }

    private static void resetAt(
            Decision decision, ClientRequest.ResetWorkflow request, RunHistory base, long cutEventId) {
        Optional<Aftermath> aftermath = Aftermath.of(base, cutEventId, request);
        if (aftermath.isEmpty()) {
            decision.reject(
                    RejectionReason.LIMIT_EXCEEDED,
                    "Expected at most " + Limits.REAPPLIED_MESSAGES + " signals and updates of " + Limits.RESET_BYTES
                            + " bytes in at most " + Limits.REAPPLIED_RUNS + " runs and " + Limits.PAST_EVENTS
                            + " events after the point, but there are more; exclude them from the reset");
            return;
        }
        List<HistoryEvent> kept = copied(
                base, cutEventId - 1, Limits.RESET_BYTES - aftermath.get().bytes());
        if (kept.isEmpty()) {
            decision.reject(
                    RejectionReason.LIMIT_EXCEEDED,
                    "Expected at most " + Limits.RESET_BYTES + " bytes to copy and to apply again, but event "
                            + (cutEventId - 1) + " of run " + base.runId()
                            + " is behind more; reset to an earlier one");
            return;
        }
        new ResetRun(decision, request, kept).begin(aftermath.get());
        decision.needTask();
        decision.reply(done(decision.state().run().started()));
    }

    /** The events up to the last one that is kept; none when they are larger than {@code bytes}. */
    private static List<HistoryEvent> copied(RunHistory base, long lastEventId, long bytes) {
        List<HistoryEvent> events = new ArrayList<>();
        long room = bytes;
        for (HistoryEvent event : base.events(1, lastEventId)) {
            room -= EventSize.of(event.attributes());
            if (room < 0) {
                return List.of();
            }
            events.add(event);
        }
        return events;
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
            Optional<WorkflowExecutionStarted> started =
                    decision.histories().event(runId, 1).map(RunHistory::started);
            if (started.filter(run -> isOf(decision.requestId(), run)).isPresent()) {
                return done(started.get());
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
