package dev.weft.frontend.worker;

import dev.weft.schemas.RosterEntry;
import dev.weft.schemas.RosterEntry.QueueSeen;
import dev.weft.schemas.RosterEntry.WorkerSeen;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;

/**
 * The workers and task queues that matching tells about. What is not told again for a minute counts as gone. Thread-safe.
 */
@Singleton
public final class Roster {
    private static final Duration KEPT = Duration.ofSeconds(60);

    private final Map<String, RosterEntry> entries = new ConcurrentSkipListMap<>();
    private final Clock clock;
    private volatile Instant swept = Instant.EPOCH;

    Roster() {
        this(Clock.systemUTC());
    }

    Roster(Clock clock) {
        this.clock = clock;
    }

    /** Called on one thread. */
    public void said(RosterEntry entry) {
        entries.put(entry.key(), entry);
        Instant now = clock.instant();
        if (swept.plus(KEPT).isBefore(now)) {
            swept = now;
            entries.values().removeIf(Predicate.not(this::isFresh));
        }
    }

    public void withdrawn(String key) {
        entries.remove(key);
    }

    /** By task queue and id. */
    List<WorkerSeen> workers(Predicate<WorkerSeen> wanted) {
        return entries.values().stream()
                .filter(WorkerSeen.class::isInstance)
                .map(WorkerSeen.class::cast)
                .filter(this::isFresh)
                .filter(wanted)
                .toList();
    }

    Optional<QueueSeen> queue(String namespace, String taskQueue) {
        return Optional.ofNullable(entries.get(QueueSeen.key(namespace, taskQueue)))
                .filter(this::isFresh)
                .map(QueueSeen.class::cast);
    }

    Instant now() {
        return clock.instant();
    }

    private boolean isFresh(RosterEntry entry) {
        return entry.time().plus(KEPT).isAfter(clock.instant());
    }
}
