package dev.weft.matching.partition;

import dev.weft.core.port.TaskReceiver;
import dev.weft.core.task.QueueName;
import dev.weft.core.task.Task;
import dev.weft.core.task.TaskWithdrawal;
import dev.weft.matching.queue.MemoryBudget;
import dev.weft.matching.queue.QueueLimits;
import dev.weft.matching.queue.QueueStatistics;
import dev.weft.matching.queue.Spill;
import dev.weft.matching.queue.TaskQueues;
import dev.weft.schemas.RosterEntry.QueueSeen;
import dev.weft.schemas.routing.Routing;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The partitions of the task topic that this process owns at the moment. Thread-safe. */
public final class OwnedPartitions implements TaskReceiver {
    private static final Logger LOG = LoggerFactory.getLogger(OwnedPartitions.class);

    private final AtomicReferenceArray<@Nullable OwnedPartition> partitions;
    private final Storage storage;
    private final RequestOutbox outbox;
    private final IntConsumer resend;
    private final Clock clock;

    /** @param resend asks history to send what is pending on a partition again */
    public OwnedPartitions(int partitions, Storage storage, RequestOutbox outbox, IntConsumer resend, Clock clock) {
        this.partitions = new AtomicReferenceArray<>(partitions);
        this.storage = storage;
        this.outbox = outbox;
        this.resend = resend;
        this.clock = clock;
    }

    /** Where waiting tasks are kept, shared by all partitions. */
    public record Storage(QueueLimits limits, MemoryBudget budget, Spill spill, QueueStatistics statistics) {}

    @Override
    public boolean offer(Task task) {
        OwnedPartition owned = partitions.get(Routing.taskPartition(task.queue(), partitions.length()));
        return owned != null && owned.offer(task);
    }

    @Override
    public boolean withdraw(TaskWithdrawal withdrawal) {
        OwnedPartition owned = partitions.get(Routing.taskPartition(withdrawal.queue(), partitions.length()));
        return owned != null && owned.withdraw(withdrawal);
    }

    public int partitionOf(String namespace, String taskQueue) {
        return Routing.taskPartition(new QueueName(namespace, taskQueue, ""), partitions.length());
    }

    /** Empty when this process does not own it. */
    public Optional<OwnedPartition> find(int partition) {
        return Optional.ofNullable(partitions.get(partition));
    }

    public boolean owns(QueueName queue) {
        return partitions.get(Routing.taskPartition(queue, partitions.length())) != null;
    }

    /** Partitions of the task topic. */
    public int count() {
        return partitions.length();
    }

    /** How many of them this process owns. */
    public int owned() {
        int owned = 0;
        for (int partition = 0; partition < partitions.length(); partition++) {
            if (partitions.get(partition) != null) {
                owned++;
            }
        }
        return owned;
    }

    /** What can be told of up to {@code maximum} queues of those that this process owns. */
    public List<QueueSeen> describe(int maximum) {
        List<QueueSeen> seen = new ArrayList<>();
        for (int partition = 0; partition < partitions.length(); partition++) {
            OwnedPartition owned = partitions.get(partition);
            if (owned != null) {
                seen.addAll(owned.describe(maximum - seen.size()));
            }
        }
        return seen;
    }

    /** Begins to own a partition, and has what is pending there sent again. */
    public void own(int partition) {
        TaskQueues queues =
                new TaskQueues(storage.limits, storage.budget, storage.spill, storage.statistics, clock.instant());
        OwnedPartition before = partitions.getAndSet(partition, new OwnedPartition(queues, outbox, clock));
        if (before != null) {
            before.drop();
        }
        LOG.info("Took over task queues: partition={}", partition);
        resend.accept(partition);
    }

    /** Another instance may own the partition from now on. */
    public void giveUp(int partition) {
        OwnedPartition owned = partitions.getAndSet(partition, null);
        if (owned != null) {
            owned.drop();
            LOG.info("Gave up task queues: partition={}", partition);
        }
    }

    /**
     * The group went on without this process: tasks may have been handed to it after its successor had asked for
     * everything, so that they must be sent once more.
     */
    public void lose(int partition) {
        if (partitions.get(partition) != null) {
            giveUp(partition);
            resend.accept(partition);
        }
    }

    /** Does what has become due. To be called several times a second, from one thread. */
    public void tick() {
        outbox.retry();
        for (int partition = 0; partition < partitions.length(); partition++) {
            OwnedPartition owned = partitions.get(partition);
            if (owned != null && owned.tick()) {
                LOG.warn("Tasks that the spill lost are sent again: partition={}", partition);
                resend.accept(partition);
            }
        }
    }
}
