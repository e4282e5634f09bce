package dev.weft.e2e.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** The virtual clock, and all that is going to happen, in order. */
final class Timeline {
    static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    private record Happening(Instant time, long sequence, Runnable action) {}

    private final PriorityQueue<Happening> happenings =
            new PriorityQueue<>(Comparator.comparing(Happening::time).thenComparingLong(Happening::sequence));
    private Instant now = BEGINNING;
    private long scheduled;

    Instant now() {
        return now;
    }

    Duration elapsed() {
        return Duration.between(BEGINNING, now);
    }

    void after(Duration delay, Runnable action) {
        at(now.plus(delay), action);
    }

    void at(Instant time, Runnable action) {
        happenings.add(new Happening(time.isBefore(now) ? now : time, scheduled++, action));
    }

    /** Lets the next thing happen. */
    void step() {
        Happening next = happenings.remove();
        now = next.time();
        next.action().run();
    }
}
