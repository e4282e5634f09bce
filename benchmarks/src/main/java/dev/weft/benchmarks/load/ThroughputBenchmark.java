package dev.weft.benchmarks.load;

import dev.weft.benchmarks.rig.Api;
import dev.weft.benchmarks.rig.Rig;
import dev.weft.benchmarks.rig.TopicSizes;
import dev.weft.benchmarks.table.Row;
import dev.weft.benchmarks.table.Table;
import java.time.Duration;

/** A hundred workflows at a time for as long as they are let, everything on one machine. */
public final class ThroughputBenchmark implements Benchmark {
    private static final int CONCURRENT = 100;
    private static final Duration WARM_UP = Duration.ofSeconds(20);

    @Override
    public void run(Rig rig, Duration length, Table table) {
        loop(rig.api(), "warm", 1, WARM_UP);
        loop(rig.api(), "warm", 10, WARM_UP);
        double workflows = loop(rig.api(), "one", 1, length);
        table.add(Row.atLeast("throughput", "workflows of one activity", workflows, 1_000, "/s"));

        TopicSizes before = TopicSizes.read(rig.bootstrapServers());
        double platformCpu = rig.platform().cpuSeconds();
        double workerCpu = rig.worker().cpuSeconds();
        double chains = loop(rig.api(), "ten", 10, length);
        double activities = chains * 10;
        double steps = activities * length.toSeconds();
        table.add(Row.atLeast("throughput", "activities, ten each", activities, 2_000, "/s"));
        table.add(Row.atMost(
                "throughput",
                "platform CPU of a step",
                (rig.platform().cpuSeconds() - platformCpu) / steps * 1e3,
                0.5,
                "ms"));
        table.add(Row.atMost(
                "throughput",
                "worker CPU of a step",
                (rig.worker().cpuSeconds() - workerCpu) / steps * 1e3,
                0.4,
                "ms"));
        TopicSizes written = TopicSizes.read(rig.bootstrapServers()).since(before);
        table.add(Row.atMost("throughput", "records of a step", written.records() / steps, 7, "records"));
        table.add(Row.atMost("throughput", "bytes of a step", written.bytes() / steps, 2_000, "bytes"));
        written.topics().forEach((topic, size) -> {
            if (size.records() > 0) {
                table.add(Row.told(
                        "throughput",
                        "… of them " + topic,
                        String.format("%.2f records, %.0f bytes", size.records() / steps, size.bytes() / steps)));
            }
        });
        table.add(
                Row.atMost("memory", "platform with its broker", rig.platform().peakMebibytes(), 900, "MiB"));
        table.add(Row.atMost("memory", "worker", rig.worker().peakMebibytes(), 350, "MiB"));
    }

    private static double loop(Api api, String name, int steps, Duration length) {
        String input = "{\"steps\":" + steps + ",\"activityMillis\":0}";
        return ClosedLoop.perSecond(CONCURRENT, length, number -> {
            String id = "throughput-" + name + '-' + steps + '-' + number;
            api.start("Chain", id, input);
            api.result(id);
        });
    }
}
