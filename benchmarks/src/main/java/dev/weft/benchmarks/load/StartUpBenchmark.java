package dev.weft.benchmarks.load;

import dev.weft.benchmarks.rig.Rig;
import dev.weft.benchmarks.table.Row;
import dev.weft.benchmarks.table.Table;
import java.time.Duration;

/** How long a built platform takes until it is ready. */
public final class StartUpBenchmark implements Benchmark {
    @Override
    public void run(Rig rig, Duration length, Table table) {
        Duration ready = rig.restart();
        table.add(Row.atMost("start-up", "clean restart until ready", ready.toMillis() / 1e3, 6, "s"));
    }
}
