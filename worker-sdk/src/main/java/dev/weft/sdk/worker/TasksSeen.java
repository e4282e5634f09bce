package dev.weft.sdk.worker;

import dev.weft.core.task.TaskId;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Recognises tasks that are delivered again: those under way, and the last {@value #FINISHED_MAX} whose report is
 * durable. The platform sends what is pending again after a takeover, perhaps before it has read the report.
 */
final class TasksSeen {
    static final int FINISHED_MAX = 10_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Set<TaskId> underWay = new HashSet<>();
    /** In the order of finishing. */
    private final LinkedHashSet<TaskId> finished = new LinkedHashSet<>();

    /** False when the task is under way or finished already. */
    boolean begin(TaskId id) {
        lock.lock();
        try {
            return !finished.contains(id) && underWay.add(id);
        } finally {
            lock.unlock();
        }
    }

    void finish(TaskId id) {
        lock.lock();
        try {
            underWay.remove(id);
            finished.add(id);
            if (finished.size() > FINISHED_MAX) {
                finished.removeFirst();
            }
        } finally {
            lock.unlock();
        }
    }
}
