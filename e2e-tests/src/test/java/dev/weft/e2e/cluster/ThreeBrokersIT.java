package dev.weft.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.benchmarks.rig.Api;
import dev.weft.benchmarks.rig.Rig;
import dev.weft.e2e.installation.Chains;
import dev.weft.e2e.installation.Installation;
import dev.weft.standalone.broker.BrokerSettings;
import dev.weft.standalone.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster of three brokers, replication 3, loses one of them under load. */
@Tag("full")
final class ThreeBrokersIT {
    @Test
    void lostBrokerLosesNothingAndDoublesNothing(@TempDir Path directory) throws InterruptedException {
        List<EmbeddedBroker> brokers = startThree(directory);
        String kafka = String.join(
                ",", brokers.stream().map(EmbeddedBroker::bootstrapServers).toList());
        try (Installation installation = new Installation(directory)) {
            installation.startServing("platform-1", "dev", "--kafka", kafka);
            installation.startServing("platform-2", "dev", "--kafka", kafka);
            installation.startWorker("worker-1", "platform-1");
            installation.startWorker("worker-2", "platform-2");
            try (Api api = installation.api("platform-1")) {
                Chains chains = new Chains(api, "broker", 5);
                CountDownLatch enough = new CountDownLatch(1);
                Thread load = chains.startUntil(enough);
                awaitAtLeast(chains, 100);
                brokers.getLast().close();
                awaitAtLeast(chains, chains.acknowledgedCount() + 200);
                enough.countDown();
                load.join();
                assertThat(chains.acknowledgedCount()).isGreaterThan(300);
                chains.assertAllComplete();
            }
        } finally {
            brokers.subList(0, 2).forEach(EmbeddedBroker::close);
        }
    }

    private static List<EmbeddedBroker> startThree(Path directory) {
        SortedMap<Integer, Integer> controllers = new TreeMap<>();
        for (int node = 1; node <= 3; node++) {
            controllers.put(node, Rig.freePort());
        }
        List<CompletableFuture<EmbeddedBroker>> starting = new ArrayList<>();
        controllers.keySet().forEach(node -> {
            BrokerSettings settings = new BrokerSettings(
                    directory.resolve("broker-" + node), "127.0.0.1", Rig.freePort(), node, controllers);
            starting.add(
                    CompletableFuture.supplyAsync(() -> EmbeddedBroker.start(settings), command -> Thread.ofPlatform()
                            .start(command)));
        });
        return starting.stream().map(CompletableFuture::join).toList();
    }

    private static void awaitAtLeast(Chains chains, int count) {
        await().atMost(Duration.ofSeconds(120)).until(() -> chains.acknowledgedCount() >= count);
    }
}
