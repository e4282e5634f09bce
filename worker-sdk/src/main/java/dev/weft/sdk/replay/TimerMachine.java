package dev.weft.sdk.replay;

import dev.weft.core.command.Command;
import dev.weft.core.event.HistoryEvent;
import org.jspecify.annotations.Nullable;

/**
 * One timer.
 *
 * <pre>
 * CREATED      STARTED event    STARTED
 * CREATED      cancel           DROPPED      the command is taken back
 * STARTED      FIRED event      FIRED
 * STARTED      cancel           CANCEL_SENT
 * CANCEL_SENT  CANCELED event   CANCELED
 * CANCEL_SENT  FIRED event      CANCELED     news of the task that cancels; the cancellation is taken back
 * </pre>
 */
public final class TimerMachine {
    enum State {
        CREATED,
        STARTED,
        CANCEL_SENT,
        FIRED,
        CANCELED,
        DROPPED
    }

    enum Input {
        STARTED_EVENT,
        FIRED_EVENT,
        CANCEL,
        CANCELED_EVENT
    }

    static final TransitionTable<State, Input> TABLE = new TransitionTable<>("timer", State.class, Input.class)
            .on(State.CREATED, Input.STARTED_EVENT, State.STARTED)
            .on(State.CREATED, Input.CANCEL, State.DROPPED)
            .on(State.STARTED, Input.FIRED_EVENT, State.FIRED)
            .on(State.STARTED, Input.CANCEL, State.CANCEL_SENT)
            .on(State.CANCEL_SENT, Input.CANCELED_EVENT, State.CANCELED)
            .on(State.CANCEL_SENT, Input.FIRED_EVENT, State.CANCELED);

    private final Ledger ledger;
    private final Command.StartTimer command;
    private final Runnable onFired;
    private final IssuedCommand issued;
    private State state = State.CREATED;
    private long startedEventId;
    private @Nullable IssuedCommand cancellation;

    TimerMachine(Ledger ledger, Command.StartTimer command, Runnable onFired) {
        this.ledger = ledger;
        this.command = command;
        this.onFired = onFired;
        this.issued = ledger.issue(command, this::started);
    }

    /** Whether it may still fire. */
    public boolean isOpen() {
        return state == State.CREATED || state == State.STARTED;
    }

    /** It will not fire any more, even if its firing is already on its way. Only while it is open. */
    public void cancel() {
        move(Input.CANCEL);
        if (state == State.DROPPED) {
            issued.drop();
        } else {
            cancellation = ledger.issue(new Command.CancelTimer(command.timerId()), this::canceled);
        }
    }

    private void started(HistoryEvent event) {
        startedEventId = event.eventId();
        move(Input.STARTED_EVENT);
        ledger.follow(startedEventId, fired -> {
            move(Input.FIRED_EVENT);
            ledger.unfollow(startedEventId);
            if (cancellation == null) {
                onFired.run();
            } else {
                cancellation.drop();
            }
        });
    }

    private void canceled(HistoryEvent event) {
        move(Input.CANCELED_EVENT);
        ledger.unfollow(startedEventId);
    }

    private void move(Input input) {
        state = TABLE.next(state, input, ledger.observer(), this);
    }

    @Override
    public String toString() {
        return "timer " + command.timerId();
    }
}
