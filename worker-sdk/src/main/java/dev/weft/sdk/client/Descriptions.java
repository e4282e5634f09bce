package dev.weft.sdk.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.core.model.WorkflowStatus;
import dev.weft.sdk.data.RawJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Reads the frontend's descriptions. */
final class Descriptions {
    private Descriptions() {}

    static WorkflowDescription read(JsonNode node) {
        JsonNode problem = node.path("problem");
        return new WorkflowDescription(
                new WorkflowRun(
                        node.path("workflowId").asText(""), node.path("runId").asText("")),
                WorkflowStatus.valueOf(node.path("status").asText("RUNNING")),
                node.path("workflowType").asText(""),
                node.path("taskQueue").asText(""),
                instant(node.path("startTime")),
                instant(node.path("closeTime")),
                node.path("historyLength").asLong(),
                problem.isObject()
                        ? problem.path("cause").asText("") + ": "
                                + problem.path("message").asText("")
                        : "",
                new RawJson(new String(FrontendJson.write(node), StandardCharsets.UTF_8)));
    }

    static Instant instant(JsonNode node) {
        return node.isTextual() ? Instant.parse(node.asText()) : Instant.EPOCH;
    }
}
