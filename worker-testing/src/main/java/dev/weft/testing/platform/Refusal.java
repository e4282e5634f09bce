package dev.weft.testing.platform;

import dev.weft.core.reply.RejectionReason;
import dev.weft.core.reply.Reply.Rejected;
import dev.weft.schemas.json.RecordJson;
import dev.weft.sdk.transport.HttpAnswer;
import java.util.Locale;

/** An expected refusal, as the problem document that the frontend would answer. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String type;
    private final String runId;

    private Refusal(int status, String type, String detail, String runId) {
        super(detail, null, false, false);
        this.status = status;
        this.type = type;
        this.runId = runId;
    }

    /** What is answered. */
    public record Problem(String type, int status, String detail, String runId) {}

    static Refusal of(Rejected rejected) {
        return new Refusal(
                statusOf(rejected.reason()), type(rejected.reason().name()), rejected.message(), rejected.runId());
    }

    static Refusal notFound(String detail) {
        return of(new Rejected(RejectionReason.WORKFLOW_NOT_FOUND, detail, ""));
    }

    static Refusal invalid(String detail) {
        return of(new Rejected(RejectionReason.INVALID, detail, ""));
    }

    static Refusal ofQuery(String type, String detail) {
        return new Refusal(409, type, detail, "");
    }

    private static String type(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static int statusOf(RejectionReason reason) {
        return switch (reason) {
            case WORKFLOW_NOT_FOUND, UPDATE_NOT_FOUND, REQUEST_NOT_FOUND, ACTIVITY_NOT_FOUND -> 404;
            case WORKFLOW_ALREADY_STARTED,
                    WORKFLOW_CLOSED,
                    WORKFLOW_PAUSED,
                    STALE,
                    QUERY_NOT_POSSIBLE,
                    UPDATE_NOT_POSSIBLE -> 409;
            case INVALID, EVENT_NOT_FOUND -> 422;
            case TOO_LARGE -> 413;
            case LIMIT_EXCEEDED -> 429;
        };
    }

    HttpAnswer answer() {
        Problem problem = new Problem("urn:weft:problem:" + type, status, String.valueOf(getMessage()), runId);
        return new HttpAnswer(status, "application/problem+json", RecordJson.bytes(problem));
    }
}
