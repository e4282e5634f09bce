package dev.weft.sdk.replay;

import dev.weft.core.command.Command;
import dev.weft.core.event.HistoryEvent;

/**
 * A command that is over once it is recorded: a marker, an upsert, the close of the run.
 *
 * <pre>
 * CREATED  RECORDED event  RECORDED
 * </pre>
 */
final class NoteMachine {
    enum State {
        CREATED,
        RECORDED
    }

    enum Input {
        RECORDED_EVENT
    }

    static final TransitionTable<State, Input> TABLE = new TransitionTable<>("note", State.class, Input.class)
            .on(State.CREATED, Input.RECORDED_EVENT, State.RECORDED);

    private final Ledger ledger;
    private final Runnable onRecorded;
    private State state = State.CREATED;

    private NoteMachine(Ledger ledger, Runnable onRecorded) {
        this.ledger = ledger;
        this.onRecorded = onRecorded;
    }

    static void issue(Ledger ledger, Command command) {
        issue(ledger, command, () -> {});
    }

    static void issue(Ledger ledger, Command command, Runnable onRecorded) {
        NoteMachine machine = new NoteMachine(ledger, onRecorded);
        ledger.issue(command, machine::recorded);
    }

    private void recorded(HistoryEvent event) {
        state = TABLE.next(state, Input.RECORDED_EVENT, ledger.observer(), event.eventType());
        onRecorded.run();
    }
}
