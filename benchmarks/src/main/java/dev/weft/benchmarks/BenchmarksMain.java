package dev.weft.benchmarks;

import dev.weft.benchmarks.load.Benchmark;
import dev.weft.benchmarks.load.ChildBenchmark;
import dev.weft.benchmarks.load.FanOutBenchmark;
import dev.weft.benchmarks.load.HistoryReadBenchmark;
import dev.weft.benchmarks.load.LocalBenchmark;
import dev.weft.benchmarks.load.RecoveryBenchmark;
import dev.weft.benchmarks.load.ReplayBenchmark;
import dev.weft.benchmarks.load.SignalBenchmark;
import dev.weft.benchmarks.load.SignalsBenchmark;
import dev.weft.benchmarks.load.StartBenchmark;
import dev.weft.benchmarks.load.StartUpBenchmark;
import dev.weft.benchmarks.load.StepBenchmark;
import dev.weft.benchmarks.load.ThroughputBenchmark;
import dev.weft.benchmarks.load.TimersBenchmark;
import dev.weft.benchmarks.load.UpdateBenchmark;
import dev.weft.benchmarks.rig.Rig;
import dev.weft.benchmarks.table.Table;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weft bench}: runs the benchmarks that are named, or all of them, each on a platform of its own. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures a platform and a worker on this machine, as they are started for it.")
public final class BenchmarksMain implements Callable<Integer> {
    private static final Map<String, Benchmark> BENCHMARKS = benchmarks();

    @Parameters(
            paramLabel = "NAME",
            arity = "0..*",
            description =
                    "step, start, signal, local, update, child, fan-out, replay, throughput, signals, timers, history, start-up, recovery")
    private List<String> names = List.of();

    @Option(
            names = "--seconds",
            description = "Length of a closed loop (default: ${DEFAULT-VALUE}).",
            defaultValue = "60")
    private int seconds = 60;

    @Option(names = "--fsync", description = "Start the platform with --fsync.")
    private boolean fsync;

    private BenchmarksMain() {}

    public static void main(String... args) {
        System.exit(new CommandLine(new BenchmarksMain()).execute(args));
    }

    @Override
    public Integer call() {
        if (seconds < 1) {
            System.err.println("Expected --seconds to be 1 or more, but got " + seconds + ".");
            return CommandLine.ExitCode.USAGE;
        }
        for (String name : names) {
            if (!BENCHMARKS.containsKey(name)) {
                System.err.println(
                        "Expected one of " + String.join(", ", BENCHMARKS.keySet()) + ", but got '" + name + "'.");
                return CommandLine.ExitCode.USAGE;
            }
        }
        Path launcher = Path.of(System.getProperty("weft.launcher", "./weft"));
        Table table = new Table(System.out);
        table.heading("Durability: acks=all, one embedded broker, fsync " + (fsync ? "on" : "off") + "; "
                + Runtime.getRuntime().availableProcessors() + " processors for everything together");
        Map<String, Benchmark> chosen = new LinkedHashMap<>(BENCHMARKS);
        if (!names.isEmpty()) {
            chosen.keySet().retainAll(names);
        }
        for (Map.Entry<String, Benchmark> each : chosen.entrySet()) {
            table.heading(each.getKey());
            try (Rig rig = Rig.start(launcher, fsync ? List.of("--fsync") : List.of())) {
                each.getValue().run(rig, Duration.ofSeconds(seconds), table);
            }
        }
        table.print();
        return table.allReached() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private static Map<String, Benchmark> benchmarks() {
        Map<String, Benchmark> all = new LinkedHashMap<>();
        all.put("step", new StepBenchmark());
        all.put("start", new StartBenchmark());
        all.put("signal", new SignalBenchmark());
        all.put("local", new LocalBenchmark());
        all.put("update", new UpdateBenchmark());
        all.put("child", new ChildBenchmark());
        all.put("fan-out", new FanOutBenchmark());
        all.put("replay", new ReplayBenchmark());
        all.put("throughput", new ThroughputBenchmark());
        all.put("signals", new SignalsBenchmark());
        all.put("timers", new TimersBenchmark());
        all.put("history", new HistoryReadBenchmark());
        all.put("start-up", new StartUpBenchmark());
        all.put("recovery", new RecoveryBenchmark());
        return all;
    }
}
