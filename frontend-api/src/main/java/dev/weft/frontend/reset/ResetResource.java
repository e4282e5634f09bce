package dev.weft.frontend.reset;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.ClientRequest.ResetWorkflow;
import dev.weft.frontend.json.JsonObject;
import dev.weft.frontend.request.Addresses;
import dev.weft.frontend.request.Answers;
import dev.weft.frontend.request.BodyReader;
import dev.weft.frontend.request.DurableCalls;
import dev.weft.frontend.request.PendingView;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Goes back in the history of workflows. */
@Path("/api/workflows/{id}/reset")
@Tag(name = "Workflows")
public final class ResetResource {
    private final DurableCalls calls;
    private final BodyReader bodies;

    ResetResource(DurableCalls calls, BodyReader bodies) {
        this.calls = calls;
        this.bodies = bodies;
    }

    @POST
    @Operation(
            summary = "Goes on from an earlier point of a run, as a new run",
            description = "What stands before the point is kept, what follows is done again; signals and updates that"
                    + " came after it reach the new run, unless they are excluded. An open run is terminated.")
    @APIResponse(
            responseCode = "200",
            description = "The new run is there",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ResetView.class)))
    @APIResponse(
            responseCode = "202",
            description = "Durable, but not handled yet",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = PendingView.class)))
    @APIResponse(responseCode = "404", description = "No such workflow or run")
    @APIResponse(responseCode = "422", description = "The run cannot be reset to that point")
    public CompletionStage<Response> reset(
            @PathParam("id") String workflowId,
            @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(ref = "ResetBody")))
                    byte @Nullable [] body,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
            @QueryParam("runId") @Nullable String runId,
            @QueryParam("namespace") @Nullable String namespace) {
        JsonObject fields = bodies.read(body);
        ExecutionKey key = Addresses.key(workflowId, namespace, fields);
        ResetWorkflow request = ResetBody.read(Addresses.runId(runId, fields), fields);
        String requestId = Addresses.requestId(idempotencyKey, fields, "requestId");
        return calls.answer(
                new DurableCalls.Address(key, requestId, request.newRunId()),
                request,
                Reply.ResetDone.class,
                done -> Answers.ok(ResetView.of(key, done)));
    }
}
