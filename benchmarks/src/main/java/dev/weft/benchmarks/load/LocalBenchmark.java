package dev.weft.benchmarks.load;

import dev.weft.benchmarks.rig.Api;
import dev.weft.benchmarks.rig.Rig;
import dev.weft.benchmarks.table.Row;
import dev.weft.benchmarks.table.Table;
import java.time.Duration;

/** Workflows of ten local activities, one at a time and a hundred at a time. */
public final class LocalBenchmark implements Benchmark {
    private static final int STEPS = 10;
    private static final int CHAINS = 500;
    private static final int CONCURRENT = 100;
    private static final Duration WARM_UP = Duration.ofSeconds(20);

    @Override
    public void run(Rig rig, Duration length, Table table) {
        Api api = rig.api();
        loop(api, "warm", WARM_UP);
        Times chains = new Times();
        Times empty = new Times();
        for (int i = 0; i < CHAINS; i++) {
            String id = "local-" + i;
            chains.time(() -> chain(api, id, STEPS));
            empty.time(() -> chain(api, id + "-empty", 0));
        }
        double step = (chains.millisAt(50) - empty.millisAt(50)) / STEPS;
        table.add(Row.atMost("local", "one local step, p50 of (ten steps - none) / 10", step, 1, "ms"));
        double platformCpu = rig.platform().cpuSeconds();
        double workerCpu = rig.worker().cpuSeconds();
        double steps = loop(api, "ten", length) * STEPS;
        table.add(Row.atLeast("local", "local steps, ten each", steps, 6_000, "/s"));
        table.add(Row.told(
                "local",
                "CPU of a local step, platform and worker",
                cpu(rig.platform().cpuSeconds() - platformCpu, steps, length) + " and "
                        + cpu(rig.worker().cpuSeconds() - workerCpu, steps, length)));
    }

    private static String cpu(double seconds, double stepsPerSecond, Duration length) {
        return Row.millis(seconds * 1e3 / (stepsPerSecond * length.toSeconds()));
    }

    private static double loop(Api api, String name, Duration length) {
        return ClosedLoop.perSecond(CONCURRENT, length, number -> chain(api, "local-" + name + '-' + number, STEPS));
    }

    private static void chain(Api api, String id, int steps) {
        api.start("LocalChain", id, "{\"steps\":" + steps + ",\"activityMillis\":0}");
        api.result(id);
    }
}
