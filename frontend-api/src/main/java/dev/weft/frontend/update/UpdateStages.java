package dev.weft.frontend.update;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.Failure;
import dev.weft.core.model.Payload;
import dev.weft.core.reply.Reply;
import dev.weft.core.reply.Reply.UpdateProgress;
import dev.weft.core.reply.UpdateStage;
import dev.weft.core.request.ClientRequest;
import dev.weft.core.request.ClientRequest.PollUpdate;
import dev.weft.frontend.config.FrontendConfig;
import dev.weft.frontend.request.Addresses;
import dev.weft.frontend.request.Answers;
import dev.weft.frontend.request.Outcome;
import dev.weft.frontend.request.RequestGate;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Waits for the stage of an update that a caller wants, and tells the stage reached when the time is over. */
@Singleton
final class UpdateStages {
    /** Ample for an answer that needs no worker. */
    private static final Duration AT_ONCE = Duration.ofMillis(500);

    private final RequestGate gate;
    private final FrontendConfig config;

    UpdateStages(RequestGate gate, FrontendConfig config) {
        this.gate = gate;
        this.config = config;
    }

    CompletionStage<Response> answer(ExecutionKey key, Wanted wanted, String requestId, ClientRequest request) {
        return gate.ask(key, requestId, request, config.waits().update())
                .thenCompose(outcome -> switch (outcome) {
                    case Outcome.Answered(Reply reply) ->
                        CompletableFuture.completedStage(RequestGate.expected(UpdateProgress.class, reply));
                    case Outcome.Unanswered() -> stageReached(key, wanted);
                })
                .thenApply(progress -> response(key, wanted, progress));
    }

    /** Whether it was at least accepted, which history knows at once. */
    private CompletionStage<UpdateProgress> stageReached(ExecutionKey key, Wanted wanted) {
        UpdateProgress admitted =
                new UpdateProgress(wanted.updateId(), wanted.runId(), UpdateStage.ADMITTED, Payload.NONE, Failure.NONE);
        if (!wanted.completion()) {
            return CompletableFuture.completedStage(admitted);
        }
        PollUpdate poll = new PollUpdate(wanted.runId(), wanted.updateId(), false);
        return gate.ask(key, "", poll, AT_ONCE).thenApply(outcome -> switch (outcome) {
            case Outcome.Answered(Reply reply) -> RequestGate.expected(UpdateProgress.class, reply);
            case Outcome.Unanswered() -> admitted;
        });
    }

    private static Response response(ExecutionKey key, Wanted wanted, UpdateProgress progress) {
        UpdateView view = UpdateView.of(key.workflowId(), progress);
        boolean reached =
                switch (progress.stage()) {
                    case COMPLETED, REJECTED -> true;
                    case ACCEPTED -> !wanted.completion();
                    case ADMITTED -> false;
                };
        if (reached) {
            return Answers.ok(view);
        }
        String location = Addresses.path(key) + "/update/" + Addresses.segment(wanted.updateId())
                + Addresses.namespaceQuery(key, "?");
        return Answers.accepted(view, location);
    }

    /**
     * What a caller waits for.
     *
     * @param runId empty for the current run
     * @param completion rather than acceptance
     */
    record Wanted(String runId, String updateId, boolean completion) {}
}
