package dev.weft.sdk.client;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.core.model.RetryPolicy;
import dev.weft.core.model.RunSettings;
import dev.weft.core.model.WorkflowIdConflictPolicy;
import dev.weft.core.model.WorkflowIdReusePolicy;
import dev.weft.sdk.data.DataConverter;
import dev.weft.sdk.interceptor.WorkflowClientCalls.StartInput;
import dev.weft.sdk.workflow.SearchAttributes;
import java.time.Duration;

/** Writes the fields of a start. */
final class StartRequest {
    private StartRequest() {}

    static ObjectNode body(StartInput input, DataConverter data) {
        RunSettings settings = input.settings();
        ObjectNode body = FrontendJson.object();
        body.put("workflowType", settings.workflowType());
        body.put("taskQueue", settings.taskQueue());
        body.put("workflowId", input.workflowId());
        body.put("requestId", input.requestId());
        FrontendJson.putArguments(
                body, "inputs", data.toPayloads(input.arguments().toArray()));
        if (input.reusePolicy() != WorkflowIdReusePolicy.ALLOW_DUPLICATE) {
            body.put("workflowIdReusePolicy", input.reusePolicy().name());
        }
        if (input.conflictPolicy() != WorkflowIdConflictPolicy.FAIL) {
            body.put("workflowIdConflictPolicy", input.conflictPolicy().name());
        }
        putDuration(body, "executionTimeout", settings.executionTimeout());
        putDuration(body, "runTimeout", settings.runTimeout());
        putDuration(body, "taskTimeout", settings.taskTimeout());
        putDuration(body, "startDelay", input.startDelay());
        if (settings.retryPolicy().retries()) {
            putRetryPolicy(body.putObject("retryPolicy"), settings.retryPolicy());
        }
        FrontendJson.putPayloads(body, "memo", settings.memo());
        putSearchAttributes(body, SearchAttributes.fromPayloads(settings.searchAttributes()));
        FrontendJson.putPayloads(body, "header", settings.header());
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
}
