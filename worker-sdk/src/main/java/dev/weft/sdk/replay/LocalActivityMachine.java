package dev.weft.sdk.replay;

import dev.weft.core.model.Failure;
import dev.weft.sdk.replay.LocalActivityReport.Outcome;
import java.util.function.Consumer;

/**
 * One local activity.
 *
 * <pre>
 * REQUESTED    end      CLOSED
 * REQUESTED    backoff  BACKING_OFF  a durable timer runs
 * REQUESTED    drop     DROPPED      no outcome comes
 * BACKING_OFF  repeat   REQUESTED
 * BACKING_OFF  drop     DROPPED
 * </pre>
 */
public final class LocalActivityMachine {
    enum State {
        REQUESTED,
        BACKING_OFF,
        CLOSED,
        DROPPED
    }

    enum Input {
        END,
        BACKOFF,
        REPEAT,
        DROP
    }

    static final TransitionTable<State, Input> TABLE = new TransitionTable<>("local activity", State.class, Input.class)
            .on(State.REQUESTED, Input.END, State.CLOSED)
            .on(State.REQUESTED, Input.BACKOFF, State.BACKING_OFF)
            .on(State.REQUESTED, Input.DROP, State.DROPPED)
            .on(State.BACKING_OFF, Input.REPEAT, State.REQUESTED)
            .on(State.BACKING_OFF, Input.DROP, State.DROPPED);

    private final LocalActivities all;
    private final TransitionObserver observer;
    private final LocalActivityRequest request;
    private final CodePosition position;
    private final Consumer<LocalActivityReport> onReport;
    private State state = State.REQUESTED;
    private int attempt = 1;
    private Failure lastFailure = Failure.NONE;
    private boolean cancelRequested;

    LocalActivityMachine(
            LocalActivities all,
            TransitionObserver observer,
            LocalActivityRequest request,
            CodePosition position,
            Consumer<LocalActivityReport> onReport) {
        this.all = all;
        this.observer = observer;
        this.request = request;
        this.position = position;
        this.onReport = onReport;
    }

    public LocalActivityRequest request() {
        return request;
    }

    /** The line of code that asked for it. */
    CodePosition position() {
        return position;
    }

    /** The attempt that is due, from 1. */
    public int attempt() {
        return attempt;
    }

    /** What the attempt before failed with, {@link Failure#NONE} for none. */
    public Failure lastFailure() {
        return lastFailure;
    }

    /** Whether code waits for an end of attempts now. */
    public boolean isRequested() {
        return state == State.REQUESTED;
    }

    /** Whether an outcome may still come. */
    public boolean isOpen() {
        return state == State.REQUESTED || state == State.BACKING_OFF;
    }

    public boolean isCancelRequested() {
        return cancelRequested;
    }

    /** Its attempt should stop; the outcome still comes. */
    public void requestCancel() {
        cancelRequested = true;
    }

    /** Code does not wait for it any more: no outcome comes and nothing is recorded. Only while it is open. */
    public void drop() {
        cancelRequested = true;
        move(Input.DROP);
        all.forget(this);
    }

    /** Its backoff is over. */
    public void repeat() {
        move(Input.REPEAT);
        all.add(this);
    }

    void end(LocalActivityReport report) {
        if (report.outcome() instanceof Outcome.BackedOff backedOff) {
            move(Input.BACKOFF);
            attempt = report.attempt() + 1;
            lastFailure = backedOff.failure();
        } else {
            move(Input.END);
        }
        all.forget(this);
        onReport.accept(report);
    }

    private void move(Input input) {
        state = TABLE.next(state, input, observer, this);
    }

    @Override
    public String toString() {
        return "local activity " + request.activityId();
    }
}
