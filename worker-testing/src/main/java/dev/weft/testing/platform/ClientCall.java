package dev.weft.testing.platform;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.request.ClientRequest.QueryWorkflow;
import dev.weft.schemas.json.RecordJsonReader;
import dev.weft.sdk.transport.HttpCall;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A call of the REST API, taken apart.
 *
 * @param segments of the path below {@code /api}: {@code workflows}, the workflow's id, and what is asked of it
 * @param fields of the body and of the query, by the names that the model's records have
 */
record ClientCall(String method, List<String> segments, ObjectNode fields) {
    private static final Map<String, String> NAMES = Map.of(
            "inputs", "input",
            "signalInputs", "signalInput",
            "workflowIdReusePolicy", "reusePolicy",
            "workflowIdConflictPolicy", "conflictPolicy",
            "atEvent", "atEventId");

    static ClientCall of(HttpCall call) {
        String[] parts = call.target().split("\\?", 2);
        List<String> segments = Arrays.stream(parts[0].split("/"))
                .skip(2)
                .map(ClientCall::decoded)
                .toList();
        ObjectNode fields = call.body().length == 0
                ? JsonNodeFactory.instance.objectNode()
                : (ObjectNode) RecordJsonReader.parse(call.body());
        for (String parameter : parts.length == 1 ? new String[0] : parts[1].split("&")) {
            String[] pair = parameter.split("=", 2);
            fields.put(pair[0], decoded(pair.length == 1 ? "" : pair[1]));
        }
        return new ClientCall(call.method(), segments, renamed(fields));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    static ObjectNode renamed(ObjectNode body) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        body.properties()
                .forEach(field -> fields.set(NAMES.getOrDefault(field.getKey(), field.getKey()), field.getValue()));
        return fields;
    }

    /** What is asked, for example {@code POST signal}; nothing but the method for the workflow itself. */
    String action() {
        if (isStart()) {
            return method + " start";
        }
        return method + " " + (segments.size() > 2 ? segments.get(2) : "");
    }

    private boolean isStart() {
        return method.equals("POST") && segments.size() == 2 && segment(1).equals("start");
    }

    ExecutionKey key() {
        String namespace = text("namespace");
        return new ExecutionKey(
                namespace.isEmpty() ? ExecutionKey.DEFAULT_NAMESPACE : namespace,
                isStart() ? text("workflowId") : segment(1));
    }

    /** @throws Refusal when the path is shorter */
    String segment(int index) {
        if (index >= segments.size()) {
            throw Refusal.invalid("Expected a longer path, but got " + segments);
        }
        return segments.get(index);
    }

    /** Empty when the field is missing. */
    String text(String field) {
        return fields.path(field).asText("");
    }

    QueryWorkflow query() {
        return RecordJsonReader.record(fields.put("queryType", segment(3)), QueryWorkflow.class);
    }
}
