package dev.weft.sdk.replay;

import dev.weft.core.command.Command;
import dev.weft.core.model.Failure;
import dev.weft.core.model.Payload;
import dev.weft.core.task.Task.UpdateMessage;

/**
 * One update.
 *
 * <pre>
 * REQUESTED      reject           REJECTED       leaves no event
 * REQUESTED      accept           ACCEPT_SENT
 * ACCEPT_SENT    ACCEPTED event   ACCEPTED
 * ACCEPT_SENT    complete         BOTH_SENT
 * BOTH_SENT      ACCEPTED event   COMPLETE_SENT
 * ACCEPTED       complete         COMPLETE_SENT
 * COMPLETE_SENT  COMPLETED event  COMPLETED
 * </pre>
 */
public final class UpdateMachine {
    enum State {
        REQUESTED,
        REJECTED,
        ACCEPT_SENT,
        ACCEPTED,
        BOTH_SENT,
        COMPLETE_SENT,
        COMPLETED
    }

    enum Input {
        REJECT,
        ACCEPT,
        ACCEPTED_EVENT,
        COMPLETE,
        COMPLETED_EVENT
    }

    static final TransitionTable<State, Input> TABLE = new TransitionTable<>("update", State.class, Input.class)
            .on(State.REQUESTED, Input.REJECT, State.REJECTED)
            .on(State.REQUESTED, Input.ACCEPT, State.ACCEPT_SENT)
            .on(State.ACCEPT_SENT, Input.ACCEPTED_EVENT, State.ACCEPTED)
            .on(State.ACCEPT_SENT, Input.COMPLETE, State.BOTH_SENT)
            .on(State.BOTH_SENT, Input.ACCEPTED_EVENT, State.COMPLETE_SENT)
            .on(State.ACCEPTED, Input.COMPLETE, State.COMPLETE_SENT)
            .on(State.COMPLETE_SENT, Input.COMPLETED_EVENT, State.COMPLETED);

    private final Ledger ledger;
    private final UpdateMessage message;
    private final boolean acceptedBefore;
    private State state = State.REQUESTED;

    UpdateMachine(Ledger ledger, UpdateMessage message, boolean acceptedBefore) {
        this.ledger = ledger;
        this.message = message;
        this.acceptedBefore = acceptedBefore;
    }

    public UpdateMessage message() {
        return message;
    }

    /** History says that it was accepted: the validator is not asked again. */
    public boolean isAcceptedBefore() {
        return acceptedBefore;
    }

    /** The rejection travels beside the commands; here it is only noted. */
    public void reject() {
        move(Input.REJECT);
    }

    public void accept() {
        move(Input.ACCEPT);
        ledger.issue(new Command.AcceptUpdate(message.updateId()), event -> move(Input.ACCEPTED_EVENT));
    }

    /** @param failure {@link Failure#NONE} when the update succeeded with {@code result} */
    public void complete(Payload result, Failure failure) {
        move(Input.COMPLETE);
        ledger.issue(
                new Command.CompleteUpdate(message.updateId(), result, failure), event -> move(Input.COMPLETED_EVENT));
    }

    private void move(Input input) {
        state = TABLE.next(state, input, ledger.observer(), this);
    }

    @Override
    public String toString() {
        return "update " + message.updateId();
    }
}
