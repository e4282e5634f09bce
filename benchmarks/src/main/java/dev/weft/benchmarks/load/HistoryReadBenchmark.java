package dev.weft.benchmarks.load;

import dev.weft.benchmarks.rig.Api;
import dev.weft.benchmarks.rig.Rig;
import dev.weft.benchmarks.table.Row;
import dev.weft.benchmarks.table.Table;
import java.time.Duration;

/** How long it takes to read a history of about a thousand events. */
public final class HistoryReadBenchmark implements Benchmark {
    private static final int STEPS = 166;
    private static final int READS = 100;

    @Override
    public void run(Rig rig, Duration length, Table table) {
        Api api = rig.api();
        api.start("Chain", "history", "{\"steps\":" + STEPS + ",\"activityMillis\":0}");
        api.result("history");
        Times times = new Times();
        for (int i = 0; i < READS + READS; i++) {
            Times target = i < READS ? new Times() : times;
            target.time(() -> api.history("history", 1000));
        }
        int events = api.history("history", 1000).path("events").size();
        table.add(Row.atMost("history", "read of " + events + " events, p50", times.millisAt(50), 50, "ms"));
    }
}
