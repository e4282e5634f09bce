package dev.weft.benchmarks.load;

import dev.weft.benchmarks.rig.Api;
import dev.weft.benchmarks.rig.ProcessTree;
import dev.weft.benchmarks.rig.Rig;
import dev.weft.benchmarks.table.Row;
import dev.weft.benchmarks.table.Table;
import dev.weft.sdk.transport.TransportException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/** Kills the platform while ten thousand workflows are open. */
public final class RecoveryBenchmark implements Benchmark {
    private static final int OPEN = 10_000;
    private static final int CALLERS = 64;

    @Override
    public void run(Rig rig, Duration length, Table table) {
        Api api = rig.api();
        inBulk(number -> api.start("Counter", "open-" + number, "null"));
        inBulk(number -> api.signal("open-" + number, "add", "1"));

        long from = System.nanoTime();
        Duration ready = rig.restartAfterKill();
        firstProgress(api, "open-0");
        double progress = (System.nanoTime() - from) / 1e9;
        table.add(Row.told("recovery", "ready again after kill -9", ready.toMillis() / 1e3 + " s"));
        table.add(Row.atMost("recovery", "first progress after kill -9, 10,000 open", progress, 8, "s"));

        AtomicInteger wrong = new AtomicInteger();
        inBulk(number -> {
            api.signal("open-" + number, "add", "1");
            long expected = number == 0 ? 3 : 2;
            if (api.query("open-" + number, "total").path("result").asLong() != expected) {
                wrong.incrementAndGet();
            }
        });
        table.add(Row.atMost("recovery", "workflows lost, stuck or wrong", wrong.get(), 0, "of 10,000"));
        failOver(rig, table);
    }

    /** A second instance takes half of the partitions and is killed: how long do its workflows stand still? */
    private static void failOver(Rig rig, Table table) {
        int port = Rig.freePort();
        ProcessTree second = rig.startSecond(port);
        try (Api other = new Api(port)) {
            Rig.awaitReady(other, second, Path.of("second.log"));
            rig.awaitSettled();
            second.kill();
            long from = System.nanoTime();
            // One of them is on each partition.
            ClosedLoop.inParallel(16, number -> firstProgress(rig.api(), "open-" + (number + 1)));
            table.add(Row.atMost(
                    "recovery",
                    "all partitions go on after one of two instances is killed",
                    (System.nanoTime() - from) / 1e9,
                    3,
                    "s"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Expected to kill the second instance, but was interrupted", e);
        } finally {
            second.close();
        }
    }

    private static void inBulk(IntConsumer work) {
        ClosedLoop.inParallel(CALLERS, caller -> {
            for (int number = caller; number < OPEN; number += CALLERS) {
                work.accept(number);
            }
        });
    }

    /** Asks until a signal has had its effect; the same request id, so that it counts once. */
    private static void firstProgress(Api api, String workflowId) {
        String body = "{\"signalName\":\"add\",\"data\":1,\"requestId\":\"progress-" + System.nanoTime() + "\"}";
        while (true) {
            try {
                api.post("/api/workflows/" + workflowId + "/signal", body);
                api.query(workflowId, "total");
                return;
            } catch (TransportException | IllegalStateException notYet) {
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        }
    }
}
