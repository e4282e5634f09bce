package dev.weft.frontend.lookup;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.ClientRequest.LookUpRequest;
import dev.weft.frontend.config.FrontendConfig;
import dev.weft.frontend.request.Answers;
import dev.weft.frontend.request.Outcome;
import dev.weft.frontend.request.PendingView;
import dev.weft.frontend.request.RequestGate;
import dev.weft.frontend.request.RequestToken;
import dev.weft.frontend.request.SuccessView;
import dev.weft.frontend.reset.ResetView;
import dev.weft.frontend.update.UpdateView;
import dev.weft.frontend.workflow.StartedView;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tells what became of requests that were accepted while history was away. */
@Path("/api/requests/{token}")
@Tag(name = "Requests")
public final class RequestResource {
    private final RequestGate gate;
    private final FrontendConfig config;

    public RequestResource(RequestGate gate, FrontendConfig config) {
        this.gate = gate;
        this.config = config;
    }

    @GET
    @Operation(
            summary = "Asks again for the answer to a request",
            description = "With the token of a 202 answer. Ordered after the request itself, so an unknown request is"
                    + " one that was refused, or one that its run no longer remembers.")
    @APIResponse(
            responseCode = "200",
            description = "What the call would have answered",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema =
                                    @Schema(
                                            anyOf = {
                                                StartedView.class,
                                                SuccessView.class,
                                                UpdateView.class,
                                                ResetView.class
                                            })))
    @APIResponse(responseCode = "202", description = "Still not handled")
    @APIResponse(responseCode = "404", description = "Unknown, refused or forgotten")
    public CompletionStage<Response> lookUp(@PathParam("token") String token) {
        RequestToken request = RequestToken.decode(token);
        ExecutionKey key = request.key();
        LookUpRequest lookUp = new LookUpRequest(request.requestId());
        return gate.ask(key, "", lookUp, config.waits().answer()).thenApply(outcome -> switch (outcome) {
            case Outcome.Unanswered() -> PendingView.answer(key, "", request.requestId());
            case Outcome.Answered(Reply reply) -> Answers.ok(view(key, reply));
        });
    }

    private static Record view(ExecutionKey key, Reply reply) {
        return switch (reply) {
            case Reply.Started started -> StartedView.of(key, started);
            case Reply.Accepted(String runId) -> new SuccessView(true, key.workflowId(), runId);
            case Reply.UpdateProgress progress -> UpdateView.of(key.workflowId(), progress);
            case Reply.ResetDone done -> ResetView.of(key, done);
            case Reply.None unexpected -> throw notOfRequest(unexpected);
            case Reply.Rejected unexpected -> throw notOfRequest(unexpected);
            case Reply.Described unexpected -> throw notOfRequest(unexpected);
            case Reply.HistoryPage unexpected -> throw notOfRequest(unexpected);
            case Reply.QueryAnswered unexpected -> throw notOfRequest(unexpected);
            case Reply.HeartbeatRecorded unexpected -> throw notOfRequest(unexpected);
            case Reply.ClaimGranted unexpected -> throw notOfRequest(unexpected);
        };
    }

    private static IllegalStateException notOfRequest(Reply reply) {
        return new IllegalStateException("Expected the reply to a remembered request, but got "
                + reply.getClass().getSimpleName());
    }
}
