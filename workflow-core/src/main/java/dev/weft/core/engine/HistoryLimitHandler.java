package dev.weft.core.engine;

import dev.weft.core.event.InternalChange;
import dev.weft.core.model.WorkflowTaskFailedCause;
import dev.weft.core.reply.RejectionReason;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.ClientRequest;
import dev.weft.core.state.ExecutionState;
import dev.weft.core.state.HistoryCursor;
import dev.weft.core.state.HistoryLimit;
import dev.weft.core.state.Limits;
import java.util.List;

/**
 * Holds a run whose history is too long (feature row 85). It is not terminated: it gets no more workflow tasks and shows
 * as stuck, what reaches it is recorded, and an operator may allow it more.
 */
final class HistoryLimitHandler {
    private HistoryLimitHandler() {}

    /** Whether the run must not get the task that it needs; it then shows why. */
    static boolean holds(Decision decision) {
        ExecutionState state = decision.state();
        HistoryLimit limit = state.run().historyLimit();
        boolean reached = limit.isReachedBy(state.history());
        if (reached && !isShown(state)) {
            show(decision);
        }
        return reached;
    }

    private static void show(Decision decision) {
        ExecutionState state = decision.state();
        HistoryLimit limit = state.run().historyLimit();
        decision.note(new InternalChange.HistoryLimitReached(
                "Expected a history of less than " + limit.events() + " events and " + limit.bytes()
                        + " bytes, but it has " + size(state.history())
                        + "; raise the limit of the run to let it go on",
                decision.now()));
    }

    static void set(Decision decision, ClientRequest.SetHistoryLimit request) {
        if (!Target.isOpenAndNew(decision, request.runId())) {
            return;
        }
        if (!isSensible(request)) {
            decision.reject(
                    RejectionReason.INVALID,
                    "Expected a limit of 1 to " + Limits.HISTORY_EVENTS_ALLOWED + " events, of 1 to "
                            + Limits.HISTORY_BYTES_ALLOWED + " bytes, or both, but got " + request.maximumEvents()
                            + " events and " + request.maximumBytes() + " bytes");
            return;
        }
        decision.note(new InternalChange.HistoryLimitSet(request.maximumEvents(), request.maximumBytes()));
        decision.rememberRequest();
        ExecutionState state = decision.state();
        if (isShown(state)) {
            if (state.run().historyLimit().isReachedBy(state.history())) {
                show(decision);
            } else {
                decision.note(new InternalChange.ProblemCleared());
                decision.needTask();
            }
        }
        decision.reply(new Reply.Accepted(state.runId()));
    }

    /** What an operator should know before the limit is reached. */
    static List<String> warnings(ExecutionState state) {
        if (!state.isOpen() || !state.history().isLong()) {
            return List.of();
        }
        HistoryLimit limit = state.run().historyLimit();
        return List.of("The history has " + size(state.history()) + "; the run is held at " + limit.events()
                + " events or " + limit.bytes() + " bytes, so it should continue as new");
    }

    private static boolean isSensible(ClientRequest.SetHistoryLimit request) {
        long events = request.maximumEvents();
        long bytes = request.maximumBytes();
        return events >= 0
                && bytes >= 0
                && events + bytes > 0
                && events <= Limits.HISTORY_EVENTS_ALLOWED
                && bytes <= Limits.HISTORY_BYTES_ALLOWED;
    }

    private static boolean isShown(ExecutionState state) {
        return state.run().problem().is(WorkflowTaskFailedCause.HISTORY_LIMIT_EXCEEDED);
    }

    private static String size(HistoryCursor history) {
        return history.length() + " events and " + history.sizeBytes() + " bytes";
    }
}
