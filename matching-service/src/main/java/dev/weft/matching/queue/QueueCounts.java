package dev.weft.matching.queue;

import dev.weft.core.task.Task;
import dev.weft.schemas.RosterEntry.TaskKind;
import java.time.Instant;
import java.util.List;

/** How many tasks of each kind have come to a queue and left it for workers. */
final class QueueCounts {
    private final long[] added = new long[TaskKind.values().length];
    private final long[] dispatched = new long[TaskKind.values().length];
    private Instant since = Instant.EPOCH;

    static TaskKind kindOf(Task task) {
        return switch (task) {
            case Task.WorkflowTask workflow -> TaskKind.WORKFLOW;
            case Task.ActivityTask activity -> TaskKind.ACTIVITY;
            case Task.QueryTask query -> TaskKind.QUERY;
        };
    }

    void add(Task task, Instant now) {
        if (since.equals(Instant.EPOCH)) {
            since = now;
        }
        added[kindOf(task).ordinal()]++;
    }

    void dispatch(List<? extends Task> tasks) {
        for (Task task : tasks) {
            dispatched[kindOf(task).ordinal()]++;
        }
    }

    long added(TaskKind kind) {
        return added[kind.ordinal()];
    }

    long dispatched(TaskKind kind) {
        return dispatched[kind.ordinal()];
    }

    /** When the first task came, the epoch before. */
    Instant since() {
        return since;
    }
}
