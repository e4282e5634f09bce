package dev.weft.matching.queue;

import dev.weft.core.task.Task;
import dev.weft.core.task.TaskId;
import dev.weft.matching.queue.Spill.SpilledTasks;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
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
    private final ArrayDeque<Waiting> memory = new ArrayDeque<>();
    private final Set<TaskId> ids = new HashSet<>();
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

    boolean contains(TaskId id) {
        if (ids.contains(id)) {
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
            memory.addLast(new Waiting(task, size));
            remember(task, size);
        } else {
            spill(task);
        }
    }

    /** Puts back a task that was handed out in vain. */
    void addFirst(Task task) {
        long size = TaskSize.of(task);
        budget.take(size);
        memory.addFirst(new Waiting(task, size));
        remember(task, size);
    }

    Optional<Task> removeFirst() {
        if (memory.isEmpty()) {
            refill();
        }
        Waiting first = memory.pollFirst();
        if (first == null) {
            return Optional.empty();
        }
        bytes -= first.bytes;
        budget.giveBack(first.bytes);
        ids.remove(first.task.id());
        statistics.waitingInMemory.decrement();
        return Optional.of(first.task);
    }

    /** Since when the first one waits; the epoch when there is none, or it cannot be told. */
    Instant oldestTime() {
        Waiting first = memory.peekFirst();
        return first == null ? Instant.EPOCH : TaskAge.since(first.task);
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
        ids.clear();
        bytes = 0;
        giveUpSpilled();
        incomplete = false;
    }

    private boolean fits(long size) {
        return memory.size() < limits.tasksInMemory()
                && (memory.isEmpty() || bytes + size <= limits.bytesInMemory())
                && budget.tryTake(size);
    }

    private void remember(Task task, long size) {
        ids.add(task.id());
        bytes += size;
        statistics.waitingInMemory.increment();
    }

    private void spill(Task task) {
        try {
            if (spilled == null) {
                spilled = spill.open();
            }
            spilled.append(task);
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
                memory.addLast(new Waiting(task, size));
                remember(task, size);
                statistics.waitingSpilled.decrement();
            }
            if (spilled.size() == 0) {
                spilled.drop();
                spilled = null;
            }
        } catch (SpillException failure) {
            giveUpSpilled();
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
