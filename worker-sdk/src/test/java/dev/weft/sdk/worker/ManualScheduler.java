package dev.weft.sdk.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A clock that moves only when it is told to. */
final class ManualScheduler implements Scheduler {
    private record Entry(long atMillis, Runnable code) {}

    private final List<Entry> entries = new ArrayList<>();
    private long nowMillis;

    @Override
    public Cancellation after(Duration delay, Runnable code) {
        Entry entry = new Entry(nowMillis + delay.toMillis(), code);
        entries.add(entry);
        return () -> entries.remove(entry);
    }

    long nowMillis() {
        return nowMillis;
    }

    int scheduled() {
        return entries.size();
    }

    void advance(Duration time) {
        long until = nowMillis + time.toMillis();
        for (Optional<Entry> next = nextBy(until); next.isPresent(); next = nextBy(until)) {
            nowMillis = next.get().atMillis();
            entries.remove(next.get());
            next.get().code().run();
        }
        nowMillis = until;
    }

    private Optional<Entry> nextBy(long millis) {
        return entries.stream()
                .filter(entry -> entry.atMillis() <= millis)
                .min(Comparator.comparingLong(Entry::atMillis));
    }
}
