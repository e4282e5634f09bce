package dev.weft.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.benchmarks.rig.Api;
import dev.weft.benchmarks.rig.Rig;
import dev.weft.benchmarks.table.Row;
import dev.weft.benchmarks.table.Table;
import java.time.Duration;

/** How late timers fire. */
public final class TimersBenchmark implements Benchmark {
    private static final int TIMERS = 1_000;
    private static final long MILLIS = 1_000;

    @Override
    public void run(Rig rig, Duration length, Table table) {
        Api api = rig.api();
        sleep(api, "timers-warm", new Times());
        Times lateness = new Times();
        sleep(api, "timers", lateness);
        table.add(Row.atMost("timers", "lateness, p50", lateness.millisAt(50), 20, "ms"));
        table.add(Row.atMost("timers", "lateness, p99", lateness.millisAt(99), 100, "ms"));
    }

    private static void sleep(Api api, String name, Times lateness) {
        ClosedLoop.inParallel(TIMERS, number -> {
            String id = name + '-' + number;
            api.start("Sleeper", id, "{\"millis\":" + MILLIS + "}");
            api.result(id);
            JsonNode history = api.history(id, 100);
            Duration slept = Duration.between(
                    EventTimes.of(history, "TimerStarted").getFirst(),
                    EventTimes.of(history, "TimerFired").getFirst());
            lateness.recordMillis(slept.toMillis() - MILLIS);
        });
    }
}
