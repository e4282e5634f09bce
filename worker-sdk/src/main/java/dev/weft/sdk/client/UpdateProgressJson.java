package dev.weft.sdk.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.core.reply.Reply.UpdateProgress;
import dev.weft.core.reply.UpdateStage;

/** Reads how far an update has come. */
final class UpdateProgressJson {
    private UpdateProgressJson() {}

    /** Whether there is an outcome, or at least an acceptance where that is enough. */
    static boolean isReached(JsonNode reply, boolean completion) {
        return switch (stage(reply)) {
            case COMPLETED, REJECTED -> true;
            case ACCEPTED -> !completion;
            case ADMITTED -> false;
        };
    }

    static boolean isOutcome(UpdateProgress progress) {
        return isRejected(progress) || progress.stage() == UpdateStage.COMPLETED;
    }

    static boolean isRejected(UpdateProgress progress) {
        return progress.stage() == UpdateStage.REJECTED;
    }

    static UpdateProgress read(JsonNode reply, String updateId, String runId) {
        return new UpdateProgress(
                updateId,
                reply.path("runId").asText(runId),
                stage(reply),
                FrontendJson.payload(reply.path("result")),
                FailureJson.read(reply.path("failure")));
    }

    /** An answer of another kind, to a request that is only on the log, tells no stage. */
    private static UpdateStage stage(JsonNode reply) {
        String status = reply.has("updateId") ? reply.path("status").asText("") : "";
        return status.isEmpty() ? UpdateStage.ADMITTED : UpdateStage.valueOf(status);
    }
}
