package dev.weft.sdk.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.sdk.transport.HttpAnswer;
import dev.weft.sdk.transport.HttpCall;
import dev.weft.sdk.transport.Transport;
import dev.weft.sdk.transport.TransportException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls the frontend and tells refusals apart. Calls carry ids that make them harmless when repeated, so each is tried
 * again while the platform does not answer, as long as the client has patience.
 */
final class FrontendCalls {
    static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(40);
    private static final int ACCEPTED = 202;
    private static final long BACKOFF_MILLIS_MAX = 1_000;

    private final Transport transport;
    private final String namespace;
    private final Duration patience;

    FrontendCalls(Transport transport, ClientOptions options) {
        this.transport = transport;
        this.namespace = options.namespace();
        this.patience = options.patience();
    }

    String namespace() {
        return namespace;
    }

    /** Lets a wait for an outcome go on beside the caller. */
    <R> CompletableFuture<R> inBackground(Supplier<@Nullable R> wait) {
        return transport.inBackground(wait);
    }

    /** @param handled the body of 200 or 201 */
    record Reply(boolean handled, JsonNode body) {}

    JsonNode get(String workflowId, String path) {
        return tryUntilAnswered(workflowId, HttpCall.get(inNamespace(path), ANSWER_TIMEOUT), false)
                .body();
    }

    /**
     * Returns only when the request was handled.
     *
     * @param requestId makes a repeated call harmless
     */
    void deleteUntilHandled(String workflowId, String path, String requestId) {
        HttpCall call = new HttpCall(
                "DELETE", inNamespace(path), Map.of("Idempotency-Key", requestId), "", new byte[0], ANSWER_TIMEOUT);
        tryUntilAnswered(workflowId, call, true);
    }

    /** A call that belongs to no workflow and to no namespace. */
    JsonNode send(String method, String path, byte[] body) {
        String contentType = body.length == 0 ? "" : "application/json";
        HttpCall call = new HttpCall(method, path, Map.of(), contentType, body, ANSWER_TIMEOUT);
        return tryUntilAnswered("", call, true).body();
    }

    private String inNamespace(String path) {
        return path + (path.indexOf('?') < 0 ? '?' : '&') + "namespace=" + encode(namespace);
    }

    /** Also returns when the request counts but is not handled yet. */
    Reply post(String workflowId, String path, ObjectNode body) {
        return tryUntilAnswered(workflowId, postCall(path, body), false);
    }

    /** Returns only when the request was handled. */
    JsonNode postUntilHandled(String workflowId, String path, ObjectNode body) {
        return tryUntilAnswered(workflowId, postCall(path, body), true).body();
    }

    private HttpCall postCall(String path, ObjectNode body) {
        body.put("namespace", namespace);
        return HttpCall.post(path, "application/json", FrontendJson.write(body), ANSWER_TIMEOUT);
    }

    private Reply tryUntilAnswered(String workflowId, HttpCall call, boolean untilHandled) {
        long deadline = System.nanoTime() + patience.toNanos();
        long backoffMillis = 25;
        while (true) {
            RuntimeException problem;
            try {
                HttpAnswer answer = transport.send(call);
                Reply reply = new Reply(answer.status() != ACCEPTED, json(answer));
                if (answer.isSuccess() && (reply.handled() || !untilHandled)) {
                    return reply;
                }
                problem = answer.isSuccess()
                        ? notHandled(workflowId)
                        : Problems.exception(workflowId, answer, reply.body());
                if (!answer.isSuccess() && !(problem instanceof PlatformUnavailableException)) {
                    throw problem;
                }
            } catch (TransportException e) {
                problem = new PlatformUnavailableException(workflowId, String.valueOf(e.getMessage()), e);
            }
            if (System.nanoTime() + backoffMillis * 1_000_000 > deadline) {
                throw problem;
            }
            sleep(workflowId, backoffMillis, problem);
            backoffMillis = Math.min(backoffMillis * 2, BACKOFF_MILLIS_MAX);
        }
    }

    private PlatformUnavailableException notHandled(String workflowId) {
        return new PlatformUnavailableException(
                workflowId,
                "Expected the request for workflow " + workflowId + " to be handled within " + patience
                        + ", but so far it is only on the log",
                null);
    }

    private static void sleep(String workflowId, long millis, RuntimeException problem) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformUnavailableException(
                    workflowId, "Interrupted while trying again after: " + problem.getMessage(), problem);
        }
    }

    private static JsonNode json(HttpAnswer answer) {
        if (answer.body().length == 0) {
            return MissingNode.getInstance();
        }
        try {
            return FrontendJson.read(answer.body());
        } catch (IOException e) {
            if (!answer.isSuccess()) {
                return MissingNode.getInstance();
            }
            throw new TransportException("Expected JSON, but got " + answer.contentType(), e);
        }
    }

    /** The path of a workflow, with {@code rest} behind it. */
    static String path(String workflowId, String rest) {
        return "/api/workflows/" + encode(workflowId) + rest;
    }

    /** A query of parameters, without those that have an empty value. */
    static String query(String... namesAndValues) {
        StringBuilder query = new StringBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (!namesAndValues[i + 1].isEmpty()) {
                query.append(query.isEmpty() ? '?' : '&')
                        .append(namesAndValues[i])
                        .append('=')
                        .append(encode(namesAndValues[i + 1]));
            }
        }
        return query.toString();
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
