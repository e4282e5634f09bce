package dev.weft.e2e.stuck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.benchmarks.rig.Api;
import dev.weft.benchmarks.rig.Rig;
import dev.weft.e2e.installation.Installation;
import dev.weft.e2e.installation.Verified;
import dev.weft.e2e.installation.WorkerProcess;
import dev.weft.e2e.installation.WorkerProcess.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers with code that does not fit, on a real platform, until one arrives whose code does. */
final class StuckIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String STUCK_RUNS = "weft_history_stuck";

    @TempDir
    private static Path directory;

    private static int kafkaPort;
    private static Installation installation;
    private static Api api;

    @BeforeAll
    static void start() {
        kafkaPort = Rig.freePort();
        installation = new Installation(directory);
        installation.startServing("platform", "dev", "--kafka-port", Integer.toString(kafkaPort));
        api = installation.api("platform");
    }

    @AfterAll
    static void stop() {
        api.close();
        installation.close();
    }

    @Test
    void runWhoseCodeWasChangedIsStuckUntilItsCodeIsMended() {
        try (WorkerProcess former = worker(Generation.FORMER)) {
            api.start("Delivery", "book", "\"a book\"");
            eventually().until(() -> eventTypes("book").contains("ActivityTaskCompleted") && isIdle("book"));
            former.kill();
        }
        JsonNode problem;
        try (Follower follower = new Follower(installation.port("platform"), "book");
                WorkerProcess broken = worker(Generation.BROKEN)) {
            api.signal("book", "arrive", "\"Oslo\"");
            problem = awaitStuck("book", "NON_DETERMINISTIC_ERROR");
            assertThat(problem.path("message").asText())
                    .startsWith("Expected a command for event 5 ActivityTaskScheduled (activity Pack")
                    .contains("but workflow code issued StartTimer")
                    .containsPattern(
                            "at dev\\.weft\\.e2e\\.stuck\\.DeliveryRun\\.deliver\\(DeliveryRun\\.java:\\d+\\)");
            eventually().until(() -> !follower.statuses().isEmpty());
            assertThat(follower.statuses()).singleElement().satisfies(told -> {
                assertThat(told.path("status").asText()).isEqualTo("STUCK");
                assertThat(told.path("cause").asText()).isEqualTo("NON_DETERMINISTIC_ERROR");
                assertThat(told.path("since")).isEqualTo(problem.path("since"));
            });
            assertThat(metric(STUCK_RUNS)).isEqualTo(1);
            assertThat(metric("weft_history_became_stuck_total{cause=\"NON_DETERMINISTIC_ERROR\"}"))
                    .isEqualTo(1);
            assertAttemptsFollow(Pace.OF_CODE, "book", 3, () -> api.signal("book", "arrive", "\"nowhere\""));
            assertThat(broken.isAlive()).isTrue();

            installation.kill("platform");
            installation.restart("platform");

            assertThat(awaitStuck("book", "NON_DETERMINISTIC_ERROR").path("since"))
                    .isEqualTo(problem.path("since"));
            eventually().until(() -> metric(STUCK_RUNS) == 1);
        }
        try (Follower follower = new Follower(installation.port("platform"), "book")) {
            eventually().until(() -> follower.statuses().size() == 1);
            try (WorkerProcess mended = worker(Generation.MENDED)) {
                eventually().until(() -> follower.statuses().size() == 2);
                assertThat(statuses(follower)).containsExactly("STUCK", "RUNNING");
                assertThat(metric(STUCK_RUNS)).isZero();
                api.signal("book", "sign", "\"Kari\"");
                assertThat(api.result("book").path("result").asText())
                        .isEqualTo("a book packed, handed over in Oslo, signed by Kari");
                eventually().until(follower::isToldOfTheEnd);
                assertThat(mended.isAlive()).isTrue();
            }
        }
        assertThat(eventTypes("book"))
                .filteredOn("ActivityTaskCompleted"::equals)
                .hasSize(2);
        assertThat(eventTypes("book")).doesNotContain("TimerStarted");
        Verified.assertStatesAreWhatHistoriesSay("127.0.0.1:" + kafkaPort);
    }

    @Test
    void inputThatTheCodeCannotReadIsShownUntilOtherCodeReadsIt() {
        try (WorkerProcess former = worker(Generation.FORMER)) {
            api.start("Weighing", "stone", "{\"amount\":7,\"unit\":\"kg\"}");
            JsonNode problem = awaitStuck("stone", "WORKFLOW_WORKER_UNHANDLED_FAILURE");
            assertThat(problem.path("message").asText()).contains("Expected").contains("int");
            assertAttemptsFollow(Pace.OF_OTHERS, "stone", 6, () -> {});
            assertThat(metric(STUCK_RUNS)).isEqualTo(1);
            former.close();
        }
        try (WorkerProcess mended = worker(Generation.MENDED)) {
            assertThat(api.result("stone").path("result").asText()).isEqualTo("7 kg");
            assertThat(mended.isAlive()).isTrue();
        }
        eventually().until(() -> metric(STUCK_RUNS) == 0);
        assertThat(eventTypes("stone")).filteredOn("WorkflowTaskFailed"::equals).hasSize(1);
    }

    private static JsonNode awaitStuck(String workflowId, String cause) {
        eventually().until(() -> status(workflowId).equals("STUCK"));
        JsonNode problem = description(workflowId).path("problem");
        assertThat(problem.path("cause").asText()).isEqualTo(cause);
        assertThat(problem.path("attempts").asInt()).isPositive();
        assertThat(Instant.parse(problem.path("since").asText())).isBefore(Instant.now());
        return problem;
    }

    /** Nobody tries more often than the pace says, whatever happens {@code meanwhile}. */
    private static void assertAttemptsFollow(Pace pace, String workflowId, int enough, Runnable meanwhile) {
        eventually().until(() -> {
            meanwhile.run();
            JsonNode problem = description(workflowId).path("problem");
            Duration time = Duration.between(Instant.parse(problem.path("since").asText()), Instant.now());
            int attempts = problem.path("attempts").asInt();
            assertThat(attempts).isLessThanOrEqualTo(pace.attemptsWithin(time));
            return attempts >= enough;
        });
    }

    private static WorkerProcess worker(Generation generation) {
        String url = "http://127.0.0.1:" + installation.port("platform");
        return WorkerProcess.start(new Program(GenerationWorker.class, "128m", url, generation.name()), directory);
    }

    private static ConditionFactory eventually() {
        return await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200));
    }

    private static JsonNode description(String workflowId) {
        return api.get("/api/workflows/" + workflowId);
    }

    private static String status(String workflowId) {
        return description(workflowId).path("status").asText();
    }

    /** No workflow task and no activity is under way. */
    private static boolean isIdle(String workflowId) {
        JsonNode description = description(workflowId);
        return description.path("pendingActivities").isEmpty()
                && description.path("pendingWorkflowTask").isMissingNode();
    }

    private static List<String> eventTypes(String workflowId) {
        List<String> types = new ArrayList<>();
        api.history(workflowId, 1000)
                .path("events")
                .forEach(event -> types.add(event.path("eventType").asText()));
        return types;
    }

    private static List<String> statuses(Follower follower) {
        return follower.statuses().stream()
                .map(told -> told.path("status").asText())
                .toList();
    }

    private static double metric(String name) {
        return api.call("GET", "/q/metrics", "")
                .text()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElse(0);
    }
}
