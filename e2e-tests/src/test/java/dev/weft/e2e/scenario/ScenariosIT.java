package dev.weft.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.benchmarks.rig.Api;
import dev.weft.e2e.installation.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScenariosIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    @Test
    void reviewWaitsForItsApprovalAcrossARestartOfEverything() throws IOException {
        Path source = Path.of("src/test/java/dev/weft/e2e/scenario/ScenariosIT.java");
        try (Installation installation = Installation.standalone(directory);
                Api api = installation.api("platform")) {
            start(
                    api,
                    "CodeReviewAgent",
                    "review",
                    Map.of(
                            "fileName", "ScenariosIT.java",
                            "source", Files.readString(source),
                            "mergeInto", directory.resolve("merged").toString()));
            await().atMost(PATIENCE).until(() -> stage(api).equals("WAITING_FOR_REVIEW"));
            api.signal("review", "reject", "\"shorter methods, please\"");
            await().atMost(PATIENCE).until(() -> stage(api).equals("WAITING_FOR_REVIEW") && analyses(api) == 2);

            installation.kill("worker");
            installation.kill("platform");
            installation.restart("platform");
            installation.restart("worker");

            assertThat(stage(api)).isEqualTo("WAITING_FOR_REVIEW");
            api.signal("review", "approve", "\"Ada\"");
            JsonNode outcome = api.result("review").path("result");
            assertThat(outcome.path("stage").asText()).isEqualTo("MERGED");
            assertThat(outcome.path("rounds").asInt()).isEqualTo(2);
            assertThat(Path.of(outcome.path("mergedFile").asText())).isNotEmptyFile();
        }
    }

    @Test
    void standbyTakesOverFromTheMemberWhoseActivityFailsTwice() {
        try (Installation installation = Installation.standalone(directory);
                Api api = installation.api("platform")) {
            start(
                    api,
                    "Team",
                    "team",
                    Map.of("text", "one two three two three three ".repeat(20), "failuresOfSecond", 2));

            JsonNode outcome = api.result("team").path("result");

            assertThat(outcome.path("totalWords").asInt()).isEqualTo(120);
            assertThat(outcome.path("words").path("three").asInt()).isEqualTo(60);
            JsonNode events = api.history("team", 1000).path("events");
            assertThat(count(events, "StartChildWorkflowExecutionInitiated")).isEqualTo(4);
            assertThat(count(events, "ChildWorkflowExecutionCompleted")).isEqualTo(3);
            assertThat(count(events, "ChildWorkflowExecutionFailed")).isEqualTo(1);
        }
    }

    @Test
    void killAfterStep49RepeatsNoStepAndAsksNoQuestionTwice() throws IOException {
        Path file = directory.resolve("steps.txt");
        try (Installation installation = Installation.standalone(directory);
                Api api = installation.api("platform")) {
            start(api, "CrashAtStep50", "crash", Map.of("file", file.toString(), "stepMillis", 20));
            await().pollInterval(Duration.ofMillis(2))
                    .atMost(PATIENCE)
                    .until(() -> api.query("crash", "progress").path("result").asInt() >= 49);
            installation.kill("platform");
            installation.restart("platform");

            assertThat(api.result("crash").path("result").path("steps").asInt()).isEqualTo(60);
            JsonNode events = api.history("crash", 1000).path("events");
            assertThat(count(events, "ActivityTaskCompleted")).isEqualTo(60);
            List<String> expected = IntStream.rangeClosed(1, 60)
                    .filter(step -> step != 50)
                    .mapToObj(Integer::toString)
                    .toList();
            assertThat(Files.readAllLines(file)).hasSameSizeAs(expected);
            assertThat(Files.readAllLines(Path.of(file + ".questions"))).hasSize(1);
        }
    }

    private static void start(Api api, String type, String id, Map<String, Object> input) {
        try {
            api.start(type, id, JSON.writeValueAsString(input));
        } catch (IOException e) {
            throw new IllegalArgumentException("Expected an input that can be written as JSON, but got " + input, e);
        }
    }

    private static String stage(Api api) {
        return api.query("review", "stage").path("result").asText();
    }

    private static long analyses(Api api) {
        long analyses = 0;
        for (JsonNode event : api.history("review", 1000).path("events")) {
            analyses += event.path("attributes").path("activityType").asText().equals("AnalyzeSource") ? 1 : 0;
        }
        return analyses;
    }

    private static long count(JsonNode events, String type) {
        long count = 0;
        for (JsonNode event : events) {
            count += event.path("eventType").asText().equals(type) ? 1 : 0;
        }
        return count;
    }
}
