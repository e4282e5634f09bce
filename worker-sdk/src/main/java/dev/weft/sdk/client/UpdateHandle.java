package dev.weft.sdk.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.core.model.Failure;
import java.lang.reflect.Type;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** An update that was sent. Its result stays available after the workflow has closed. Thread-safe. */
public final class UpdateHandle<R> {
    private final FrontendCalls calls;
    private final ClientOptions client;
    private final WorkflowRun run;
    private final String updateId;
    private final Type resultType;
    private volatile @Nullable JsonNode outcome;

    UpdateHandle(FrontendCalls calls, ClientOptions client, WorkflowRun run, String updateId, Type resultType) {
        this.calls = calls;
        this.client = client;
        this.run = run;
        this.updateId = updateId;
        this.resultType = resultType;
    }

    public String updateId() {
        return updateId;
    }

    public WorkflowRun run() {
        return run;
    }

    /** Sends the update, and asks again as long as the stage is not reached. */
    void begin(ObjectNode body, UpdateStage stage) {
        body.put("waitFor", stage.name());
        FrontendCalls.Reply reply = calls.post(run.workflowId(), FrontendCalls.path(run.workflowId(), "/update"), body);
        JsonNode reached = reply.body();
        while (!isReached(reached, stage)) {
            // Sent again rather than asked for: an update that is only admitted is kept in memory.
            reached = calls.post(run.workflowId(), FrontendCalls.path(run.workflowId(), "/update"), body)
                    .body();
        }
        note(reached);
        if (stage == UpdateStage.ACCEPTED && status(reached).equals("REJECTED")) {
            throw failed(reached, true);
        }
    }

    /**
     * Waits for the result.
     *
     * @throws WorkflowUpdateException when the update was rejected or has failed
     */
    public @Nullable R getResult() {
        JsonNode known = outcome;
        while (known == null) {
            JsonNode reached = calls.get(run.workflowId(), pollPath());
            note(reached);
            known = outcome;
        }
        boolean rejected = status(known).equals("REJECTED");
        if (rejected || known.path("failure").isObject()) {
            throw failed(known, rejected);
        }
        return client.dataConverter().fromPayload(FrontendJson.payload(known.path("result")), resultType);
    }

    /** {@link #getResult()} on a virtual thread. */
    public CompletableFuture<R> getResultAsync() {
        return calls.inBackground(this::getResult);
    }

    private String pollPath() {
        return FrontendCalls.path(run.workflowId(), "/update/" + FrontendCalls.encode(updateId) + "?waitFor=COMPLETED")
                + FrontendCalls.parameter('&', "runId", run.runId());
    }

    private void note(JsonNode reached) {
        if (isReached(reached, UpdateStage.COMPLETED)) {
            outcome = reached;
        }
    }

    private static boolean isReached(JsonNode reply, UpdateStage stage) {
        return switch (status(reply)) {
            case "COMPLETED", "REJECTED" -> true;
            case "ACCEPTED" -> stage == UpdateStage.ACCEPTED && reply.has("updateId");
            default -> false;
        };
    }

    private static String status(JsonNode reply) {
        return reply.path("status").asText("");
    }

    private WorkflowUpdateException failed(JsonNode reply, boolean rejected) {
        Failure failure = FailureJson.read(reply.path("failure"));
        return new WorkflowUpdateException(
                run.workflowId(),
                updateId,
                rejected,
                failure.isNone() ? null : client.failureConverter().toException(failure, client.dataConverter()));
    }
}
