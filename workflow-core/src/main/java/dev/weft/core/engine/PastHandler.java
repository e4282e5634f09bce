package dev.weft.core.engine;

import dev.weft.core.effect.Effect;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionStarted;
import dev.weft.core.event.WorkflowTaskEvent;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskCompleted;
import dev.weft.core.reply.RejectionReason;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.ClientRequest;
import dev.weft.core.state.ExecutionState;
import dev.weft.core.state.HistoryFold;
import dev.weft.core.state.Limits;
import dev.weft.core.task.QueueName;
import java.util.Optional;

/** Tells from history how runs were: after an earlier event, or at the end of a former run. */
final class PastHandler {
    /** Events looked through at a time on the way back to a completed workflow task. */
    private static final int EVENTS_AT_ONCE = 100;

    private PastHandler() {}

    /** What history does not determine is absent in the description of the past ({@link HistoryFold}). */
    static void readState(Decision decision, ClientRequest.ReadState request) {
        if (request.atEventId() == 0) {
            ReadHandler.describe(decision, request.runId());
            return;
        }
        history(decision, request.runId())
                .filter(run -> isWithin(decision, run, request.atEventId()))
                .flatMap(run -> stateAt(decision, run, request.atEventId()))
                .ifPresent(state -> decision.reply(new Reply.Described(ReadHandler.description(state))));
    }

    /** The end of a former run; rejects the request when the run is not kept. */
    static Optional<ExecutionState> endOf(Decision decision, String runId) {
        return history(decision, runId).flatMap(run -> stateAt(decision, run, run.length()));
    }

    private static Optional<ExecutionState> stateAt(Decision decision, RunHistory run, long eventId) {
        if (eventId > Limits.PAST_EVENTS) {
            decision.reject(
                    RejectionReason.LIMIT_EXCEEDED,
                    "Expected at most " + Limits.PAST_EVENTS + " events to be read for a state of the past, but event "
                            + eventId + " of run " + run.runId() + " is behind more");
            return Optional.empty();
        }
        return Optional.of(HistoryFold.of(decision.state().key(), run.events(1, eventId)));
    }

    /**
     * Asks code that has seen what it had seen at the event. Waits for no workflow task, and whatever keeps the run from
     * making progress now did not do so then. Without an event, as of the end of the run's history.
     */
    static void query(Decision decision, ClientRequest.QueryWorkflow request) {
        history(decision, request.runId()).ifPresent(run -> {
            long atEventId = request.atEventId() == 0 ? run.length() : request.atEventId();
            if (isWithin(decision, run, atEventId)) {
                dispatch(decision, request, run, atEventId);
            }
        });
    }

    private static void dispatch(
            Decision decision, ClientRequest.QueryWorkflow request, RunHistory run, long atEventId) {
        long completedEventId = lastCompleted(run, atEventId);
        if (completedEventId == 0) {
            decision.reject(
                    RejectionReason.QUERY_NOT_POSSIBLE,
                    "Expected a workflow that had run by event " + atEventId
                            + ", but its first workflow task was not completed by then");
            return;
        }
        if (decision.replyTo().isNobody()) {
            return;
        }
        WorkflowExecutionStarted started = run.started();
        long lastEventId = lastEventOf(run, completedEventId);
        decision.effect(new Effect.DispatchQuery(
                started.runId(),
                new QueueName(
                        decision.state().key().namespace(), started.settings().taskQueue(), ""),
                started.settings().workflowType(),
                decision.replyTo(),
                request.queryType(),
                request.input(),
                lastEventId,
                true));
    }

    /** The last workflow task that was completed by the event, 0 when there was none. */
    private static long lastCompleted(RunHistory run, long atEventId) {
        for (long to = atEventId; to > 0; to -= EVENTS_AT_ONCE) {
            long found = 0;
            for (HistoryEvent event : run.events(to - EVENTS_AT_ONCE + 1, to)) {
                if (event.attributes() instanceof WorkflowTaskCompleted) {
                    found = event.eventId();
                }
            }
            if (found > 0) {
                return found;
            }
        }
        return 0;
    }

    /** The last event that a completed workflow task asked for. They stand together, right behind its completion. */
    private static long lastEventOf(RunHistory run, long completedEventId) {
        long last = completedEventId;
        for (HistoryEvent event : run.events(completedEventId + 1, run.length())) {
            if (event.attributes().workflowTaskCompletedEventId() == completedEventId) {
                last = event.eventId();
            } else if (event.attributes() instanceof WorkflowTaskEvent) {
                return last;
            }
        }
        return last;
    }

    private static Optional<RunHistory> history(Decision decision, String runId) {
        if (!Target.isKept(decision, runId)) {
            return Optional.empty();
        }
        String kept = runId.isEmpty() ? decision.state().runId() : runId;
        Optional<RunHistory> found = RunHistory.of(decision.histories(), kept);
        if (found.isEmpty()) {
            rejectWithoutHistory(decision, kept);
        }
        return found;
    }

    static void rejectWithoutHistory(Decision decision, String runId) {
        decision.reject(
                RejectionReason.WORKFLOW_NOT_FOUND, "Expected the history of run " + runId + ", but there is none");
    }

    private static boolean isWithin(Decision decision, RunHistory run, long atEventId) {
        boolean within = atEventId >= 1 && atEventId <= run.length();
        if (!within) {
            decision.reject(
                    RejectionReason.EVENT_NOT_FOUND,
                    "Expected an event between 1 and " + run.length() + ", but got " + atEventId);
        }
        return within;
    }
}
