package dev.weft.sdk.replay;

import dev.weft.core.command.Command;
import dev.weft.core.event.ChildEvent;
import dev.weft.core.event.ChildEvent.StartChildWorkflowExecutionInitiated;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.model.ExecutionKey;
import java.util.function.Consumer;

/**
 * One child workflow.
 *
 * <pre>
 * CREATED    INITIATED event     INITIATED
 * CREATED    cancel              DROPPED     the command is taken back
 * INITIATED  STARTED event       STARTED
 * INITIATED  START_FAILED event  CLOSED
 * STARTED    CLOSED event        CLOSED      any of the five outcomes
 * </pre>
 */
public final class ChildMachine {
    enum State {
        CREATED,
        INITIATED,
        STARTED,
        CLOSED,
        DROPPED
    }

    enum Input {
        INITIATED_EVENT,
        STARTED_EVENT,
        START_FAILED_EVENT,
        CLOSED_EVENT,
        CANCEL
    }

    static final TransitionTable<State, Input> TABLE = new TransitionTable<>("child", State.class, Input.class)
            .on(State.CREATED, Input.INITIATED_EVENT, State.INITIATED)
            .on(State.CREATED, Input.CANCEL, State.DROPPED)
            .on(State.INITIATED, Input.STARTED_EVENT, State.STARTED)
            .on(State.INITIATED, Input.START_FAILED_EVENT, State.CLOSED)
            .on(State.STARTED, Input.CLOSED_EVENT, State.CLOSED);

    private final Ledger ledger;
    private final Command.StartChildWorkflow command;
    private final Consumer<ChildEvent> onEvent;
    private final IssuedCommand issued;
    private State state = State.CREATED;
    private ExecutionKey execution = ExecutionKey.NONE;
    private long initiatedEventId;

    ChildMachine(Ledger ledger, Command.StartChildWorkflow command, Consumer<ChildEvent> onEvent) {
        this.ledger = ledger;
        this.command = command;
        this.onEvent = onEvent;
        this.issued = ledger.issue(command, this::initiated);
    }

    /** {@link ExecutionKey#NONE} until the platform has recorded the command. */
    public ExecutionKey execution() {
        return execution;
    }

    public String workflowType() {
        return command.settings().workflowType();
    }

    public long initiatedEventId() {
        return initiatedEventId;
    }

    /** Whether an outcome may still come. */
    public boolean isOpen() {
        return state != State.CLOSED && state != State.DROPPED;
    }

    /** Whether the command can still be taken back. */
    public boolean isUnsent() {
        return state == State.CREATED;
    }

    /** Takes the command back; only while it is unsent. A child that was asked for is cancelled as any execution. */
    public void takeBack() {
        move(Input.CANCEL);
        issued.drop();
    }

    private void initiated(HistoryEvent event) {
        initiatedEventId = event.eventId();
        if (event.attributes() instanceof StartChildWorkflowExecutionInitiated attributes) {
            execution = attributes.execution();
        }
        move(Input.INITIATED_EVENT);
        ledger.follow(initiatedEventId, this::followed);
    }

    private void followed(HistoryEvent event) {
        if (event.attributes() instanceof ChildEvent childEvent) {
            move(input(childEvent));
            if (state == State.CLOSED) {
                ledger.unfollow(initiatedEventId);
            }
            onEvent.accept(childEvent);
        }
    }

    private static Input input(ChildEvent event) {
        return switch (event) {
            case StartChildWorkflowExecutionInitiated _e -> Input.INITIATED_EVENT;
            case ChildEvent.ChildWorkflowExecutionStarted _e -> Input.STARTED_EVENT;
            case ChildEvent.StartChildWorkflowExecutionFailed _e -> Input.START_FAILED_EVENT;
            case ChildEvent.ChildWorkflowExecutionCompleted _e -> Input.CLOSED_EVENT;
            case ChildEvent.ChildWorkflowExecutionFailed _e -> Input.CLOSED_EVENT;
            case ChildEvent.ChildWorkflowExecutionCanceled _e -> Input.CLOSED_EVENT;
            case ChildEvent.ChildWorkflowExecutionTimedOut _e -> Input.CLOSED_EVENT;
            case ChildEvent.ChildWorkflowExecutionTerminated _e -> Input.CLOSED_EVENT;
        };
    }

    private void move(Input input) {
        state = TABLE.next(state, input, ledger.observer(), this);
    }

    @Override
    public String toString() {
        return "child workflow " + workflowType();
    }
}
