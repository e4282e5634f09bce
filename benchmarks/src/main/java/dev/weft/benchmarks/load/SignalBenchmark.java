package dev.weft.benchmarks.load;

import dev.weft.benchmarks.rig.Api;
import dev.weft.benchmarks.rig.Rig;
import dev.weft.benchmarks.table.Row;
import dev.weft.benchmarks.table.Table;
import java.time.Duration;

/** One signal at a time, and the query that must see it. */
public final class SignalBenchmark implements Benchmark {
    private static final int SIGNALS = 500;
    private static final int WARM_UP = 4_000;

    @Override
    public void run(Rig rig, Duration length, Table table) {
        Api api = rig.api();
        api.start("Counter", "signal-counter", "null");
        Times acknowledged = new Times();
        Times seen = new Times();
        for (int i = 1; i <= WARM_UP + SIGNALS; i++) {
            boolean counts = i > WARM_UP;
            int expected = i;
            Times acknowledgements = counts ? acknowledged : new Times();
            Times effects = counts ? seen : new Times();
            effects.time(() -> {
                acknowledgements.time(() -> api.signal("signal-counter", "add", "1"));
                long total = api.query("signal-counter", "total").path("result").asLong();
                if (total != expected) {
                    throw new IllegalStateException(
                            "Expected the query to see " + expected + " acknowledged signals, but it saw " + total);
                }
            });
        }
        table.add(Row.atMost("signal", "acknowledged, p50", acknowledged.millisAt(50), 2, "ms"));
        table.add(Row.atMost("signal", "effect seen through a query, p50", seen.millisAt(50), 6, "ms"));
    }
}
