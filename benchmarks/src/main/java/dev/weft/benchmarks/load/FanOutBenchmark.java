package dev.weft.benchmarks.load;

import dev.weft.benchmarks.rig.Api;
import dev.weft.benchmarks.rig.Rig;
import dev.weft.benchmarks.table.Row;
import dev.weft.benchmarks.table.Table;
import java.time.Duration;

/** One workflow that runs a thousand activities at the same time. */
public final class FanOutBenchmark implements Benchmark {
    private static final int WIDTH = 1_000;
    private static final int RUNS = 20;
    private static final int WARM_UP = 40;

    @Override
    public void run(Rig rig, Duration length, Table table) {
        Times times = new Times();
        for (int i = 0; i < WARM_UP + RUNS; i++) {
            String id = "fan-out-" + i;
            Times target = i < WARM_UP ? new Times() : times;
            target.time(() -> fanOut(rig.api(), id));
        }
        double perSecond = WIDTH / times.millisAt(50) * 1e3;
        table.add(Row.atLeast("fan-out", "parallel activities of one workflow", perSecond, 2_000, "/s"));
        table.add(Row.told("fan-out", "start → result of " + WIDTH + ", p50", Row.millis(times.millisAt(50))));
    }

    private static void fanOut(Api api, String id) {
        api.start("FanOut", id, "{\"width\":" + WIDTH + ",\"activityMillis\":0}");
        int done = api.result(id).path("result").asInt();
        if (done != WIDTH) {
            throw new IllegalStateException("Expected " + WIDTH + " activities to be done, but got " + done);
        }
    }
}
