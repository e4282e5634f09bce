package dev.weft.matching.queue;

import dev.weft.core.task.Task;
import java.util.ArrayList;
import java.util.List;

/**
 * The wish of a worker, which is completing a workflow task, to run activities of that run itself. While it is open, the
 * first attempts of the run's activities are put aside for the worker, up to its room.
 */
public final class EagerClaim {
    private final TaskQueue queue;
    private final String runId;
    private final String identity;
    private final int room;
    private final List<Task> tasks = new ArrayList<>();

    EagerClaim(TaskQueue queue, String runId, String identity, int room) {
        this.queue = queue;
        this.runId = runId;
        this.identity = identity;
        this.room = room;
    }

    TaskQueue queue() {
        return queue;
    }

    String runId() {
        return runId;
    }

    String identity() {
        return identity;
    }

    /** What was put aside so far. */
    List<Task> tasks() {
        return tasks;
    }

    /** An attempt that may start only once goes the ordinary way, since it must be claimed on the log first. */
    boolean takes(Task.ActivityTask task) {
        return tasks.size() < room && task.attempt() == 1 && !task.claimRequired();
    }
}
