package dev.weft.e2e.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.benchmarks.rig.Api;
import dev.weft.e2e.installation.Installation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looks back at a run that another one has followed. */
final class PastIT {
    @Test
    void pastOfARunIsReadAndQueriedThroughTheLogAndAWorker(@TempDir Path directory) {
        try (Installation installation = Installation.standalone(directory);
                Api api = installation.api("platform")) {
            api.start("Counter", "counter", "null");
            for (int number = 1; number <= 3; number++) {
                api.signal("counter", "add", "1");
                assertThat(api.query("counter", "total").path("result").asInt()).isEqualTo(number);
            }
            api.signal("counter", "finish", "null");
            String former = api.result("counter").path("runId").asText();
            api.start("Counter", "counter", "100");

            List<Long> completed = completedTasks(api, former);
            assertThat(completed).hasSizeGreaterThanOrEqualTo(4);
            int total = -1;
            for (long eventId : completed) {
                String as = "?atEvent=" + eventId + "&runId=" + former;
                int then = api.get("/api/workflows/counter/query/total" + as)
                        .path("result")
                        .asInt();
                assertThat(then).isBetween(total, 3);
                total = then;
                assertThat(api.get("/api/workflows/counter/state" + as)
                                .path("historyLength")
                                .asLong())
                        .isEqualTo(eventId);
            }
            assertThat(total).isEqualTo(3);
            assertThat(api.query("counter", "total").path("result").asInt()).isEqualTo(100);
        }
    }

    private static List<Long> completedTasks(Api api, String runId) {
        List<Long> eventIds = new ArrayList<>();
        for (JsonNode event :
                api.get("/api/workflows/counter/history?runId=" + runId).path("events")) {
            if (event.path("eventType").asText().equals("WorkflowTaskCompleted")) {
                eventIds.add(event.path("eventId").asLong());
            }
        }
        return eventIds;
    }
}
