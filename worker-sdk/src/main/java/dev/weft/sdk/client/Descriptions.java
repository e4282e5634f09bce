package dev.weft.sdk.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.Payload;
import dev.weft.core.model.ResetOrigin;
import dev.weft.core.model.RetryPolicy;
import dev.weft.core.model.SearchAttributeType;
import dev.weft.core.model.WorkflowStatus;
import dev.weft.core.reply.ExecutionDescription.Pause;
import dev.weft.core.reply.ExecutionDescription.PendingActivityDescription;
import dev.weft.core.reply.ExecutionDescription.PendingActivityStatus;
import dev.weft.core.reply.ExecutionDescription.PendingChildDescription;
import dev.weft.core.reply.ExecutionDescription.PendingTimerDescription;
import dev.weft.core.reply.ExecutionDescription.Problem;
import dev.weft.core.reply.ExecutionDescription.Settings;
import dev.weft.sdk.data.RawJson;
import dev.weft.sdk.transport.TransportException;
import dev.weft.sdk.workflow.SearchAttributes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads the frontend's descriptions. */
final class Descriptions {
    private Descriptions() {}

    static WorkflowDescription read(RawJson json) {
        JsonNode node = parse(json);
        return new WorkflowDescription(
                new WorkflowRun(text(node, "workflowId"), text(node, "runId")),
                text(node, "firstRunId"),
                WorkflowStatus.valueOf(node.path("status").asText("RUNNING")),
                problem(node.path("problem")),
                pause(node.path("pause")),
                list(node.path("warnings"), JsonNode::asText),
                text(node, "workflowType"),
                text(node, "taskQueue"),
                instant(node.path("startTime")),
                instant(node.path("closeTime")),
                settings(node.path("settings")),
                node.path("attempt").asInt(1),
                instant(node.path("nextTaskTime")),
                node.path("historyLength").asLong(),
                node.path("historySizeBytes").asLong(),
                node.path("cancelRequested").asBoolean(),
                payloads(node.path("memo")),
                searchAttributes(node),
                list(node.path("origins"), Descriptions::origin),
                list(node.path("pendingActivities"), Descriptions::activity),
                list(node.path("pendingTimers"), Descriptions::timer),
                list(node.path("pendingChildren"), Descriptions::child),
                json);
    }

    private static JsonNode parse(RawJson json) {
        try {
            return FrontendJson.read(json.json().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new TransportException("Expected a description in JSON, but got " + json.json(), e);
        }
    }

    private static Problem problem(JsonNode node) {
        return node.isObject()
                ? new Problem(
                        text(node, "cause"),
                        text(node, "message"),
                        instant(node.path("since")),
                        node.path("attempts").asInt())
                : Problem.NONE;
    }

    private static Settings settings(JsonNode node) {
        JsonNode retry = node.path("retryPolicy");
        return new Settings(
                duration(node.path("executionTimeout")),
                duration(node.path("runTimeout")),
                duration(node.path("taskTimeout")),
                retry.isObject()
                        ? new RetryPolicy(
                                duration(retry.path("initialInterval")),
                                retry.path("backoffCoefficient").asDouble(1),
                                duration(retry.path("maximumInterval")),
                                retry.path("maximumAttempts").asInt(),
                                list(retry.path("nonRetryableErrorTypes"), JsonNode::asText))
                        : RetryPolicy.NONE);
    }

    private static Duration duration(JsonNode node) {
        return node.isTextual() ? Duration.parse(node.asText()) : Duration.ZERO;
    }

    private static Pause pause(JsonNode node) {
        return node.isObject()
                ? new Pause(text(node, "reason"), text(node, "identity"), instant(node.path("since")))
                : Pause.NONE;
    }

    private static SearchAttributes searchAttributes(JsonNode node) {
        JsonNode types = node.path("searchAttributeTypes");
        Map<String, Payload> typed = payloads(node.path("searchAttributes"));
        typed.replaceAll((name, value) -> types.path(name) instanceof TextNode type
                ? new Payload(value.encoding(), Map.of(SearchAttributeType.METADATA_KEY, type.asText()), value.data())
                : value);
        return SearchAttributes.fromPayloads(typed);
    }

    private static ResetOrigin origin(JsonNode node) {
        return new ResetOrigin(text(node, "runId"), node.path("lastEventId").asLong());
    }

    private static PendingActivityDescription activity(JsonNode node) {
        return new PendingActivityDescription(
                text(node, "activityId"),
                text(node, "activityType"),
                PendingActivityStatus.valueOf(node.path("status").asText("SCHEDULED")),
                node.path("scheduledEventId").asLong(),
                node.path("attempt").asInt(1),
                node.path("maximumAttempts").asInt(),
                instant(node.path("scheduledTime")),
                instant(node.path("startedTime")),
                instant(node.path("nextAttemptTime")),
                instant(node.path("lastHeartbeatTime")),
                FrontendJson.payloads(node.path("heartbeatDetails")),
                FailureJson.read(node.path("lastFailure")));
    }

    private static PendingTimerDescription timer(JsonNode node) {
        return new PendingTimerDescription(
                text(node, "timerId"), node.path("startedEventId").asLong(), instant(node.path("fireTime")));
    }

    private static PendingChildDescription child(JsonNode node) {
        JsonNode execution = node.path("execution");
        return new PendingChildDescription(
                new ExecutionKey(text(execution, "namespace"), text(execution, "workflowId")),
                text(node, "runId"),
                text(node, "workflowType"),
                node.path("initiatedEventId").asLong());
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> element) {
        List<T> list = new ArrayList<>();
        array.forEach(node -> list.add(element.apply(node)));
        return List.copyOf(list);
    }

    private static Map<String, Payload> payloads(JsonNode object) {
        Map<String, Payload> payloads = new HashMap<>();
        FrontendJson.forEachField(object, (name, value) -> payloads.put(name, FrontendJson.payload(value)));
        return payloads;
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }

    static Instant instant(JsonNode node) {
        return node.isTextual() ? Instant.parse(node.asText()) : Instant.EPOCH;
    }
}
