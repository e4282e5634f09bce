package dev.weft.frontend.history;

import static dev.weft.frontend.Api.get;
import static dev.weft.frontend.Api.newId;
import static dev.weft.frontend.Api.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import dev.weft.core.command.Command;
import dev.weft.core.model.Payload;
import dev.weft.core.model.RunSettings;
import dev.weft.frontend.Api;
import dev.weft.frontend.InMemoryPlatform;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HistoryResourceTest {
    @Inject
    InMemoryPlatform platform;

    @Test
    void pagesTogetherAreTheWholeHistory() {
        String id = newId();
        String runId = Api.start(id);
        platform.completeTask(id);
        IntStream.range(0, 20)
                .forEach(i -> post("/api/workflows/" + id + "/signal", "{\"signalName\": \"s\", \"data\": " + i + "}"));
        platform.completeTask(id);

        List<Integer> ids = new ArrayList<>();
        String token = "";
        do {
            var page = get("/api/workflows/" + id + "/history?pageSize=7&pageToken=" + token)
                    .statusCode(200)
                    .body("runId", equalTo(runId))
                    .extract();
            ids.addAll(page.path("events.eventId"));
            token = page.path("nextPageToken") == null ? "" : page.path("nextPageToken");
        } while (!token.isEmpty());

        assertThat(ids)
                .hasSizeGreaterThan(20)
                .isEqualTo(IntStream.rangeClosed(1, ids.size()).boxed().toList());
    }

    @Test
    void eventsReadWell() {
        String id = newId();
        post(
                        "/api/workflows/start",
                        "{\"workflowType\": \"Order\", \"taskQueue\": \"orders\", \"workflowId\": \"%s\",".formatted(id)
                                + " \"input\": {\"a\": [1, 2]}}")
                .statusCode(201);

        get("/api/workflows/" + id + "/history")
                .body("events[0].eventId", equalTo(1))
                .body("events[0].eventType", equalTo("WorkflowExecutionStarted"))
                .body("events[0].eventTime", containsString("T"))
                .body("events[0].attributes.workflowType", equalTo("Order"))
                .body("events[0].attributes.taskQueue", equalTo("orders"))
                .body("events[0].attributes.input.a", hasSize(2))
                .body("events[0].attributes", not(hasKey("continuedRunId")))
                .body("events[0].attributes", not(hasKey("executionExpiration")))
                .body("events[0].attributes", not(hasKey("lastCompletionResult")))
                .body("events[1].eventType", equalTo("WorkflowTaskScheduled"));
    }

    @Test
    void earlierRunsStayReadable() {
        String id = newId();
        String first = Api.start(id);
        platform.completeTask(
                id, new Command.ContinueAsNew(RunSettings.of("Order", "orders", List.of()), Duration.ZERO));

        get("/api/workflows/" + id + "/history?runId=" + first)
                .statusCode(200)
                .body("runId", equalTo(first))
                .body("events.last().eventType", equalTo("WorkflowExecutionContinuedAsNew"));
        get("/api/workflows/" + id + "/history").body("runId", not(equalTo(first)));
    }

    @Test
    void resultsWithoutAValueAreNull() {
        String id = newId();
        Api.start(id);
        platform.completeTask(id, new Command.CompleteWorkflow(Payload.NONE));

        String history = get("/api/workflows/" + id + "/history").extract().asString();

        assertThat(history).contains("\"result\":null");
    }

    @Test
    void badPagesAreRefused() {
        String id = newId();
        Api.start(id);
        String path = "/api/workflows/" + id + "/history";

        get(path + "?pageSize=0").statusCode(422).body("detail", containsString("pageSize"));
        get(path + "?pageSize=1001").statusCode(422).body("detail", containsString("1000"));
        get(path + "?pageSize=x").statusCode(422).contentType("application/problem+json");
        get(path + "?pageToken=zzz").statusCode(422).body("detail", containsString("pageToken"));
        get(path + "?runId=nosuch").statusCode(404);
        get("/api/workflows/" + newId() + "/history").statusCode(404);
    }
}
