package dev.weft.frontend.path;

import static dev.weft.frontend.Api.delete;
import static dev.weft.frontend.Api.get;
import static dev.weft.frontend.Api.post;
import static dev.weft.frontend.Api.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.weft.core.command.Command;
import dev.weft.core.model.Payload;
import dev.weft.frontend.InMemoryPlatform;
import dev.weft.frontend.request.Addresses;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every call takes every workflow id, percent-encoded. */
@QuarkusTest
class WorkflowIdsTest {
    @Inject
    InMemoryPlatform platform;

    static List<String> longIds() {
        return List.of("x".repeat(1000), "/".repeat(1000), "日".repeat(1000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "start",
                "signal",
                "signal-with-start",
                "update-with-start",
                "query",
                "history",
                "activities",
                "a/b",
                "/",
                "//",
                "a/",
                "/signal",
                "a/signal",
                "../start",
                "a/..",
                "a/./b",
                "...",
                "100%",
                "%2F",
                "%252F",
                "%",
                "a b",
                " a",
                "a+b",
                "a;b=c",
                "a?b=c",
                "a#b",
                "a&b",
                "a:b",
                "a,b",
                "*",
                "~",
                "{id}",
                "[1]",
                "\"quoted\"",
                "a\\b",
                "<a>",
                "|",
                "^",
                "å",
                "日本語",
                "🧵",
                "é"
            })
    @MethodSource("longIds")
    void everyCallTakesTheId(String workflowId) {
        String path = "/api/workflows/" + Addresses.segment(workflowId);
        String location = post("/api/workflows/start", start(workflowId))
                .statusCode(201)
                .body("workflowId", equalTo(workflowId))
                .extract()
                .header("Location");
        get(location.substring(location.indexOf("/api/"))).statusCode(200);

        get(path).statusCode(200).body("workflowId", equalTo(workflowId));
        post(path + "/signal", "{\"signalName\":\"pay\",\"data\":1}").statusCode(200);
        post(path + "/signal-with-start", start(workflowId, ",\"signalName\":\"pay\""))
                .statusCode(200);
        post(path + "/pause", "{}").statusCode(200);
        post(path + "/resume", "{}").statusCode(200);
        post(path + "/history-limit", "{\"maximumEvents\":60000}").statusCode(200);
        platform.completeTask(workflowId);
        post(path + "/reset", "{\"to\":{\"point\":\"LAST_WORKFLOW_TASK\"}}").statusCode(200);
        get(path + "/history").statusCode(200);
        get(path + "/state?atEvent=2").statusCode(200).body("workflowId", equalTo(workflowId));
        post(path + "/activities/a%2F1/heartbeat", "{}")
                .statusCode(404)
                .body("type", equalTo("urn:weft:problem:activity-not-found"));
        get(path + "/update/unknown").statusCode(404).body("type", equalTo("urn:weft:problem:update-not-found"));
        post(path + "/cancel", "{}").statusCode(200);
        platform.completeTask(workflowId);
        platform.completeTask(workflowId, new Command.CompleteWorkflow(Payload.json("3")));
        get(path + "/result?wait=1s").statusCode(200).body("result", equalTo(3));
        String events = get(path + "/events").statusCode(200).extract().asString();
        assertThat(events).contains("event: closed");
        post(path + "/terminate", "{}").statusCode(409);
        delete(path).statusCode(200);
        get(path).statusCode(404).body("type", equalTo("urn:weft:problem:workflow-not-found"));
    }

    @ParameterizedTest
    @ValueSource(strings = {".", ".."})
    void idThatNoUrlCanHoldIsRefused(String workflowId) {
        refuses("/api/workflows/start", start(workflowId), "workflowId", "no URL can hold");
    }

    private static String start(String workflowId) {
        return start(workflowId, "");
    }

    private static String start(String workflowId, String more) {
        String escaped = workflowId.replace("\\", "\\\\").replace("\"", "\\\"");
        return "{\"workflowType\":\"Order\",\"taskQueue\":\"orders\",\"workflowId\":\"" + escaped + "\"" + more + "}";
    }
}
