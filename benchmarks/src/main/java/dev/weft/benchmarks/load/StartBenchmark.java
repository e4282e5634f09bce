package dev.weft.benchmarks.load;

import dev.weft.benchmarks.rig.Api;
import dev.weft.benchmarks.rig.Rig;
import dev.weft.benchmarks.table.Row;
import dev.weft.benchmarks.table.Table;
import java.time.Duration;

/** From the start of a workflow to its result, one at a time. */
public final class StartBenchmark implements Benchmark {
    private static final int RUNS = 500;
    private static final int WARM_UP = 4_000;

    @Override
    public void run(Rig rig, Duration length, Table table) {
        measure(rig.api(), "warm", 0, WARM_UP);
        measure(rig.api(), "warm", 1, WARM_UP);
        table.add(Row.atMost(
                "start",
                "empty workflow, p50",
                measure(rig.api(), "run", 0, RUNS).millisAt(50),
                4,
                "ms"));
        table.add(Row.atMost(
                "start", "one activity, p50", measure(rig.api(), "run", 1, RUNS).millisAt(50), 8, "ms"));
    }

    private static Times measure(Api api, String name, int steps, int runs) {
        Times times = new Times();
        for (int i = 0; i < runs; i++) {
            String id = "start-" + name + '-' + steps + '-' + i;
            times.time(() -> {
                api.start("Chain", id, "{\"steps\":" + steps + ",\"activityMillis\":0}");
                api.result(id);
            });
        }
        return times;
    }
}
