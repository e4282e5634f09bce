package dev.weft.sdk.replay;

import dev.weft.core.command.Command;
import dev.weft.core.event.ExternalEvent;
import dev.weft.core.event.HistoryEvent;
import java.util.function.Consumer;

/**
 * One signal or cancel request to another execution.
 *
 * <pre>
 * CREATED    INITIATED event  INITIATED
 * CREATED    cancel           DROPPED    the command is taken back
 * INITIATED  ANSWERED event   ANSWERED   delivered or failed
 * </pre>
 */
public final class ExternalMachine {
    enum State {
        CREATED,
        INITIATED,
        ANSWERED,
        DROPPED
    }

    enum Input {
        INITIATED_EVENT,
        ANSWERED_EVENT,
        CANCEL
    }

    static final TransitionTable<State, Input> TABLE = new TransitionTable<>("external", State.class, Input.class)
            .on(State.CREATED, Input.INITIATED_EVENT, State.INITIATED)
            .on(State.CREATED, Input.CANCEL, State.DROPPED)
            .on(State.INITIATED, Input.ANSWERED_EVENT, State.ANSWERED);

    private final Ledger ledger;
    private final Consumer<ExternalEvent> onAnswered;
    private final IssuedCommand issued;
    private State state = State.CREATED;

    ExternalMachine(Ledger ledger, Command command, Consumer<ExternalEvent> onAnswered) {
        this.ledger = ledger;
        this.onAnswered = onAnswered;
        this.issued = ledger.issue(command, this::initiated);
    }

    /** Whether the command can still be taken back. */
    public boolean isUnsent() {
        return state == State.CREATED;
    }

    /** Takes the command back; only while it is unsent. */
    public void takeBack() {
        move(Input.CANCEL);
        issued.drop();
    }

    private void initiated(HistoryEvent initiated) {
        move(Input.INITIATED_EVENT);
        ledger.follow(initiated.eventId(), event -> {
            move(Input.ANSWERED_EVENT);
            ledger.unfollow(initiated.eventId());
            if (event.attributes() instanceof ExternalEvent answer) {
                onAnswered.accept(answer);
            }
        });
    }

    private void move(Input input) {
        state = TABLE.next(state, input, ledger.observer(), "request to another execution");
    }
}
