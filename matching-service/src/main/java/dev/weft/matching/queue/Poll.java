package dev.weft.matching.queue;

import dev.weft.core.task.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One poll of a worker.
 *
 * <pre>
 * WAITING --a task, the end of the wait, a shutdown--> READY --take--> ENDED
 * WAITING or READY --cancel--> ENDED
 * </pre>
 */
public final class Poll {
    enum State {
        WAITING,
        READY,
        ENDED
    }

    private final TaskQueue queue;
    private final String workerId;
    private final String identity;
    private final int maximumWorkflowTasks;
    private final int maximumActivityTasks;
    private final Instant deadline;
    private final List<Task> assigned = new ArrayList<>();
    private final Runnable onReady;
    private State state = State.WAITING;

    Poll(TaskQueue queue, PollDemand demand, Instant deadline, Runnable onReady) {
        this.queue = queue;
        this.workerId = demand.workerId();
        this.identity = demand.identity();
        this.maximumWorkflowTasks = demand.maximumWorkflowTasks();
        this.maximumActivityTasks = demand.maximumActivityTasks();
        this.deadline = deadline;
        this.onReady = onReady;
    }

    /** What a worker asks for. */
    record PollDemand(String workerId, String identity, int maximumWorkflowTasks, int maximumActivityTasks) {}

    /** Whether {@link TaskQueues#take} would end it now. */
    public boolean isReady() {
        return state == State.READY;
    }

    TaskQueue queue() {
        return queue;
    }

    String workerId() {
        return workerId;
    }

    String identity() {
        return identity;
    }

    int maximumWorkflowTasks() {
        return maximumWorkflowTasks;
    }

    int maximumActivityTasks() {
        return maximumActivityTasks;
    }

    /** A poll that only brings reports. */
    boolean wantsNothing() {
        return maximumWorkflowTasks == 0 && maximumActivityTasks == 0;
    }

    Instant deadline() {
        return deadline;
    }

    /** Tasks that met this poll while it waited. */
    List<Task> assigned() {
        return assigned;
    }

    boolean isWaiting() {
        return state == State.WAITING;
    }

    boolean isEnded() {
        return state == State.ENDED;
    }

    /** Tells its owner that there is something to take; the owner decides when it does. */
    void becomeReady() {
        state = State.READY;
        onReady.run();
    }

    void readyAtOnce() {
        state = State.READY;
    }

    void end() {
        state = State.ENDED;
    }
}
