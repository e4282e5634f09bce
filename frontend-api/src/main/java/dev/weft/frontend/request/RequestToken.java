package dev.weft.frontend.request;

import dev.weft.core.model.ExecutionKey;
import dev.weft.frontend.problem.Problem;
import dev.weft.frontend.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Names a request that was accepted but not answered in time. Opaque to clients. */
public record RequestToken(ExecutionKey key, String requestId) {
    /** Cannot occur in the parts: they have no control characters. */
    private static final String SEPARATOR = "\0";

    private static final int PARTS = 3;

    public String encoded() {
        String text = String.join(SEPARATOR, key.namespace(), key.workflowId(), requestId);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    public static RequestToken decode(String encoded) {
        String[] parts = text(encoded).split(SEPARATOR, -1);
        if (parts.length != PARTS) {
            throw unknown();
        }
        return new RequestToken(new ExecutionKey(parts[0], parts[1]), parts[2]);
    }

    private static String text(String encoded) {
        try {
            return new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    private static Problem unknown() {
        return ProblemType.REQUEST_NOT_FOUND.because(
                "Expected a token that an earlier call answered with, but this is none");
    }
}
