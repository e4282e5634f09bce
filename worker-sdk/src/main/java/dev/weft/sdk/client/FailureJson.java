package dev.weft.sdk.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.Failure;
import dev.weft.core.model.FailureInfo;
import dev.weft.core.model.RetryState;
import dev.weft.core.model.TimeoutType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Failures as the frontend has them: each link with its {@code kind}, the next one below {@code cause}. */
final class FailureJson {
    private FailureJson() {}

    static Failure read(JsonNode node) {
        List<FailureInfo> chain = new ArrayList<>();
        for (JsonNode link = node; link.isObject(); link = link.path("cause")) {
            chain.add(link(link));
        }
        return new Failure(chain);
    }

    static ObjectNode write(Failure failure) {
        ObjectNode outermost = FrontendJson.object();
        ObjectNode node = outermost;
        for (int i = 0; i < failure.chain().size(); i++) {
            node = i == 0 ? outermost : node.putObject("cause");
            write(node, failure.chain().get(i));
        }
        return outermost;
    }

    private static void write(ObjectNode node, FailureInfo link) {
        node.put("kind", link.getClass().getSimpleName());
        node.put("message", link.message());
        switch (link) {
            case FailureInfo.Application application -> {
                node.put("type", application.type());
                node.put("nonRetryable", application.nonRetryable());
                node.put("stackTrace", application.stackTrace());
                node.put("nextRetryDelay", application.nextRetryDelay().toString());
                FrontendJson.putArguments(node, "details", application.details());
            }
            case FailureInfo.Timeout timeout -> {
                node.put("timeoutType", timeout.timeoutType().name());
                FrontendJson.putArguments(node, "lastHeartbeatDetails", timeout.lastHeartbeatDetails());
            }
            case FailureInfo.Canceled canceled -> FrontendJson.putArguments(node, "details", canceled.details());
            case FailureInfo.Terminated _e -> {}
            case FailureInfo.Server server -> node.put("nonRetryable", server.nonRetryable());
            case FailureInfo.ResetWorkflow reset ->
                FrontendJson.putArguments(node, "lastHeartbeatDetails", reset.lastHeartbeatDetails());
            case FailureInfo.Activity activity -> writeActivity(node, activity);
            case FailureInfo.ChildWorkflow child -> writeChild(node, child);
        }
    }

    private static void writeActivity(ObjectNode node, FailureInfo.Activity activity) {
        node.put("activityType", activity.activityType());
        node.put("activityId", activity.activityId());
        node.put("scheduledEventId", activity.scheduledEventId());
        node.put("startedEventId", activity.startedEventId());
        node.put("identity", activity.identity());
        node.put("retryState", activity.retryState().name());
    }

    private static void writeChild(ObjectNode node, FailureInfo.ChildWorkflow child) {
        node.put("workflowType", child.workflowType());
        node.putObject("execution")
                .put("namespace", child.execution().namespace())
                .put("workflowId", child.execution().workflowId());
        node.put("runId", child.runId());
        node.put("initiatedEventId", child.initiatedEventId());
        node.put("startedEventId", child.startedEventId());
        node.put("retryState", child.retryState().name());
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
