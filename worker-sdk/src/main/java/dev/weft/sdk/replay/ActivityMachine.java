package dev.weft.sdk.replay;

import dev.weft.core.command.Command;
import dev.weft.core.event.ActivityEvent;
import dev.weft.core.event.HistoryEvent;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One activity.
 *
 * <pre>
 * CREATED           SCHEDULED event         SCHEDULED
 * CREATED           cancel                  DROPPED            the command is taken back
 * SCHEDULED         STARTED event           SCHEDULED
 * SCHEDULED         CLOSED event            CLOSED             any of the four outcomes
 * SCHEDULED         cancel                  CANCEL_SENT
 * CANCEL_SENT       CANCEL_REQUESTED event  CANCEL_REQUESTED
 * CANCEL_SENT       STARTED event           CANCEL_SENT        news of the task that cancels
 * CANCEL_SENT       CLOSED event            CLOSED             the same; the cancellation is taken back
 * CANCEL_REQUESTED  STARTED event           CANCEL_REQUESTED
 * CANCEL_REQUESTED  CLOSED event            CLOSED
 * </pre>
 */
public final class ActivityMachine {
    enum State {
        CREATED,
        SCHEDULED,
        CANCEL_SENT,
        CANCEL_REQUESTED,
        CLOSED,
        DROPPED
    }

    enum Input {
        SCHEDULED_EVENT,
        STARTED_EVENT,
        CLOSED_EVENT,
        CANCEL,
        CANCEL_REQUESTED_EVENT
    }

    static final TransitionTable<State, Input> TABLE = new TransitionTable<>("activity", State.class, Input.class)
            .on(State.CREATED, Input.SCHEDULED_EVENT, State.SCHEDULED)
            .on(State.CREATED, Input.CANCEL, State.DROPPED)
            .on(State.SCHEDULED, Input.STARTED_EVENT, State.SCHEDULED)
            .on(State.SCHEDULED, Input.CLOSED_EVENT, State.CLOSED)
            .on(State.SCHEDULED, Input.CANCEL, State.CANCEL_SENT)
            .on(State.CANCEL_SENT, Input.CANCEL_REQUESTED_EVENT, State.CANCEL_REQUESTED)
            .on(State.CANCEL_SENT, Input.STARTED_EVENT, State.CANCEL_SENT)
            .on(State.CANCEL_SENT, Input.CLOSED_EVENT, State.CLOSED)
            .on(State.CANCEL_REQUESTED, Input.STARTED_EVENT, State.CANCEL_REQUESTED)
            .on(State.CANCEL_REQUESTED, Input.CLOSED_EVENT, State.CLOSED);

    private final Ledger ledger;
    private final Command.ScheduleActivity command;
    private final Consumer<ActivityEvent> onClosed;
    private final IssuedCommand issued;
    private State state = State.CREATED;
    private long scheduledEventId;
    private @Nullable IssuedCommand cancellation;

    ActivityMachine(Ledger ledger, Command.ScheduleActivity command, Consumer<ActivityEvent> onClosed) {
        this.ledger = ledger;
        this.command = command;
        this.onClosed = onClosed;
        this.issued = ledger.issue(command, this::scheduled);
    }

    public String activityId() {
        return command.activityId();
    }

    public String activityType() {
        return command.activityType();
    }

    /** 0 while the command has not been recorded. */
    public long scheduledEventId() {
        return scheduledEventId;
    }

    /** Whether an outcome may still come. */
    public boolean isOpen() {
        return state != State.CLOSED && state != State.DROPPED;
    }

    /** Whether a cancellation would be new. */
    public boolean isCancelable() {
        return state == State.CREATED || state == State.SCHEDULED;
    }

    /**
     * Asks the platform to cancel, or takes the command back when it was not sent yet: then no outcome comes.
     *
     * @return false when the command was taken back
     */
    public boolean cancel() {
        move(Input.CANCEL);
        if (state == State.DROPPED) {
            issued.drop();
            return false;
        }
        cancellation = ledger.issue(new Command.RequestCancelActivity(scheduledEventId), event -> {
            move(Input.CANCEL_REQUESTED_EVENT);
            cancellation = null;
        });
        return true;
    }

    private void scheduled(HistoryEvent event) {
        scheduledEventId = event.eventId();
        move(Input.SCHEDULED_EVENT);
        ledger.follow(scheduledEventId, this::followed);
    }

    private void followed(HistoryEvent event) {
        if (event.attributes() instanceof ActivityEvent.ActivityTaskStarted) {
            move(Input.STARTED_EVENT);
        } else if (event.attributes() instanceof ActivityEvent outcome) {
            move(Input.CLOSED_EVENT);
            if (cancellation != null) {
                cancellation.drop();
            }
            ledger.unfollow(scheduledEventId);
            onClosed.accept(outcome);
        }
    }

    private void move(Input input) {
        state = TABLE.next(state, input, ledger.observer(), this);
    }

    @Override
    public String toString() {
        return "activity " + command.activityId();
    }
}
