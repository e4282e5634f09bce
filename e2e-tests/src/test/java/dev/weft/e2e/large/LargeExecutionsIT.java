package dev.weft.e2e.large;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.benchmarks.rig.Api;
import dev.weft.benchmarks.rig.Rig;
import dev.weft.benchmarks.rig.TopicSizes;
import dev.weft.e2e.installation.Installation;
import dev.weft.e2e.installation.Verified;
import dev.weft.e2e.installation.WorkerProcess;
import dev.weft.e2e.installation.WorkerProcess.Program;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One execution that has as much pending, or as long a history, as the platform allows. */
final class LargeExecutionsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int WIDTH = 10_000;
    private static final long EVENTS = 50_000;

    /** What the launcher gives a worker, and half of it. */
    private static final String HEAP = "192m";

    private static final String SMALL_HEAP = "96m";

    /** Heap, and what a JVM takes besides. */
    private static final double WORKER_MEBIBYTES = 96 + 96;

    private static final double PLATFORM_MEBIBYTES = 384 + 416;

    /** Requests, history, tasks, the state and what the broker writes for transactions, for each activity or timer. */
    private static final double RECORDS = 7;

    @TempDir
    private Path directory;

    private int kafkaPort;
    private Installation installation;
    private Api api;

    @BeforeEach
    void start() {
        kafkaPort = Rig.freePort();
        installation = new Installation(directory);
        installation.startServing("platform", "dev", "--kafka-port", Integer.toString(kafkaPort));
        api = installation.api("platform");
    }

    @AfterEach
    void stop() {
        api.close();
        installation.close();
    }

    @Test
    void tenThousandActivitiesAndTimersArePendingInOneExecution() {
        try (WorkerProcess usual = worker(LargeWorker.USUAL, HEAP)) {
            TopicSizes before = TopicSizes.read(bootstrapServers());
            api.start("Crowd", "crowd", Integer.toString(WIDTH));
            awaitPendingActivities();
            try (WorkerProcess late = worker(LargeWorker.LATE, SMALL_HEAP)) {
                awaitEnd();
                double records =
                        TopicSizes.read(bootstrapServers()).since(before).records();
                assertThat(records / (2 * WIDTH)).isLessThan(RECORDS);
                assertThat(late.peakMebibytes()).isLessThan(WORKER_MEBIBYTES);
            }
            assertThat(usual.isAlive()).isTrue();
            assertThat(installation.process("platform").peakMebibytes()).isLessThan(PLATFORM_MEBIBYTES);
        }
        Verified.assertStatesAreWhatHistoriesSay(bootstrapServers());
    }

    @Test
    @Tag("full")
    void tenThousandActivitiesAndTimersSurviveThePlatform() {
        try (WorkerProcess usual = worker(LargeWorker.USUAL, HEAP)) {
            api.start("Crowd", "crowd", Integer.toString(WIDTH));
            awaitPendingActivities();
            killAndRestart();
            try (WorkerProcess late = worker(LargeWorker.LATE, HEAP)) {
                eventually().until(() -> pendingActivities() < WIDTH / 2);
                killAndRestart();
                awaitEnd();
                assertThat(late.isAlive()).isTrue();
            }
            assertThat(usual.isAlive()).isTrue();
        }
        Verified.assertStatesAreWhatHistoriesSay(bootstrapServers());
    }

    @Test
    void historyOfFiftyThousandEventsIsReplayedByAWorkerWithASmallHeap() {
        int done;
        try (WorkerProcess first = worker(LargeWorker.USUAL, HEAP)) {
            api.start("Marathon", "marathon", Long.toString(EVENTS));
            api.post("/api/workflows/marathon/history-limit", "{\"maximumEvents\":100000}");
            eventually().until(() -> historyLength() >= EVENTS);
            done = eventually()
                    .until(() -> api.query("marathon", "done").path("result").asInt(), steps -> steps > 0);
            first.kill();
        }
        try (WorkerProcess small = worker(LargeWorker.USUAL, SMALL_HEAP)) {
            api.signal("marathon", "finish", "null");

            assertThat(api.result("marathon").path("result").asInt()).isEqualTo(done);
            assertThat(done).isGreaterThan(10_000);
            assertThat(small.peakMebibytes()).isLessThan(WORKER_MEBIBYTES);
            assertThat(installation.process("platform").peakMebibytes()).isLessThan(PLATFORM_MEBIBYTES);
        }
        Verified.assertStatesAreWhatHistoriesSay(bootstrapServers());
    }

    private WorkerProcess worker(String taskQueue, String heap) {
        String url = "http://127.0.0.1:" + installation.port("platform");
        return WorkerProcess.start(new Program(LargeWorker.class, heap, url, taskQueue), directory);
    }

    private void killAndRestart() {
        installation.kill("platform");
        installation.restart("platform");
    }

    private String bootstrapServers() {
        return "127.0.0.1:" + kafkaPort;
    }

    private void awaitPendingActivities() {
        eventually().until(() -> pendingActivities() == WIDTH);
    }

    private void awaitEnd() {
        eventually().until(() -> !status("crowd").equals("RUNNING"));
        assertThat(api.result("crowd").path("result").asInt()).isEqualTo(2 * WIDTH);
    }

    /** A platform that is busy with so much may not answer in time now and then. */
    private static ConditionFactory eventually() {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .ignoreException(IllegalStateException.class);
    }

    private int pendingActivities() {
        return description("crowd").path("pendingActivities").size();
    }

    private long historyLength() {
        return description("marathon").path("historyLength").asLong();
    }

    private String status(String workflowId) {
        return description(workflowId).path("status").asText();
    }

    private JsonNode description(String workflowId) {
        return api.get("/api/workflows/" + workflowId);
    }
}
