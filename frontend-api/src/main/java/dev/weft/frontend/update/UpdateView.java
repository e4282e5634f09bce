package dev.weft.frontend.update;

import dev.weft.core.model.Failure;
import dev.weft.core.model.Payload;
import dev.weft.core.reply.Reply.UpdateProgress;
import dev.weft.core.reply.UpdateStage;
import org.jspecify.annotations.Nullable;

/**
 * How far an update has come.
 *
 * @param status a rejection by the validator is an outcome too
 * @param result null unless the update has completed with one
 * @param failure why it was rejected, or failed
 */
public record UpdateView(
        String updateId,
        String workflowId,
        String runId,
        UpdateStage status,
        @Nullable Payload result,
        Failure failure) {

    public static UpdateView of(String workflowId, UpdateProgress progress) {
        boolean succeeded =
                progress.stage() == UpdateStage.COMPLETED && progress.failure().isNone();
        return new UpdateView(
                progress.updateId(),
                workflowId,
                progress.runId(),
                progress.stage(),
                succeeded ? progress.result() : null,
                progress.failure());
    }
}
