package dev.weft.e2e.large;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.benchmarks.rig.Api;
import dev.weft.benchmarks.rig.Rig;
import dev.weft.e2e.installation.Installation;
import dev.weft.e2e.installation.Verified;
import dev.weft.e2e.installation.WorkerProcess;
import dev.weft.e2e.installation.WorkerProcess.Program;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One execution whose history is about as long as the platform allows. */
final class LongHistoryIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final long EVENTS = 50_000;

    /** What the launcher gives a worker, and half of it. */
    private static final String HEAP = "192m";

    private static final String SMALL_HEAP = "96m";

    /** Heap, and what a JVM takes besides. */
    private static final double WORKER_MEBIBYTES = 96 + 96;

    private static final double PLATFORM_MEBIBYTES = 384 + 416;

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
    void historyOfFiftyThousandEventsIsReplayedByAWorkerWithASmallHeap() {
        int done;
        try (WorkerProcess first = worker(HEAP)) {
            api.start("Marathon", "marathon", Long.toString(EVENTS));
            api.post("/api/workflows/marathon/history-limit", "{\"maximumEvents\":100000}");
            eventually().until(() -> historyLength() >= EVENTS);
            done = eventually()
                    .until(() -> api.query("marathon", "done").path("result").asInt(), steps -> steps > 0);
            first.kill();
        }
        try (WorkerProcess small = worker(SMALL_HEAP)) {
            api.signal("marathon", "finish", "null");

            int result = eventually()
                    .until(() -> api.result("marathon").path("result").asInt(), steps -> steps > 0);
            assertThat(result).isEqualTo(done);
            assertThat(done).isGreaterThan(10_000);
            assertThat(small.peakMebibytes()).isLessThan(WORKER_MEBIBYTES);
            assertThat(installation.process("platform").peakMebibytes()).isLessThan(PLATFORM_MEBIBYTES);
        }
        Verified.assertStatesAreWhatHistoriesSay(bootstrapServers());
    }

    private WorkerProcess worker(String heap) {
        String url = "http://127.0.0.1:" + installation.port("platform");
        return WorkerProcess.start(new Program(LargeWorker.class, heap, url), directory);
    }

    private String bootstrapServers() {
        return "127.0.0.1:" + kafkaPort;
    }

    /** A platform that is busy with so much may not answer in time now and then. */
    private static ConditionFactory eventually() {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .ignoreException(IllegalStateException.class);
    }

    private long historyLength() {
        return api.get("/api/workflows/marathon").path("historyLength").asLong();
    }
}
