package dev.weft.matching.queue;

import dev.weft.core.task.Task;
import dev.weft.core.task.TaskId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
        private final Map<TaskId, Instant> ids = new HashMap<>();

        @Override
        public void append(Task task, Instant dispatched) {
            check();
            tasks.add(task);
            ids.put(task.id(), dispatched);
        }

        @Override
        public boolean contains(TaskId id) {
            check();
            return ids.containsKey(id);
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
        public boolean remove(TaskId id, Instant dispatchedUpTo) {
            check();
            Instant dispatched = ids.get(id);
            if (dispatched == null || dispatched.isAfter(dispatchedUpTo)) {
                return false;
            }
            ids.remove(id);
            return tasks.removeIf(task -> task.id().equals(id));
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
