package dev.weft.matching.queue;

import dev.weft.core.task.Task;
import dev.weft.core.task.TaskId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A spill in memory that counts, and fails when told to. */
final class HeldSpill implements Spill {
    boolean broken;
    int opened;

    @Override
    public SpilledTasks open() {
        opened++;
        return new Held();
    }

    private final class Held implements SpilledTasks {
        private final ArrayDeque<Task> tasks = new ArrayDeque<>();
        private final Set<TaskId> ids = new HashSet<>();

        @Override
        public void append(Task task) {
            check();
            tasks.add(task);
            ids.add(task.id());
        }

        @Override
        public boolean contains(TaskId id) {
            check();
            return ids.contains(id);
        }

        @Override
        public List<Task> takeFirst(int maximumTasks, long maximumBytes) {
            check();
            List<Task> taken = new ArrayList<>();
            while (taken.size() < maximumTasks && !tasks.isEmpty()) {
                Task task = tasks.remove();
                ids.remove(task.id());
                taken.add(task);
            }
            return taken;
        }

        @Override
        public long size() {
            return tasks.size();
        }

        @Override
        public void drop() {
            tasks.clear();
            ids.clear();
        }

        private void check() {
            if (broken) {
                throw new SpillException("Expected a disk, but it is full", new IllegalStateException());
            }
        }
    }
}
