package dev.weft.matching.queue;

import dev.weft.core.task.Task;
import dev.weft.core.task.TaskId;
import dev.weft.matching.queue.Spill.SpilledTasks;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Tasks of one kind that wait for a worker, first in, first out: the oldest in memory, the rest in the spill.
 *
 * <p>When the spill fails, what it held is given up and the backlog is <em>incomplete</em> until it has drained; then
 * the tasks must be sent again.
 */
final class Backlog {
    private static final int REFILL_TASKS = 256;

    private final QueueLimits limits;
    private final MemoryBudget budget;
    private final Spill spill;
    private final QueueStatistics statistics;
    private final SequencedMap<TaskId, Waiting> memory = new LinkedHashMap<>();
    private @Nullable SpilledTasks spilled;
    private long bytes;
    private boolean incomplete;

    Backlog(QueueLimits limits, MemoryBudget budget, Spill spill, QueueStatistics statistics) {
        this.limits = limits;
        this.budget = budget;
        this.spill = spill;
        this.statistics = statistics;
    }

    private record Waiting(Task task, long bytes) {}

    /**
     * Whether the task waits already. An attempt that has been sent to its queue anew makes way for itself: it must not
     * be taken back together with what was sent before.
     */
    boolean holds(Task task) {
        return contains(task.id())
                && !(task instanceof Task.ActivityTask
                        && remove(task.id(), TaskAge.since(task).minusMillis(1)));
    }

    boolean contains(TaskId id) {
        if (memory.containsKey(id)) {
            return true;
        }
        SpilledTasks further = spilled;
        try {
            return further != null && further.contains(id);
        } catch (SpillException failure) {
            giveUpSpilled();
            return false;
        }
    }

    void addLast(Task task) {
        long size = TaskSize.of(task);
        if (spilled == null && fits(size)) {
            memory.putLast(task.id(), new Waiting(task, size));
            count(size);
        } else {
            spill(task);
        }
    }

    /** Puts back a task that was handed out in vain. */
    void addFirst(Task task) {
        long size = TaskSize.of(task);
        budget.take(size);
        memory.putFirst(task.id(), new Waiting(task, size));
        count(size);
    }

    Optional<Task> removeFirst() {
        if (memory.isEmpty()) {
            refill();
        }
        Map.Entry<TaskId, Waiting> first = memory.pollFirstEntry();
        if (first == null) {
            return Optional.empty();
        }
        discount(first.getValue().bytes);
        return Optional.of(first.getValue().task);
    }

    /** Takes a task out if it went to its queue by then. */
    boolean remove(TaskId id, Instant dispatchedUpTo) {
        Waiting waiting = memory.get(id);
        if (waiting == null) {
            return removeSpilled(id, dispatchedUpTo);
        }
        boolean due = !TaskAge.since(waiting.task).isAfter(dispatchedUpTo);
        if (due) {
            memory.remove(id);
            discount(waiting.bytes);
        }
        return due;
    }

    /** Since when the first one waits; the epoch when there is none, or it cannot be told. */
    Instant oldestTime() {
        Map.Entry<TaskId, Waiting> first = memory.firstEntry();
        return first == null ? Instant.EPOCH : TaskAge.since(first.getValue().task);
    }

    boolean isEmpty() {
        return memory.isEmpty() && spilled == null;
    }

    long size() {
        return memory.size() + (spilled == null ? 0 : spilled.size());
    }

    /** @return whether tasks were lost and all that were left are gone, so that it is time to have them sent again */
    boolean takeDrainedIncomplete() {
        boolean due = incomplete && isEmpty();
        incomplete = incomplete && !due;
        return due;
    }

    void clear() {
        budget.giveBack(bytes);
        statistics.waitingInMemory.add(-memory.size());
        memory.clear();
        bytes = 0;
        giveUpSpilled();
        incomplete = false;
    }

    private boolean fits(long size) {
        return memory.size() < limits.tasksInMemory()
                && (memory.isEmpty() || bytes + size <= limits.bytesInMemory())
                && budget.tryTake(size);
    }

    private void count(long size) {
        bytes += size;
        statistics.waitingInMemory.increment();
    }

    private void discount(long size) {
        bytes -= size;
        budget.giveBack(size);
        statistics.waitingInMemory.decrement();
    }

    private boolean removeSpilled(TaskId id, Instant dispatchedUpTo) {
        if (spilled == null) {
            return false;
        }
        try {
            boolean removed = spilled.remove(id, dispatchedUpTo);
            if (removed) {
                statistics.waitingSpilled.decrement();
                dropSpilledWhenEmpty(spilled);
            }
            return removed;
        } catch (SpillException failure) {
            giveUpSpilled();
            return false;
        }
    }

    private void spill(Task task) {
        try {
            if (spilled == null) {
                spilled = spill.open();
            }
            spilled.append(task, TaskAge.since(task));
            statistics.spilled.increment();
            statistics.waitingSpilled.increment();
        } catch (SpillException failure) {
            giveUpSpilled();
        }
    }

    private void refill() {
        if (spilled == null) {
            return;
        }
        try {
            for (Task task :
                    spilled.takeFirst(Math.min(REFILL_TASKS, limits.tasksInMemory()), limits.bytesInMemory() / 2)) {
                long size = TaskSize.of(task);
                budget.take(size);
                memory.putLast(task.id(), new Waiting(task, size));
                count(size);
                statistics.waitingSpilled.decrement();
            }
            dropSpilledWhenEmpty(spilled);
        } catch (SpillException failure) {
            giveUpSpilled();
        }
    }

    private void dropSpilledWhenEmpty(SpilledTasks tasks) {
        if (tasks.size() == 0) {
            tasks.drop();
            spilled = null;
        }
    }

    private void giveUpSpilled() {
        SpilledTasks lost = spilled;
        incomplete = true;
        if (lost == null) {
            return;
        }
        spilled = null;
        statistics.waitingSpilled.add(-lost.size());
        try {
            lost.drop();
        } catch (SpillException failure) {
            // The store is wiped at the next start; the rows are unreachable until then.
            incomplete = true;
        }
    }
}
