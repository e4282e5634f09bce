package dev.weft.matching.queue;

import dev.weft.core.task.Task;
import dev.weft.core.task.TaskId;
import java.time.Instant;
import java.util.List;

/** Counts what it is given and keeps nothing, so that a test sees what memory holds without it. */
final class CountedSpill implements Spill {
    long appended;
    long calls;

    @Override
    public SpilledTasks open() {
        return new SpilledTasks() {
            @Override
            public void append(Task task, Instant dispatched) {
                appended++;
                calls++;
            }

            @Override
            public boolean contains(TaskId id) {
                calls++;
                return false;
            }

            @Override
            public List<Task> takeFirst(int maximumTasks, long maximumBytes) {
                throw new UnsupportedOperationException("Expected nobody to take from the spill");
            }

            @Override
            public boolean remove(TaskId id, Instant dispatchedUpTo) {
                calls++;
                return false;
            }

            @Override
            public long size() {
                return appended;
            }

            @Override
            public void drop() {
                appended = 0;
            }
        };
    }
}
