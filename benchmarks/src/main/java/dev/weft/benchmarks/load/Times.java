package dev.weft.benchmarks.load;

import org.HdrHistogram.ConcurrentHistogram;

/** Durations, recorded in nanoseconds and told in milliseconds. Thread-safe. */
final class Times {
    private final ConcurrentHistogram histogram = new ConcurrentHistogram(3);

    /** Runs something once and records how long it took. */
    void time(Runnable call) {
        long from = System.nanoTime();
        call.run();
        histogram.recordValue(System.nanoTime() - from);
    }

    void recordMillis(long millis) {
        histogram.recordValue(Math.max(0, millis) * 1_000_000);
    }

    double millisAt(double percentile) {
        return histogram.getValueAtPercentile(percentile) / 1e6;
    }
}
