package dev.weft.frontend.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;

/** Every kind of refusal, with the HTTP status it is answered with. */
public enum ProblemType {
    MALFORMED(400, "Malformed request"),
    PATH_NOT_FOUND(404, "Unknown path"),
    WORKFLOW_NOT_FOUND(404, "Unknown workflow"),
    UPDATE_NOT_FOUND(404, "Unknown update"),
    REQUEST_NOT_FOUND(404, "Unknown request"),
    ACTIVITY_NOT_FOUND(404, "Unknown activity"),
    QUERY_TYPE_NOT_FOUND(404, "Unknown query type"),
    NAMESPACE_NOT_FOUND(404, "Unknown namespace"),
    SCHEMA_NOT_FOUND(404, "Unknown schema"),
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    WORKFLOW_ALREADY_STARTED(409, "Workflow already started"),
    WORKFLOW_CLOSED(409, "Workflow closed"),
    WORKFLOW_PAUSED(409, "Workflow paused"),
    NAMESPACE_ALREADY_EXISTS(409, "Namespace already exists"),
    STALE(409, "Request out of date"),
    QUERY_NOT_POSSIBLE(409, "Query not possible now"),
    UPDATE_NOT_POSSIBLE(409, "Update not possible now"),
    TOO_LARGE(413, "Request too large"),
    EVENT_NOT_FOUND(422, "Unknown event"),
    INVALID(422, "Invalid request"),
    QUERY_FAILED(422, "Query failed"),
    LIMIT_EXCEEDED(429, "Limit exceeded"),
    LOG_UNAVAILABLE(503, "Log unavailable"),
    HISTORY_UNAVAILABLE(503, "History unavailable"),
    NO_WORKER(503, "No worker answered");

    private static final String RETRY_AFTER_SECONDS = "1";
    private static final int UNAVAILABLE = 503;
    private static final int TOO_MANY = 429;

    private final int status;
    private final String title;
    private final URI uri;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
        this.uri =
                URI.create("urn:weft:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** Names the type in the {@code type} member of a problem document. */
    public URI uri() {
        return uri;
    }

    /** Whether {@code failure}, or what it wraps, is a problem that may be over soon. */
    public static boolean isPassing(Throwable failure) {
        return Arrays.stream(values()).anyMatch(type -> type.status == UNAVAILABLE && type.isTypeOf(failure));
    }

    /** Whether {@code failure}, or what it wraps, is a problem of this type. */
    public boolean isTypeOf(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof Problem problem && uri.equals(problem.getType());
    }

    /** @param detail a sentence, worded "Expected …, but …" */
    public Problem because(String detail) {
        return because(detail, Map.of());
    }

    /** @param members of the problem document besides those that every problem has */
    public Problem because(String detail, Map<String, Object> members) {
        HttpProblem.Builder builder = HttpProblem.builder()
                .withType(uri)
                .withTitle(title)
                .withStatus(status)
                .withDetail(detail);
        if (status == UNAVAILABLE || status == TOO_MANY) {
            builder.withHeader("Retry-After", RETRY_AFTER_SECONDS);
        }
        members.forEach(builder::with);
        return new Problem(builder);
    }
}
