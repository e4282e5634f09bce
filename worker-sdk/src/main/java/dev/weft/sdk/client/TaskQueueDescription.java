package dev.weft.sdk.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A task queue, as its owner told about it a second or two ago.
 *
 * @param pollers the workers that poll it
 * @param backlog tasks that no worker has yet
 * @param oldestAge how long the oldest of them has waited, as far as that can be told; zero when none waits
 * @param countedSince since when tasks are counted, {@link Instant#EPOCH} when none was
 */
public record TaskQueueDescription(
        String taskQueue,
        List<WorkerDescription> pollers,
        long backlog,
        Duration oldestAge,
        Tasks workflowTasks,
        Tasks activities,
        Tasks queries,
        Instant countedSince) {
    public TaskQueueDescription {
        pollers = List.copyOf(pollers);
    }

    /**
     * The tasks of one kind.
     *
     * @param added those that came to the queue
     * @param dispatched those that were handed to workers, some more than once
     */
    public record Tasks(long waiting, long added, long dispatched) {}
}
