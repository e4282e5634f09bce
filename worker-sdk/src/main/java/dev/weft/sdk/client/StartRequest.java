package dev.weft.sdk.client;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.core.model.Payload;
import dev.weft.core.model.RetryPolicy;
import dev.weft.core.model.WorkflowIdConflictPolicy;
import dev.weft.core.model.WorkflowIdReusePolicy;
import dev.weft.sdk.data.DataConverter;
import dev.weft.sdk.workflow.SearchAttributes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Writes the fields of a start. */
final class StartRequest {
    private StartRequest() {}

    static ObjectNode body(
            String workflowType, String workflowId, WorkflowOptions options, List<Payload> input, DataConverter data) {
        ObjectNode body = FrontendJson.object();
        body.put("workflowType", workflowType);
        body.put("taskQueue", options.taskQueue());
        body.put("workflowId", workflowId);
        body.put("requestId", options.requestId().isEmpty() ? UUID.randomUUID().toString() : options.requestId());
        FrontendJson.putArguments(body, "inputs", input);
        if (options.reusePolicy() != WorkflowIdReusePolicy.ALLOW_DUPLICATE) {
            body.put("workflowIdReusePolicy", options.reusePolicy().name());
        }
        if (options.conflictPolicy() != WorkflowIdConflictPolicy.FAIL) {
            body.put("workflowIdConflictPolicy", options.conflictPolicy().name());
        }
        putDuration(body, "executionTimeout", options.executionTimeout());
        putDuration(body, "runTimeout", options.runTimeout());
        putDuration(body, "taskTimeout", options.taskTimeout());
        putDuration(body, "startDelay", options.startDelay());
        if (options.retryOptions().maximumAttempts() != 1) {
            putRetryPolicy(body.putObject("retryPolicy"), options.retryOptions().toPolicy());
        }
        FrontendJson.putPayloads(body, "memo", payloads(options.memo(), data));
        putSearchAttributes(body, options.searchAttributes());
        return body;
    }

    private static void putSearchAttributes(ObjectNode body, SearchAttributes attributes) {
        FrontendJson.putPayloads(body, "searchAttributes", attributes.toPayloads());
        if (!attributes.isEmpty()) {
            ObjectNode types = body.putObject("searchAttributeTypes");
            attributes.keys().forEach(key -> types.put(key.name(), key.type().typeName()));
        }
    }

    private static void putDuration(ObjectNode body, String field, Duration duration) {
        if (!duration.isZero()) {
            body.put(field, duration.toString());
        }
    }

    private static void putRetryPolicy(ObjectNode node, RetryPolicy policy) {
        node.put("initialInterval", policy.initialInterval().toString());
        node.put("backoffCoefficient", policy.backoffCoefficient());
        node.put("maximumInterval", policy.maximumInterval().toString());
        node.put("maximumAttempts", policy.maximumAttempts());
        ArrayNode types = node.putArray("nonRetryableErrorTypes");
        policy.nonRetryableErrorTypes().forEach(types::add);
    }

    private static Map<String, Payload> payloads(Map<String, Object> values, DataConverter data) {
        Map<String, Payload> payloads = new HashMap<>();
        values.forEach((name, value) -> payloads.put(name, data.toPayload(value)));
        return payloads;
    }
}
