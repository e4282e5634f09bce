package dev.weft.frontend.request;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.ClientRequest;
import dev.weft.frontend.config.FrontendConfig;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Calls that change something: answered with what history says, or with 202 once the log has them. */
@Singleton
public final class DurableCalls {
    private final RequestGate gate;
    private final FrontendConfig config;

    DurableCalls(RequestGate gate, FrontendConfig config) {
        this.gate = gate;
        this.config = config;
    }

    /**
     * Who is addressed, and how the request is known.
     *
     * @param proposedRunId of the run that the request begins should it begin one, else empty
     */
    public record Address(ExecutionKey key, String requestId, String proposedRunId) {

        /** Of a request that begins no run. */
        public static Address of(ExecutionKey key, String requestId) {
            return new Address(key, requestId, "");
        }
    }

    /** A request whose only answer is that it counts. */
    public CompletionStage<Response> acknowledge(ExecutionKey key, String requestId, ClientRequest request) {
        return answer(
                Address.of(key, requestId),
                request,
                Reply.Accepted.class,
                accepted -> Answers.ok(new SuccessView(true, key.workflowId(), accepted.runId())));
    }

    /** @param answer what the caller is told once history has handled the request */
    public <R extends Reply> CompletionStage<Response> answer(
            Address address, ClientRequest request, Class<R> expected, Function<R, Response> answer) {
        return gate.ask(
                        address.key(),
                        address.requestId(),
                        request,
                        config.waits().answer())
                .thenApply(outcome -> switch (outcome) {
                    case Outcome.Unanswered() ->
                        PendingView.answer(address.key(), address.proposedRunId(), address.requestId());
                    case Outcome.Answered(Reply reply) -> answer.apply(RequestGate.expected(expected, reply));
                });
    }
}
