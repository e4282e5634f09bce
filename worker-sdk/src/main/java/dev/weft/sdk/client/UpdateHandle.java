package dev.weft.sdk.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.core.model.Failure;
import dev.weft.core.reply.Reply.UpdateProgress;
import java.lang.reflect.Type;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** An update that was sent. Its result stays available after the workflow has closed. Thread-safe. */
public final class UpdateHandle<R> {
    private final Connection connection;
    private final WorkflowRun run;
    private final String updateId;
    private final Type resultType;
    private volatile @Nullable UpdateProgress outcome;

    UpdateHandle(Connection connection, WorkflowRun run, String updateId, Type resultType) {
        this.connection = connection;
        this.run = run;
        this.updateId = updateId;
        this.resultType = resultType;
    }

    /** @throws WorkflowUpdateException when a rejection is known, and only the acceptance was asked for */
    UpdateHandle<R> reached(UpdateProgress progress, UpdateStage wanted) {
        boolean rejected = UpdateProgressJson.isRejected(progress);
        if (UpdateProgressJson.isOutcome(progress)) {
            outcome = progress;
        }
        if (rejected && wanted == UpdateStage.ACCEPTED) {
            throw failed(progress.failure(), true);
        }
        return this;
    }

    public String updateId() {
        return updateId;
    }

    public WorkflowRun run() {
        return run;
    }

    /**
     * Waits for the result.
     *
     * @throws WorkflowUpdateException when the update was rejected or has failed
     */
    public @Nullable R getResult() {
        UpdateProgress known = outcome;
        while (known == null) {
            JsonNode reply = connection.frontend().get(run.workflowId(), pollPath());
            if (UpdateProgressJson.isReached(reply, true)) {
                known = UpdateProgressJson.read(reply, updateId, run.runId());
                outcome = known;
            }
        }
        boolean rejected = UpdateProgressJson.isRejected(known);
        if (rejected || !known.failure().isNone()) {
            throw failed(known.failure(), rejected);
        }
        return connection.data().fromPayload(known.result(), resultType);
    }

    /** {@link #getResult()} in the background. */
    public CompletableFuture<R> getResultAsync() {
        return connection.frontend().inBackground(this::getResult);
    }

    private String pollPath() {
        return FrontendCalls.path(
                run.workflowId(),
                "/update/" + FrontendCalls.encode(updateId)
                        + FrontendCalls.query("waitFor", UpdateStage.COMPLETED.name(), "runId", run.runId()));
    }

    private WorkflowUpdateException failed(Failure failure, boolean rejected) {
        return new WorkflowUpdateException(
                run.workflowId(),
                updateId,
                rejected,
                failure.isNone()
                        ? null
                        : connection.options().failureConverter().toException(failure, connection.data()));
    }
}
