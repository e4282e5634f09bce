package dev.weft.benchmarks.load;

import dev.weft.benchmarks.rig.Api;
import dev.weft.benchmarks.rig.Rig;
import dev.weft.benchmarks.table.Row;
import dev.weft.benchmarks.table.Table;
import java.time.Duration;

/** As many signals as go into one execution. */
public final class SignalsBenchmark implements Benchmark {
    private static final int SENDERS = 32;
    private static final int SIGNALS = 10_000;

    @Override
    public void run(Rig rig, Duration length, Table table) {
        Api api = rig.api();
        send(api, "signals-warm");
        long from = System.nanoTime();
        send(api, "signals");
        double perSecond = SIGNALS / ((System.nanoTime() - from) / 1e9);
        long total = api.query("signals", "total").path("result").asLong();
        table.add(Row.atLeast("signals", "appended and handled by one execution", perSecond, 1_000, "/s"));
        table.add(Row.atMost("signals", "lost or doubled", Math.abs(total - SIGNALS), 0, "signals"));
    }

    /** Returns when the last signal has been handled: the query sees all that was acknowledged before it. */
    private static void send(Api api, String id) {
        api.start("Counter", id, "null");
        ClosedLoop.inParallel(SENDERS, sender -> {
            for (int i = sender; i < SIGNALS; i += SENDERS) {
                api.signal(id, "add", "1");
            }
        });
        api.query(id, "total");
    }
}
