package dev.weft.sdk.scenario;

import dev.weft.core.event.HistoryEvent;
import dev.weft.sdk.data.StandardDataConverter;
import dev.weft.sdk.data.StandardFailureConverter;
import dev.weft.sdk.runner.WorkflowReplayer;
import dev.weft.sdk.scenario.ScriptedServer.Cache;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * How fast history is replayed; run by hand with {@code -Dweft.measure=true}. Prints events per second of the clock and
 * per second of processor time, which counts on a machine that does other things too.
 */
@EnabledIfSystemProperty(named = "weft.measure", matches = "true")
class ReplaySpeedMeasurement {
    private static final int STEPS = 8_000;
    private static final int ROUNDS = 20;

    private static final Lambdas.Body CHAIN = code -> {
        int total = 0;
        for (int i = 0; i < STEPS; i++) {
            total += code.steps.step("s").length();
        }
        return total;
    };

    @Test
    void aPlainActivityHistory() {
        List<HistoryEvent> history;
        try (ScriptedServer server = Lambdas.started(Cache.STICKY, CHAIN)) {
            server.task();
            for (int i = 0; i < STEPS; i++) {
                server.completeActivity("Step", "r").task();
            }
            history = server.history();
        }
        try (WorkflowReplayer replayer = new WorkflowReplayer(
                Lambdas.registry(CHAIN), new StandardDataConverter(), new StandardFailureConverter())) {
            for (int round = 1; round <= ROUNDS; round++) {
                long begun = System.nanoTime();
                long cpuBegun = processorNanos();
                replayer.replay(history);
                System.out.printf(
                        "round %d: %,.0f events/s, %,.0f per second of processor time%n",
                        round,
                        history.size() * 1e9 / (System.nanoTime() - begun),
                        history.size() * 1e9 / (processorNanos() - cpuBegun));
            }
        }
    }

    private static long processorNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
