package dev.weft.core.state;

import dev.weft.core.event.HistoryEvent;
import dev.weft.core.model.ExecutionKey;

/**
 * Folds the history of one run, and nothing else, into the state that the run had after each of its events.
 *
 * <p>History leaves out attempts and heartbeats of activities, attempts of workflow tasks and why they failed, the sticky
 * worker, what was buffered, updates that were not accepted yet, and what was on its way to other executions. None of
 * this is in the folded state; {@link DeterminedState} is what is. The state is that of a run, to look at: requests are
 * not decided on it.
 */
public final class HistoryFold {
    private ExecutionState state;

    /** Before the first event of a run. */
    public HistoryFold(ExecutionKey key) {
        state = ExecutionState.none(key);
    }

    /** The state after the last of {@code events}, which begin with the run's first. */
    public static ExecutionState of(ExecutionKey key, Iterable<HistoryEvent> events) {
        HistoryFold fold = new HistoryFold(key);
        events.forEach(fold::append);
        return fold.state();
    }

    /** @throws IllegalArgumentException when {@code event} is not the one that comes next */
    public void append(HistoryEvent event) {
        if (event.eventId() != state.nextEventId()) {
            throw new IllegalArgumentException("Expected event " + state.nextEventId() + " of " + state.key()
                    + " to come next, but got " + event.eventId());
        }
        state = withoutOutbox(StateFold.apply(state, event));
    }

    public ExecutionState state() {
        return state;
    }

    /** History does not tell when others have answered. */
    private static ExecutionState withoutOutbox(ExecutionState state) {
        if (state.outbox().isEmpty()) {
            return state;
        }
        StateDraft draft = new StateDraft(state);
        state.outbox().keys().forEach(draft::removeFromOutbox);
        return draft.freeze();
    }
}
