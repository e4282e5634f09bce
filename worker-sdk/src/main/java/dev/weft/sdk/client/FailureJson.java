package dev.weft.sdk.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.Failure;
import dev.weft.core.model.FailureInfo;
import dev.weft.core.model.RetryState;
import dev.weft.core.model.TimeoutType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads failures as the frontend writes them: each link with its {@code kind}, the next one below {@code cause}. */
final class FailureJson {
    private FailureJson() {}

    static Failure read(JsonNode node) {
        List<FailureInfo> chain = new ArrayList<>();
        for (JsonNode link = node; link.isObject(); link = link.path("cause")) {
            chain.add(link(link));
        }
        return new Failure(chain);
    }

    private static FailureInfo link(JsonNode node) {
        String message = node.path("message").asText("");
        return switch (node.path("kind").asText("")) {
            case "Timeout" ->
                new FailureInfo.Timeout(
                        message,
                        TimeoutType.valueOf(node.path("timeoutType").asText("START_TO_CLOSE")),
                        FrontendJson.payloads(node.path("lastHeartbeatDetails")));
            case "Canceled" -> new FailureInfo.Canceled(message, FrontendJson.payloads(node.path("details")));
            case "Terminated" -> new FailureInfo.Terminated(message);
            case "Server" ->
                new FailureInfo.Server(message, node.path("nonRetryable").asBoolean());
            case "ResetWorkflow" ->
                new FailureInfo.ResetWorkflow(message, FrontendJson.payloads(node.path("lastHeartbeatDetails")));
            case "Activity" -> activity(node, message);
            case "ChildWorkflow" -> child(node, message);
            default -> application(node, message);
        };
    }

    private static FailureInfo application(JsonNode node, String message) {
        return new FailureInfo.Application(
                message,
                node.path("type").asText(""),
                node.path("nonRetryable").asBoolean(),
                node.path("stackTrace").asText(""),
                FrontendJson.payloads(node.path("details")),
                Duration.parse(node.path("nextRetryDelay").asText("PT0S")));
    }

    private static FailureInfo activity(JsonNode node, String message) {
        return new FailureInfo.Activity(
                message,
                node.path("activityType").asText(""),
                node.path("activityId").asText(""),
                node.path("scheduledEventId").asLong(),
                node.path("startedEventId").asLong(),
                node.path("identity").asText(""),
                retryState(node));
    }

    private static FailureInfo child(JsonNode node, String message) {
        JsonNode execution = node.path("execution");
        return new FailureInfo.ChildWorkflow(
                message,
                node.path("workflowType").asText(""),
                new ExecutionKey(
                        execution.path("namespace").asText(""),
                        execution.path("workflowId").asText("")),
                node.path("runId").asText(""),
                node.path("initiatedEventId").asLong(),
                node.path("startedEventId").asLong(),
                retryState(node));
    }

    private static RetryState retryState(JsonNode node) {
        return RetryState.valueOf(node.path("retryState").asText("RETRY_POLICY_NOT_SET"));
    }
}
