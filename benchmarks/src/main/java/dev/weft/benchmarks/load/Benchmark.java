package dev.weft.benchmarks.load;

import dev.weft.benchmarks.rig.Rig;
import dev.weft.benchmarks.table.Table;
import java.time.Duration;

/** Measures one thing on a running platform and adds what it found to the table. */
@FunctionalInterface
public interface Benchmark {
    void run(Rig rig, Duration length, Table table);
}
