package dev.weft.benchmarks.load;

import dev.weft.benchmarks.rig.Api;
import dev.weft.benchmarks.rig.Rig;
import dev.weft.benchmarks.table.Row;
import dev.weft.benchmarks.table.Table;
import java.time.Duration;

/** One update at a time, from the call to its result. */
public final class UpdateBenchmark implements Benchmark {
    private static final int UPDATES = 500;
    private static final int WARM_UP = 4_000;

    /** Updates of one workflow, so that no history grows beyond what users let grow. */
    private static final int UPDATES_EACH = 500;

    @Override
    public void run(Rig rig, Duration length, Table table) {
        Api api = rig.api();
        Times times = new Times();
        for (int i = 0; i < WARM_UP + UPDATES; i++) {
            String id = "update-counter-" + i / UPDATES_EACH;
            if (i % UPDATES_EACH == 0) {
                api.start("Counter", id, "null");
            }
            int expected = i % UPDATES_EACH + 1;
            Times target = i < WARM_UP ? new Times() : times;
            target.time(() -> {
                long total = api.post("/api/workflows/" + id + "/update", "{\"updateName\":\"add\",\"input\":1}")
                        .path("result")
                        .asLong();
                if (total != expected) {
                    throw new IllegalStateException("Expected the update to give " + expected + ", but got " + total);
                }
            });
        }
        table.add(Row.atMost("update", "round trip with validator and result, p50", times.millisAt(50), 8, "ms"));
        table.add(Row.told("update", "round trip, p99", Row.millis(times.millisAt(99))));
    }
}
