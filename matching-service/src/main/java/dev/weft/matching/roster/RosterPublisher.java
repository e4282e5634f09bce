package dev.weft.matching.roster;

import dev.weft.core.protocol.WorkerProtocol.ShutdownRequest;
import dev.weft.core.protocol.WorkerProtocol.WorkerStatus;
import dev.weft.core.task.QueueName;
import dev.weft.matching.partition.OwnedPartitions;
import dev.weft.schemas.RosterEntry;
import dev.weft.schemas.RosterEntry.QueueSeen;
import dev.weft.schemas.RosterEntry.WorkerSeen;
import dev.weft.schemas.kafka.SharedLogWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells everybody, through one compacted topic, which workers there are and how the task queues of this process stand.
 * What workers say is kept until the next {@link #publish}, so that no call of theirs waits for the topic; what gets lost
 * is said again. Thread-safe.
 */
public final class RosterPublisher {
    private static final Logger LOG = LoggerFactory.getLogger(RosterPublisher.class);
    /** Workers that have something to say within a moment; what more of them say is left to the next time. */
    private static final int SAYINGS = 10_000;

    private final SharedLogWriter<RosterEntry> log;
    private final OwnedPartitions partitions;
    private final int maximumQueues;
    private final Duration refresh;
    private final Clock clock;
    /** By key; empty for a worker that has left. Guarded by itself. */
    private final Map<String, Optional<RosterEntry>> sayings = new LinkedHashMap<>();
    /** What was told last of each queue, by key. */
    private final Map<String, QueueSeen> told = new HashMap<>();

    /**
     * @param maximumQueues queues of this process that are told about
     * @param refresh how often what has not changed is told again
     */
    public RosterPublisher(
            SharedLogWriter<RosterEntry> log,
            OwnedPartitions partitions,
            int maximumQueues,
            Duration refresh,
            Clock clock) {
        this.log = log;
        this.partitions = partitions;
        this.maximumQueues = maximumQueues;
        this.refresh = refresh;
        this.clock = clock;
    }

    /** A worker tells about itself. */
    public void seen(WorkerStatus status) {
        WorkerSeen entry = new WorkerSeen(status, clock.instant());
        keep(entry.key(), Optional.of(entry));
    }

    /** A worker takes no more tasks. */
    public void left(ShutdownRequest worker) {
        keep(WorkerSeen.key(worker.namespace(), worker.taskQueue(), worker.workerId()), Optional.empty());
    }

    /** Tells what is new, and from time to time what is not. To be called by one thread. */
    public void publish() {
        publishWorkers();
        publishQueues(clock.instant());
    }

    private void keep(String key, Optional<RosterEntry> saying) {
        synchronized (sayings) {
            if (sayings.size() < SAYINGS || sayings.containsKey(key)) {
                sayings.put(key, saying);
            }
        }
    }

    private void publishWorkers() {
        Map<String, Optional<RosterEntry>> current;
        synchronized (sayings) {
            current = new LinkedHashMap<>(sayings);
            sayings.clear();
        }
        current.forEach((key, saying) -> saying.ifPresentOrElse(entry -> say(key, entry), () -> withdraw(key)));
    }

    private void publishQueues(Instant now) {
        Map<String, QueueSeen> current = new HashMap<>();
        partitions.describe(maximumQueues).forEach(queue -> current.put(queue.key(), queue));
        current.forEach((key, queue) -> {
            QueueSeen before = told.get(key);
            if (before == null
                    || hasChanged(before, queue)
                    || !before.time().plus(refresh).isAfter(now)) {
                told.put(key, queue);
                say(key, queue);
            }
        });
        forgetAllBut(current);
    }

    /** A queue that is empty and idle is taken back; one that another instance owns by now is left to that one. */
    private void forgetAllBut(Map<String, QueueSeen> current) {
        Iterator<Map.Entry<String, QueueSeen>> all = told.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<String, QueueSeen> entry = all.next();
            if (!current.containsKey(entry.getKey())) {
                QueueSeen queue = entry.getValue();
                all.remove();
                if (partitions.owns(new QueueName(queue.namespace(), queue.taskQueue(), ""))) {
                    withdraw(entry.getKey());
                }
            }
        }
    }

    private static boolean hasChanged(QueueSeen before, QueueSeen after) {
        return !before.kinds().equals(after.kinds()) || !before.since().equals(after.since());
    }

    private void say(String key, RosterEntry entry) {
        log.say(key, entry).whenComplete((done, failure) -> note(key, failure));
    }

    private void withdraw(String key) {
        log.withdraw(key).whenComplete((done, failure) -> note(key, failure));
    }

    private static void note(String key, @Nullable Throwable failure) {
        if (failure != null) {
            LOG.debug("The log did not take news of {}", key, failure);
        }
    }
}
