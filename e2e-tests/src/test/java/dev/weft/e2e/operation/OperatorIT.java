package dev.weft.e2e.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.benchmarks.rig.Api;
import dev.weft.benchmarks.rig.Rig;
import dev.weft.e2e.installation.Installation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One platform in one process, with topics of a prefix of its own and a worker with the examples. */
final class OperatorIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path directory;

    private static Installation installation;
    private static Api api;

    @BeforeAll
    static void start() {
        installation = new Installation(directory);
        installation.startServing(
                "platform", "dev", "--topic-prefix", "shop", "--kafka-port", Integer.toString(Rig.freePort()));
        installation.startWorker("worker", "platform");
        api = installation.api("platform");
    }

    @AfterAll
    static void stop() {
        api.close();
        installation.close();
    }

    @Test
    void pausedRunKeepsItsSignalsUntilItIsResumed() {
        api.start("Counter", "paused", "null");
        api.signal("paused", "add", "5");
        assertThat(total("paused")).isEqualTo(5);

        api.post("/api/workflows/paused/pause", "{\"reason\":\"audit\",\"identity\":\"ops\"}");
        api.signal("paused", "add", "7");

        JsonNode held = api.get("/api/workflows/paused");
        assertThat(held.path("status").asText()).isEqualTo("PAUSED");
        assertThat(held.path("pause").path("reason").asText()).isEqualTo("audit");
        assertThat(api.call("GET", "/api/workflows/paused/query/total", "").status())
                .isEqualTo(409);
        api.post("/api/workflows/paused/resume", "{}");
        assertThat(total("paused")).isEqualTo(12);
    }

    @Test
    void runIsResetLookedAtAsItWasAndDeleted() {
        api.start("Counter", "reset", "null");
        api.signal("reset", "add", "5");
        assertThat(total("reset")).isEqualTo(5);
        api.signal("reset", "add", "7");
        assertThat(total("reset")).isEqualTo(12);
        String before = runId("reset");

        assertThat(api.get("/api/workflows/reset/state?atEvent=4")
                        .path("historyLength")
                        .asLong())
                .isEqualTo(4);
        assertThat(api.get("/api/workflows/reset/query/total?atEvent=8")
                        .path("result")
                        .asLong())
                .isEqualTo(5);

        JsonNode reset = api.post(
                "/api/workflows/reset/reset", "{\"to\":{\"point\":\"FIRST_WORKFLOW_TASK\"},\"reason\":\"again\"}");
        assertThat(reset.path("baseRunId").asText()).isEqualTo(before);
        assertThat(runId("reset")).isEqualTo(reset.path("runId").asText());
        assertThat(total("reset")).isEqualTo(12);
        assertThat(api.get("/api/workflows/reset?runId=" + before)
                        .path("status")
                        .asText())
                .isEqualTo("TERMINATED");

        assertThat(api.call("DELETE", "/api/workflows/reset", "").status()).isEqualTo(200);
        assertThat(api.call("GET", "/api/workflows/reset", "").status()).isEqualTo(404);
        assertThat(api.call("GET", "/api/workflows/reset/history?runId=" + before, "")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void namespaceKeepsItsRunsAsLongAsItSaysAndSurvivesAKill() {
        String start = "{\"workflowType\":\"Counter\",\"taskQueue\":\"nobody\",\"workflowId\":\"kept\"}";
        assertThat(api.call("POST", "/api/workflows/start?namespace=till", start)
                        .status())
                .isEqualTo(404);

        api.post("/api/namespaces", "{\"name\":\"till\",\"retention\":\"2h\"}");
        api.post("/api/workflows/start?namespace=till", start);
        installation.kill("platform");
        installation.restart("platform");

        assertThat(api.get("/api/namespaces/till").path("retention").asText()).isEqualTo("PT2H");
        JsonNode started = api.get("/api/workflows/kept/history?namespace=till")
                .path("events")
                .path(0);
        assertThat(started.path("attributes").path("retention").asText()).isEqualTo("PT2H");
        assertThat(api.call("POST", "/api/namespaces", "{\"name\":\"till\"}").status())
                .isEqualTo(409);
    }

    @Test
    void workersAreListedUntilTheyStop() {
        await().atMost(PATIENCE).until(() -> workers().size() == 1);
        JsonNode worker =
                api.get("/api/workers?taskQueue=examples").path("workers").path(0);
        assertThat(worker.path("workflowTypes").toString()).contains("\"Counter\"");
        assertThat(worker.path("activities").path("total").asInt()).isPositive();

        installation.process("worker").close();
        await().atMost(PATIENCE).until(() -> workers().isEmpty());

        installation.restart("worker");
        await().atMost(PATIENCE).until(() -> workers().size() == 1);
    }

    @Test
    void taskQueueWithoutWorkersTellsWhatWaits() {
        for (int number = 0; number < 3; number++) {
            api.post(
                    "/api/workflows/start",
                    "{\"workflowType\":\"Counter\",\"taskQueue\":\"forgotten\",\"workflowId\":\"f%d\"}"
                            .formatted(number));
        }

        await().atMost(PATIENCE).until(() -> backlog("forgotten").path("count").asInt() == 3);

        assertThat(Duration.parse(backlog("forgotten").path("oldestAge").asText()))
                .isPositive();
        assertThat(api.get("/api/task-queues/forgotten").path("pollers")).isEmpty();
    }

    @Test
    void topicsAndSubjectsBeginWithThePrefix() {
        List<String> subjects = new ArrayList<>();
        api.get("/subjects").forEach(subject -> subjects.add(subject.asText()));

        assertThat(subjects)
                .contains("shop-requests-value", "shop-namespaces-value")
                .allMatch(name -> name.startsWith("shop-"));
    }

    private static List<String> workers() {
        List<String> ids = new ArrayList<>();
        api.get("/api/workers?taskQueue=examples")
                .path("workers")
                .forEach(worker -> ids.add(worker.path("workerId").asText()));
        return ids;
    }

    private static JsonNode backlog(String taskQueue) {
        return api.get("/api/task-queues/" + taskQueue).path("backlog");
    }

    private static long total(String workflowId) {
        return api.query(workflowId, "total").path("result").asLong();
    }

    private static String runId(String workflowId) {
        return api.get("/api/workflows/" + workflowId).path("runId").asText();
    }
}
