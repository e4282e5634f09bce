package dev.weft.frontend.request;

import dev.weft.core.model.ExecutionKey;
import dev.weft.frontend.json.JsonObject;
import dev.weft.frontend.problem.ProblemType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Who is addressed by a call, and by which id it is known. */
public final class Addresses {
    private Addresses() {}

    /** @param namespace query parameter, null when absent */
    public static ExecutionKey key(String workflowId, @Nullable String namespace) {
        return new ExecutionKey(
                namespace == null ? ExecutionKey.DEFAULT_NAMESPACE : Names.checkNamespace(namespace),
                Names.checkWorkflowId(workflowId));
    }

    /**
     * For calls with a body: its field {@code namespace} or the query parameter.
     *
     * @param namespace query parameter, null when absent
     */
    public static ExecutionKey key(String workflowId, @Nullable String namespace, JsonObject body) {
        if (!body.has("namespace")) {
            return key(workflowId, namespace);
        }
        String inBody = body.text("namespace");
        if (namespace != null && !namespace.equals(inBody)) {
            throw ProblemType.INVALID.because(
                    "Expected one namespace, but the body and the query parameter name different ones");
        }
        return key(workflowId, inBody);
    }

    /** @param runId query parameter, null when absent; empty stands for the current run */
    public static String runId(@Nullable String runId) {
        return runId == null ? "" : Names.checkOptional("runId", runId);
    }

    /**
     * For calls with a body: its field {@code runId} or the query parameter; empty stands for the current run.
     *
     * @param runId query parameter, null when absent
     */
    public static String runId(@Nullable String runId, JsonObject body) {
        String inBody = Names.checkOptional("runId", body.text("runId", ""));
        if (inBody.isEmpty()) {
            return runId(runId);
        }
        if (runId != null && !runId.equals(inBody)) {
            throw ProblemType.INVALID.because(
                    "Expected one run, but the body and the query parameter name different ones");
        }
        return inBody;
    }

    /** The field {@code identity}: who asks, empty when the caller does not say. */
    public static String identity(JsonObject body) {
        return Names.checkOptional("identity", body.text("identity", ""));
    }

    /**
     * The id that makes a repetition of the call harmless; a new one when the caller names none.
     *
     * @param idempotencyKey header, null when absent
     */
    public static String requestId(@Nullable String idempotencyKey, JsonObject body, String field) {
        String inBody = Names.checkOptional(field, body.text(field, ""));
        if (idempotencyKey == null || idempotencyKey.isEmpty()) {
            return inBody.isEmpty() ? TimeOrderedId.next() : inBody;
        }
        if (!inBody.isEmpty() && !inBody.equals(idempotencyKey)) {
            throw ProblemType.INVALID.because(
                    "Expected " + field + " and Idempotency-Key to be the same, but they differ");
        }
        return Names.check("Idempotency-Key", idempotencyKey);
    }

    /** As {@link #requestId(String, JsonObject, String)}, for calls without a body. */
    public static String requestId(@Nullable String idempotencyKey) {
        return idempotencyKey == null || idempotencyKey.isEmpty()
                ? TimeOrderedId.next()
                : Names.check("Idempotency-Key", idempotencyKey);
    }

    /** Where the execution is found by a client. */
    public static String path(ExecutionKey key) {
        return "/api/workflows/" + segment(key.workflowId());
    }

    /** {@code ?namespace=…}, or nothing for the default namespace. */
    public static String namespaceQuery(ExecutionKey key, String before) {
        return key.namespace().equals(ExecutionKey.DEFAULT_NAMESPACE)
                ? ""
                : before + "namespace=" + segment(key.namespace());
    }

    public static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
