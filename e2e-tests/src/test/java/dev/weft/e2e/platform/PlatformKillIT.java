package dev.weft.e2e.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.benchmarks.rig.Api;
import dev.weft.e2e.installation.Chains;
import dev.weft.e2e.installation.Installation;
import dev.weft.e2e.installation.Verified;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the platform with its broker, and the worker, while workflows are under way. */
final class PlatformKillIT {
    @Test
    void killedPlatformAndKilledWorkerLoseNothingAndDoubleNothing(@TempDir Path directory) {
        try (Installation installation = Installation.standalone(directory);
                Api api = installation.api("platform")) {
            Chains chains = new Chains(api, "kill", 12);
            for (int round = 0; round < 3; round++) {
                chains.start(60);
                installation.kill("platform");
                installation.restart("platform");
                chains.start(20);
                installation.kill("worker");
                installation.restart("worker");
            }
            assertThat(chains.acknowledgedCount()).isEqualTo(240);
            chains.assertAllComplete();
            Verified.assertStatesAreWhatHistoriesSay(installation.bootstrapServers());
        }
    }

    @Test
    void signalsAcknowledgedBeforeTheKillAreCountedOnceAfterIt(@TempDir Path directory) {
        try (Installation installation = Installation.standalone(directory);
                Api api = installation.api("platform")) {
            api.start("Counter", "counter", "null");
            for (int i = 0; i < 200; i++) {
                signal(api, i);
            }
            installation.kill("platform");
            installation.restart("platform");
            // A caller that is not sure sends again, with the same request id.
            for (int i = 150; i < 250; i++) {
                signal(api, i);
            }
            assertThat(api.query("counter", "total").path("result").asLong()).isEqualTo(250);
        }
    }

    private static void signal(Api api, int number) {
        api.post(
                "/api/workflows/counter/signal",
                "{\"signalName\":\"add\",\"data\":1,\"requestId\":\"s" + number + "\"}");
    }
}
