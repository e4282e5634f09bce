package dev.weft.core.port;

import dev.weft.core.task.Task;
import dev.weft.core.task.TaskWithdrawal;

/** Takes tasks in memory, where history and matching live in one process. Never blocks. */
@FunctionalInterface
public interface TaskReceiver {
    /** For a process without matching: every task goes through the topic. */
    TaskReceiver NONE = task -> false;

    /** @return false when this process does not own the task's queue; the task then goes through the topic */
    boolean offer(Task task);

    /** @return as for {@link #offer}; by default nothing is owned */
    default boolean withdraw(TaskWithdrawal withdrawal) {
        return false;
    }
}
