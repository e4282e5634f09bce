package dev.weft.matching.partition;

import dev.weft.core.task.QueueName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Notices workers that were not there before: they may have other code, so that what is stuck on their queue should try
 * again. Many that come together are told as one. Thread-safe.
 */
public final class Newcomers {
    /** Shortest time between two announcements for one queue. */
    static final Duration PACE = Duration.ofSeconds(10);

    private final Consumer<QueueName> announce;
    private final Clock clock;
    private final Map<Presence, Boolean> known;
    private final Map<QueueName, Instant> announced = new HashMap<>();
    private final Set<QueueName> due = new HashSet<>();
    private final ReentrantLock lock = new ReentrantLock();

    private record Presence(QueueName queue, String workerId) {}

    /**
     * @param workersMax how many are remembered, those that polled last
     * @param announce tells that a queue has a new worker
     */
    public Newcomers(int workersMax, Consumer<QueueName> announce, Clock clock) {
        this.announce = announce;
        this.clock = clock;
        this.known = new LinkedHashMap<>(64, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Presence, Boolean> eldest) {
                return size() > workersMax;
            }
        };
    }

    /** A worker polls a queue for workflow tasks. */
    public void polls(QueueName queue, String workerId) {
        if (isNew(queue, workerId)) {
            tick();
        }
    }

    /** Announces what had to wait. To be called now and then. */
    public void tick() {
        dueNow().forEach(announce);
    }

    private boolean isNew(QueueName queue, String workerId) {
        lock.lock();
        try {
            boolean isNew = known.put(new Presence(queue, workerId), true) == null;
            if (isNew) {
                due.add(queue);
            }
            return isNew;
        } finally {
            lock.unlock();
        }
    }

    private List<QueueName> dueNow() {
        lock.lock();
        try {
            if (due.isEmpty() && announced.isEmpty()) {
                return List.of();
            }
            Instant now = clock.instant();
            announced.values().removeIf(time -> !time.plus(PACE).isAfter(now));
            List<QueueName> queues = new ArrayList<>(due);
            queues.removeIf(announced::containsKey);
            queues.forEach(queue -> announced.put(queue, now));
            queues.forEach(due::remove);
            return queues;
        } finally {
            lock.unlock();
        }
    }
}
