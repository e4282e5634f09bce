package dev.weft.e2e.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.benchmarks.rig.Api;
import dev.weft.benchmarks.rig.Rig;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.state.ExecutionSnapshot;
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

/** Holds the states of a real platform against its histories: while it runs, and after it was killed. */
final class VerifyIT {
    @Test
    void statesOfALivePlatformAreWhatItsHistoriesSayWhateverIsKilled(@TempDir Path directory)
            throws InterruptedException {
        try (EmbeddedBroker broker = broker(directory);
                Installation installation = installation(directory, broker);
                Api api = installation.api("platform")) {
            startManyKinds(api);
            Chains chains = new Chains(api, "load", 6);
            CountDownLatch enough = new CountDownLatch(1);
            Thread load = chains.startUntil(enough);
            for (String name : List.of("platform", "worker", "platform")) {
                awaitMore(chains, 20);
                Verified.assertStatesAreWhatHistoriesSay(broker.bootstrapServers());
                installation.kill(name);
                installation.restart(name);
            }
            awaitMore(chains, 20);
            operate(api);
            Verified.assertStatesAreWhatHistoriesSay(broker.bootstrapServers());
            endManyKinds(api);
            enough.countDown();
            load.join();
            chains.assertAllComplete();

            Installation.Ended verified = installation.run("verify", "--bootstrap", broker.bootstrapServers());

            assertThat(verified.output()).contains("differences: 0");
            assertThat(verified.exitCode()).isZero();
        }
    }

    @Test
    void wrongStateInTheChangelogOfAStoppedPlatformIsReported(@TempDir Path directory) {
        ExecutionKey sleeper = new ExecutionKey(ExecutionKey.DEFAULT_NAMESPACE, "sleeper");
        try (EmbeddedBroker broker = broker(directory);
                Installation installation = installation(directory, broker)) {
            try (Api api = installation.api("platform")) {
                api.start("Sleeper", "sleeper", "{\"millis\":3600000}");
                api.start("Chain", "done", "{\"steps\":2,\"activityMillis\":0}");
                api.result("done");
                await().atMost(Duration.ofSeconds(30)).until(() -> pending(api, "sleeper", "pendingTimers") == 1);
            }
            StoredStates states = new StoredStates(broker.bootstrapServers());
            await().atMost(Duration.ofSeconds(30)).until(() -> states.newest(sleeper)
                    .filter(state -> !state.timers().isEmpty())
                    .isPresent());
            installation.kill("worker");
            installation.kill("platform");

            states.write(withoutTimers(states.newest(sleeper).orElseThrow()));
            Installation.Ended verified = installation.run("verify", "--bootstrap", broker.bootstrapServers());

            assertThat(verified.output())
                    .contains("default/sleeper run ")
                    .contains(" timers: the state says ")
                    .contains("differences: 1");
            assertThat(verified.exitCode()).isEqualTo(1);
        }
    }

    private static void startManyKinds(Api api) {
        api.start("Counter", "counter", "null");
        api.start("Family", "family", "{\"children\":3,\"steps\":2}");
        api.start("Failing", "failing", "{\"failures\":3}");
        api.start("FanOut", "fan-out", "{\"width\":40,\"activityMillis\":5}");
        api.start("Sleeper", "sleeper", "{\"millis\":3600000}");
        api.start("Approval", "approved", "null");
        api.start("Approval", "terminated", "null");
        api.start("Approval", "canceled", "null");
        api.post("/api/workflows/terminated/terminate", "{\"reason\":\"enough\"}");
        api.start("Chain", "deleted", "{\"steps\":2,\"activityMillis\":0}");
        api.start("Chain", "twice", "{\"steps\":2,\"activityMillis\":0}");
        api.result("twice");
        api.start("Chain", "twice", "{\"steps\":3,\"activityMillis\":0}");
        for (int number = 0; number < 20; number++) {
            api.signal("counter", "add", "1");
        }
        api.post("/api/workflows/counter/update", "{\"updateName\":\"add\",\"updateId\":\"u\",\"input\":5}");
    }

    /** What operators do: runs of all ages are left behind. */
    private static void operate(Api api) {
        api.post("/api/workflows/counter/pause", "{\"reason\":\"wait\"}");
        api.signal("counter", "add", "1");
        api.post("/api/workflows/counter/resume", "{\"reason\":\"go on\"}");
        api.post("/api/workflows/twice/reset", "{\"to\":{\"point\":\"LAST_WORKFLOW_TASK\"},\"reason\":\"once more\"}");
        for (String workflowId : List.of("terminated", "deleted")) {
            assertThat(api.call("DELETE", "/api/workflows/" + workflowId, "").isSuccess())
                    .isTrue();
        }
    }

    private static void endManyKinds(Api api) {
        api.signal("counter", "finish", "null");
        api.signal("approved", "approve", "\"yes\"");
        api.post("/api/workflows/canceled/cancel", "{\"reason\":\"enough\"}");
        assertThat(api.result("counter").path("result").asLong()).isEqualTo(26);
        assertThat(api.result("family").path("result").asLong()).isEqualTo(6);
        assertThat(api.result("twice").path("result").asLong()).isEqualTo(3);
    }

    private static int pending(Api api, String workflowId, String what) {
        JsonNode description = api.get("/api/workflows/" + workflowId);
        return description.path(what).size();
    }

    private static ExecutionSnapshot withoutTimers(ExecutionSnapshot state) {
        return new ExecutionSnapshot(
                state.key(),
                state.engineVersion(),
                state.run(),
                state.history(),
                state.task(),
                state.sticky(),
                state.activities(),
                List.of(),
                state.children(),
                state.externals(),
                state.buffer(),
                state.updates(),
                state.queries(),
                state.requestIds(),
                state.nextOutboxId(),
                state.outbox(),
                state.retired(),
                state.sdkFlags());
    }

    private static void awaitMore(Chains chains, int more) {
        int target = chains.acknowledgedCount() + more;
        await().atMost(Duration.ofSeconds(60)).until(() -> chains.acknowledgedCount() >= target);
    }

    private static EmbeddedBroker broker(Path directory) {
        return EmbeddedBroker.start(BrokerSettings.single(directory.resolve("broker"), "127.0.0.1", Rig.freePort()));
    }

    private static Installation installation(Path directory, EmbeddedBroker broker) {
        Installation installation = new Installation(directory);
        installation.startServing("platform", "dev", "--kafka", broker.bootstrapServers());
        installation.startWorker("worker", "platform");
        return installation;
    }
}
