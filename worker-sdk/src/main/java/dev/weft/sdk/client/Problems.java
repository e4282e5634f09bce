package dev.weft.sdk.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.sdk.transport.HttpAnswer;

/** Problem documents as exceptions. */
final class Problems {
    private static final String TYPE_PREFIX = "urn:weft:problem:";

    private Problems() {}

    static WorkflowException exception(String workflowId, HttpAnswer answer, JsonNode problem) {
        String type = problem.path("type").asText("");
        String detail = problem.path("detail").asText("");
        String message = detail.isEmpty()
                ? "Expected the platform to take the call, but it answered " + answer.status() + " " + excerpt(answer)
                : detail;
        return switch (type.startsWith(TYPE_PREFIX) ? type.substring(TYPE_PREFIX.length()) : "") {
            case "workflow-not-found", "update-not-found", "request-not-found" ->
                new WorkflowNotFoundException(workflowId, message);
            case "workflow-already-started" ->
                new WorkflowAlreadyStartedException(
                        workflowId, problem.path("runId").asText(""), message);
            case "workflow-closed" -> new WorkflowClosedException(workflowId, message);
            case "workflow-paused" -> new WorkflowPausedException(workflowId, message);
            case "activity-not-found" -> new ActivityNotFoundException(workflowId, message);
            case "namespace-not-found" -> new NamespaceNotFoundException(message);
            case "namespace-already-exists" -> new NamespaceAlreadyExistsException(message);
            case "query-type-not-found", "query-failed", "query-not-possible", "no-worker" ->
                new WorkflowQueryException(workflowId, message);
            default ->
                isTemporary(answer.status())
                        ? new PlatformUnavailableException(workflowId, message, null)
                        : new WorkflowRequestException(workflowId, message);
        };
    }

    private static boolean isTemporary(int status) {
        return status == 429 || status == 502 || status == 503 || status == 504;
    }

    private static String excerpt(HttpAnswer answer) {
        String text = answer.text().strip();
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }
}
