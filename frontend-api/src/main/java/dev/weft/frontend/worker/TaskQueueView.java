package dev.weft.frontend.worker;

import dev.weft.schemas.RosterEntry.QueueSeen;
import dev.weft.schemas.RosterEntry.TaskCounts;
import dev.weft.schemas.RosterEntry.TaskKind;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A task queue as its owner told about it last.
 *
 * @param pollers the workers that poll it
 * @param backlog tasks that no worker has yet
 * @param countedSince since when the queue's owner counts what is added and dispatched; absent when it counted nothing
 * @param lastSeen when the owner told; absent when it has nothing to tell, since the queue is empty and not polled
 */
public record TaskQueueView(
        String namespace,
        String taskQueue,
        List<WorkerView> pollers,
        BacklogView backlog,
        TasksView workflowTasks,
        TasksView activities,
        TasksView queries,
        Instant countedSince,
        Instant lastSeen) {

    /**
     * Tasks that wait.
     *
     * @param oldestAge how long the oldest has waited, as far as it can be told; zero when none waits
     */
    public record BacklogView(long count, Duration oldestAge) {}

    /**
     * The tasks of one kind.
     *
     * @param added those that came to the queue
     * @param dispatched those that were handed to workers, again after a worker broke off included
     */
    public record TasksView(long waiting, long added, long dispatched) {}

    static TaskQueueView of(QueueSeen queue, List<WorkerView> pollers, Instant now) {
        long waiting = queue.kinds().stream().mapToLong(TaskCounts::waiting).sum();
        Instant oldest = queue.kinds().stream()
                .map(TaskCounts::oldestTime)
                .filter(time -> time.isAfter(Instant.EPOCH) && time.isBefore(now))
                .min(Instant::compareTo)
                .orElse(now);
        return new TaskQueueView(
                queue.namespace(),
                queue.taskQueue(),
                pollers,
                new BacklogView(waiting, Duration.between(oldest, now).truncatedTo(ChronoUnit.MILLIS)),
                tasks(queue, TaskKind.WORKFLOW),
                tasks(queue, TaskKind.ACTIVITY),
                tasks(queue, TaskKind.QUERY),
                queue.since(),
                queue.time());
    }

    private static TasksView tasks(QueueSeen queue, TaskKind kind) {
        return queue.kinds().stream()
                .filter(counts -> counts.kind() == kind)
                .findFirst()
                .map(counts -> new TasksView(counts.waiting(), counts.added(), counts.dispatched()))
                .orElse(new TasksView(0, 0, 0));
    }
}
