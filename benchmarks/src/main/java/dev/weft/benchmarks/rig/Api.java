package dev.weft.benchmarks.rig;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.sdk.transport.Endpoint;
import dev.weft.sdk.transport.HttpAnswer;
import dev.weft.sdk.transport.HttpCall;
import dev.weft.sdk.transport.HttpTransport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** The REST API as a stranger would call it. Thread-safe; calls block their virtual thread. */
public final class Api implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(70);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpTransport transport;

    public Api(int port) {
        this.transport = new HttpTransport(Endpoint.parse("http://127.0.0.1:" + port), Map.of());
    }

    /** @param input JSON text */
    public void start(String workflowType, String workflowId, String input) {
        post(
                "/api/workflows/start",
                "{\"workflowType\":\"" + workflowType + "\",\"taskQueue\":\"examples\",\"workflowId\":\"" + workflowId
                        + "\",\"input\":" + input + "}");
    }

    /** Waits for the end of a workflow and fails unless it completed. */
    public JsonNode result(String workflowId) {
        JsonNode answer = get("/api/workflows/" + workflowId + "/result?wait=60s");
        if (!answer.path("status").asText().equals("COMPLETED")) {
            throw new IllegalStateException(
                    "Expected workflow " + workflowId + " to complete, but its result is " + answer);
        }
        return answer;
    }

    public void signal(String workflowId, String name, String data) {
        post("/api/workflows/" + workflowId + "/signal", "{\"signalName\":\"" + name + "\",\"data\":" + data + "}");
    }

    public JsonNode query(String workflowId, String queryType) {
        return get("/api/workflows/" + workflowId + "/query/" + queryType);
    }

    public JsonNode history(String workflowId, int pageSize) {
        return get("/api/workflows/" + workflowId + "/history?pageSize=" + pageSize);
    }

    public JsonNode get(String target) {
        return read(target, transport.send(HttpCall.get(target, TIMEOUT)));
    }

    /** Whether the platform would make progress now. */
    public boolean isReady() {
        return transport
                .send(HttpCall.get("/q/health/ready", Duration.ofSeconds(2)))
                .isSuccess();
    }

    public JsonNode post(String target, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return read(target, transport.send(HttpCall.post(target, "application/json", bytes, TIMEOUT)));
    }

    /** Any call, with whatever is answered to it. */
    public HttpAnswer call(String method, String target, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return transport.send(new HttpCall(method, target, Map.of(), "application/json", bytes, TIMEOUT));
    }

    @Override
    public void close() {
        transport.close();
    }

    private static JsonNode read(String target, HttpAnswer answer) {
        if (!answer.isSuccess()) {
            throw new IllegalStateException(
                    "Expected " + target + " to succeed, but it answered " + answer.status() + ": " + answer.text());
        }
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new IllegalStateException("Expected JSON from " + target + ", but got " + answer.text(), e);
        }
    }
}
