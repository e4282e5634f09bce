package dev.weft.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.benchmarks.rig.Api;
import dev.weft.benchmarks.rig.Rig;
import dev.weft.e2e.installation.Chains;
import dev.weft.e2e.installation.Installation;
import dev.weft.e2e.installation.Verified;
import dev.weft.standalone.broker.BrokerSettings;
import dev.weft.standalone.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two of each service and two workers as separate processes, killed in turn under load. */
final class DistributedIT {
    @Test
    void killOfEachProcessInTurnUnderLoadLosesNothingAndDoublesNothing(@TempDir Path directory)
            throws InterruptedException {
        try (EmbeddedBroker broker = broker(directory);
                Installation installation = installation(directory, broker);
                Api api = installation.api("frontend-2")) {
            Chains chains = new Chains(api, "load", 6);
            CountDownLatch enough = new CountDownLatch(1);
            Thread load = chains.startUntil(enough);
            for (String name :
                    List.of("history-1", "matching-1", "frontend-1", "worker-1", "history-2", "matching-2")) {
                awaitMore(chains, 40);
                installation.kill(name);
                awaitMore(chains, 40);
                installation.restart(name);
            }
            enough.countDown();
            load.join();
            chains.assertAllComplete();
            Verified.assertStatesAreWhatHistoriesSay(broker.bootstrapServers());
        }
    }

    @Test
    void startsAndSignalsAreAcceptedWhileHistoryIsAway(@TempDir Path directory) {
        try (EmbeddedBroker broker = broker(directory);
                Installation installation = new Installation(directory)) {
            String kafka = broker.bootstrapServers();
            installation.startServing("history", "serve", "history", "--kafka", kafka);
            installation.startServing("matching", "serve", "matching", "--kafka", kafka);
            installation.startServing("frontend", "serve", "frontend", "--kafka", kafka);
            installation.startWorker("worker", "matching");
            try (Api api = installation.api("frontend")) {
                api.start("Counter", "counter", "null");
                installation.kill("history");

                JsonNode signal = api.post(
                        "/api/workflows/counter/signal", "{\"signalName\":\"add\",\"data\":7,\"requestId\":\"away\"}");
                JsonNode start = api.post(
                        "/api/workflows/start",
                        "{\"workflowType\":\"Chain\",\"taskQueue\":\"examples\",\"workflowId\":\"away\","
                                + "\"input\":{\"steps\":2,\"activityMillis\":0}}");

                assertThat(signal.path("token").asText()).isNotEmpty();
                assertThat(start.path("token").asText()).isNotEmpty();
                installation.restart("history");
                assertThat(api.result("away").path("status").asText()).isEqualTo("COMPLETED");
                assertThat(api.query("counter", "total").path("result").asLong())
                        .isEqualTo(7);
                assertThat(api.get("/api/requests/" + start.path("token").asText())
                                .path("runId")
                                .asText())
                        .isNotEmpty();
            }
        }
    }

    private static EmbeddedBroker broker(Path directory) {
        return EmbeddedBroker.start(BrokerSettings.single(directory.resolve("broker"), "127.0.0.1", Rig.freePort()));
    }

    private static Installation installation(Path directory, EmbeddedBroker broker) {
        Installation installation = new Installation(directory);
        for (int number = 1; number <= 2; number++) {
            for (String role : List.of("history", "matching", "frontend")) {
                installation.startServing(role + "-" + number, "serve", role, "--kafka", broker.bootstrapServers());
            }
        }
        installation.startWorker("worker-1", "matching-1");
        installation.startWorker("worker-2", "matching-2");
        return installation;
    }

    private static void awaitMore(Chains chains, int more) {
        int target = chains.acknowledgedCount() + more;
        await().atMost(Duration.ofSeconds(60)).until(() -> chains.acknowledgedCount() >= target);
    }
}
