package dev.weft.benchmarks.load;

import dev.weft.benchmarks.rig.Api;
import dev.weft.benchmarks.rig.BareKafka;
import dev.weft.benchmarks.rig.Rig;
import dev.weft.benchmarks.table.Row;
import dev.weft.benchmarks.table.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** One workflow of ten activities at a time on an idle platform. */
public final class StepBenchmark implements Benchmark {
    private static final int STEPS = 10;
    private static final int CHAINS = 300;
    private static final int WARM_UP = 300;

    @Override
    public void run(Rig rig, Duration length, Table table) {
        Api api = rig.api();
        for (int i = 0; i < WARM_UP; i++) {
            chain(api, "step-warm-" + i, STEPS);
        }
        double bareMillis = BareKafka.roundTripMicros(rig.bootstrapServers()) / 1e3;
        Times chains = new Times();
        Times empty = new Times();
        Times steps = new Times();
        for (int i = 0; i < CHAINS; i++) {
            String id = "step-" + i;
            chains.time(() -> chain(api, id, STEPS));
            empty.time(() -> chain(api, id + "-empty", 0));
            recordSteps(api, id, steps);
        }
        double step = (chains.millisAt(50) - empty.millisAt(50)) / STEPS;
        table.add(Row.atMost("step", "one step, p50 of (ten steps - none) / 10", step, 4, "ms"));
        table.add(Row.atMost("step", "one step in bare round trips", step / bareMillis, 5, "round trips"));
        table.add(Row.atMost("step", "one step, p99 of event times", steps.millisAt(99), 15, "ms"));
        table.add(Row.told("step", "bare round trip, p50", String.format("%.2f ms", bareMillis)));
    }

    private static void chain(Api api, String id, int steps) {
        api.start("Chain", id, "{\"steps\":" + steps + ",\"activityMillis\":0}");
        api.result(id);
    }

    private static void recordSteps(Api api, String id, Times steps) {
        List<Instant> scheduled = EventTimes.of(api.history(id, 1000), "ActivityTaskScheduled");
        for (int i = 1; i < scheduled.size(); i++) {
            steps.recordMillis(
                    Duration.between(scheduled.get(i - 1), scheduled.get(i)).toMillis());
        }
    }
}
