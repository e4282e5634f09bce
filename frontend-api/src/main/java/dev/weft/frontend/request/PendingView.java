package dev.weft.frontend.request;

import dev.weft.core.model.ExecutionKey;
import jakarta.ws.rs.core.Response;

/**
 * A request that is durable, but that history has not handled yet.
 *
 * @param runId the run's id should the request start one, else empty
 * @param token ask {@code /api/requests/{token}} for the answer
 */
public record PendingView(
        String status, String namespace, String workflowId, String runId, String requestId, String token) {

    public static Response answer(ExecutionKey key, String runId, String requestId) {
        String token = new RequestToken(key, requestId).encoded();
        PendingView view = new PendingView("ACCEPTED", key.namespace(), key.workflowId(), runId, requestId, token);
        return Answers.accepted(view, "/api/requests/" + token);
    }
}
