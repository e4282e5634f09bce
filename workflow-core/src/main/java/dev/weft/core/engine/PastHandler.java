package dev.weft.core.engine;

import dev.weft.core.effect.Effect;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionStarted;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskCompleted;
import dev.weft.core.reply.RejectionReason;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.ClientRequest;
import dev.weft.core.state.ExecutionState;
import dev.weft.core.state.HistoryFold;
import dev.weft.core.task.QueueName;
import java.util.List;
import java.util.Optional;

/** Tells from history how runs were: after an earlier event, or at the end of a former run. */
final class PastHandler {
    private PastHandler() {}

    /** What history does not determine is absent in the description of the past ({@link HistoryFold}). */
    static void readState(Decision decision, ClientRequest.ReadState request) {
        if (request.atEventId() == 0) {
            ReadHandler.describe(decision, request.runId());
            return;
        }
        history(decision, request.runId())
                .filter(events -> isWithin(decision, events, request.atEventId()))
                .map(events -> events.subList(0, (int) request.atEventId()))
                .ifPresent(events -> decision.reply(new Reply.Described(
                        ReadHandler.description(HistoryFold.of(decision.state().key(), events)))));
    }

    /** The end of a former run; rejects the request when the run is not kept. */
    static Optional<ExecutionState> endOf(Decision decision, String runId) {
        return history(decision, runId)
                .map(events -> HistoryFold.of(decision.state().key(), events));
    }

    /**
     * Asks code that has seen what it had seen at the event. Waits for no workflow task, and whatever keeps the run from
     * making progress now did not do so then. Without an event, as of the end of the run's history.
     */
    static void query(Decision decision, ClientRequest.QueryWorkflow request) {
        history(decision, request.runId()).ifPresent(events -> {
            long atEventId = request.atEventId() == 0 ? events.size() : request.atEventId();
            if (isWithin(decision, events, atEventId)) {
                dispatch(decision, request, events, atEventId);
            }
        });
    }

    private static void dispatch(
            Decision decision, ClientRequest.QueryWorkflow request, List<HistoryEvent> events, long atEventId) {
        long lastEventId = lastEventSeen(events, atEventId);
        if (lastEventId == 0) {
            decision.reject(
                    RejectionReason.QUERY_NOT_POSSIBLE,
                    "Expected a workflow that had run by event " + atEventId
                            + ", but its first workflow task was not completed by then");
            return;
        }
        if (decision.replyTo().isNobody()
                || !(events.getFirst().attributes() instanceof WorkflowExecutionStarted started)) {
            return;
        }
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

    /**
     * The end of what code had seen at the event: the last workflow task that was completed by then, with all events that
     * it asked for, also those that stand behind {@code atEventId}. 0 when there was no such task.
     */
    private static long lastEventSeen(List<HistoryEvent> events, long atEventId) {
        long completedEventId = 0;
        for (HistoryEvent event : events.subList(0, (int) atEventId).reversed()) {
            if (event.attributes() instanceof WorkflowTaskCompleted) {
                completedEventId = event.eventId();
                break;
            }
        }
        if (completedEventId == 0) {
            return 0;
        }
        long last = completedEventId;
        for (HistoryEvent event : events.subList((int) completedEventId, events.size())) {
            if (event.attributes().workflowTaskCompletedEventId() == completedEventId) {
                last = event.eventId();
            }
        }
        return last;
    }

    private static Optional<List<HistoryEvent>> history(Decision decision, String runId) {
        if (!Target.isKept(decision, runId)) {
            return Optional.empty();
        }
        String kept = runId.isEmpty() ? decision.state().runId() : runId;
        List<HistoryEvent> events = decision.histories().of(kept);
        if (events.isEmpty()) {
            decision.reject(
                    RejectionReason.WORKFLOW_NOT_FOUND, "Expected the history of run " + kept + ", but there is none");
            return Optional.empty();
        }
        return Optional.of(events);
    }

    private static boolean isWithin(Decision decision, List<HistoryEvent> events, long atEventId) {
        boolean within = atEventId >= 1 && atEventId <= events.size();
        if (!within) {
            decision.reject(
                    RejectionReason.EVENT_NOT_FOUND,
                    "Expected an event between 1 and " + events.size() + ", but got " + atEventId);
        }
        return within;
    }
}
