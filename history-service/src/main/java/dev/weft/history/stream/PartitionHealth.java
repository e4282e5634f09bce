package dev.weft.history.stream;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Which partitions this instance processes, and when each was last seen at work. Thread-safe. */
public final class PartitionHealth {
    private static final Duration SILENCE_MAX = Duration.ofSeconds(10);

    private final LongSupplier clockMillis;
    private final Map<Integer, Long> lastSeenMillis = new ConcurrentHashMap<>();

    public PartitionHealth(LongSupplier clockMillis) {
        this.clockMillis = clockMillis;
    }

    /** Whether every partition that was taken over is still being worked on. */
    public boolean isGood() {
        long oldest = clockMillis.getAsLong() - SILENCE_MAX.toMillis();
        return lastSeenMillis.values().stream().allMatch(seen -> seen >= oldest);
    }

    /** Whether this instance has taken the partition over and not given it up. */
    public boolean has(int partition) {
        return lastSeenMillis.containsKey(partition);
    }

    void seen(int partition) {
        lastSeenMillis.put(partition, clockMillis.getAsLong());
    }

    void gone(int partition) {
        lastSeenMillis.remove(partition);
    }
}
