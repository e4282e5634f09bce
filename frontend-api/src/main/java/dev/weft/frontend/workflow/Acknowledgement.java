package dev.weft.frontend.workflow;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.ClientRequest;
import dev.weft.frontend.config.FrontendConfig;
import dev.weft.frontend.request.Answers;
import dev.weft.frontend.request.Outcome;
import dev.weft.frontend.request.RequestGate;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;

/** Sends requests whose only answer is that they count. */
@Singleton
final class Acknowledgement {
    private final RequestGate gate;
    private final FrontendConfig config;

    Acknowledgement(RequestGate gate, FrontendConfig config) {
        this.gate = gate;
        this.config = config;
    }

    CompletionStage<Response> of(ExecutionKey key, String requestId, ClientRequest request) {
        return gate.ask(key, requestId, request, config.waits().answer()).thenApply(outcome -> switch (outcome) {
            case Outcome.Unanswered() -> PendingView.answer(key, "", requestId);
            case Outcome.Answered(Reply reply) -> {
                String runId = RequestGate.expected(Reply.Accepted.class, reply).runId();
                yield Answers.ok(new SuccessView(true, key.workflowId(), runId));
            }
        });
    }
}
