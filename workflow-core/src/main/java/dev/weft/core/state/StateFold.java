package dev.weft.core.state;

import dev.weft.core.event.ActivityEvent;
import dev.weft.core.event.Change;
import dev.weft.core.event.ChildEvent;
import dev.weft.core.event.ExternalEvent;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.InternalChange;
import dev.weft.core.event.MessageEvent;
import dev.weft.core.event.TimerEvent;
import dev.weft.core.event.WorkflowEvent;
import dev.weft.core.event.WorkflowTaskEvent;
import java.util.List;

/**
 * Applies changes to state: the only way state changes. Never refuses; what may happen was decided before.
 */
public final class StateFold {
    private StateFold() {}

    public static ExecutionState apply(ExecutionState state, Change change) {
        return switch (change) {
            case HistoryEvent event -> apply(state, event);
            case InternalChange internal -> {
                StateDraft draft = new StateDraft(state);
                InternalFold.apply(draft, internal);
                yield draft.freeze();
            }
        };
    }

    public static ExecutionState apply(ExecutionState state, List<? extends Change> changes) {
        ExecutionState result = state;
        for (Change change : changes) {
            result = apply(result, change);
        }
        return result;
    }

    private static ExecutionState apply(ExecutionState state, HistoryEvent event) {
        StateDraft draft = event.attributes() instanceof WorkflowEvent.WorkflowExecutionStarted started
                ? RunFold.nextRun(state, started, event.eventTime())
                : new StateDraft(state);
        draft.history = draft.history.appended(EventSize.of(event.attributes()));
        switch (event.attributes()) {
            case WorkflowEvent attributes -> RunFold.apply(draft, event, attributes);
            case WorkflowTaskEvent attributes -> WorkflowTaskFold.apply(draft, event, attributes);
            case ActivityEvent attributes -> ActivityFold.apply(draft, event, attributes);
            case TimerEvent attributes -> applyTimer(draft, event, attributes);
            case ChildEvent attributes -> ChildFold.apply(draft, event, attributes);
            case ExternalEvent attributes -> ExternalFold.apply(draft, event, attributes);
            case MessageEvent attributes -> MessageFold.apply(draft, event, attributes);
        }
        return draft.freeze();
    }

    private static void applyTimer(StateDraft draft, HistoryEvent event, TimerEvent attributes) {
        switch (attributes) {
            case TimerEvent.TimerStarted started ->
                draft.putTimer(new PendingTimer(
                        started.timerId(), event.eventId(), event.eventTime().plus(started.startToFire()), false));
            case TimerEvent.TimerFired fired -> draft.removeTimer(fired.timerId());
            case TimerEvent.TimerCanceled canceled -> draft.removeTimer(canceled.timerId());
        }
    }
}
