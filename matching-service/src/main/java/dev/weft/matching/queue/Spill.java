package dev.weft.matching.queue;

import dev.weft.core.task.Task;
import dev.weft.core.task.TaskId;
import java.time.Instant;
import java.util.List;

/** Local store for waiting tasks that memory has no room for. Holds nothing that could not be derived again. */
@FunctionalInterface
public interface Spill {

    /** A new, empty sequence. */
    SpilledTasks open();

    /** First in, first out. Every method may throw {@link SpillException}; the sequence is then worthless. */
    interface SpilledTasks {
        /** @param dispatched when it went to its queue */
        void append(Task task, Instant dispatched);

        boolean contains(TaskId id);

        /** Removes and returns the oldest tasks: at least one when there is one, and no more than both bounds allow. */
        List<Task> takeFirst(int maximumTasks, long maximumBytes);

        /** @return whether the task was there and went to its queue by then, so that it is gone now */
        boolean remove(TaskId id, Instant dispatchedUpTo);

        long size();

        /** Removes everything. */
        void drop();
    }
}
