package dev.weft.frontend.pause;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.request.ClientRequest.ResumeWorkflow;
import dev.weft.frontend.json.JsonObject;
import dev.weft.frontend.request.Addresses;
import dev.weft.frontend.request.BodyReader;
import dev.weft.frontend.request.DurableCalls;
import dev.weft.frontend.request.PendingView;
import dev.weft.frontend.request.SuccessView;
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

/** Lets held workflows go on. */
@Path("/api/workflows/{id}/resume")
@Tag(name = "Workflows")
public final class ResumeResource {
    private final DurableCalls calls;
    private final BodyReader bodies;

    ResumeResource(DurableCalls calls, BodyReader bodies) {
        this.calls = calls;
        this.bodies = bodies;
    }

    @POST
    @Operation(
            summary = "Lets a paused run go on",
            description = "What waited is dispatched. Resuming a run that is not paused changes nothing.")
    @APIResponse(
            responseCode = "200",
            description = "The run goes on",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = SuccessView.class)))
    @APIResponse(
            responseCode = "202",
            description = "Durable, but not handled yet",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = PendingView.class)))
    @APIResponse(responseCode = "404", description = "No such workflow")
    @APIResponse(responseCode = "409", description = "The run is closed")
    public CompletionStage<Response> resume(
            @PathParam("id") String workflowId,
            @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(ref = "ReasonBody")))
                    byte @Nullable [] body,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
            @QueryParam("runId") @Nullable String runId,
            @QueryParam("namespace") @Nullable String namespace) {
        JsonObject fields = bodies.read(body);
        ExecutionKey key = Addresses.key(workflowId, namespace, fields);
        ResumeWorkflow request = new ResumeWorkflow(
                Addresses.runId(runId, fields), fields.text("reason", ""), Addresses.identity(fields));
        return calls.acknowledge(key, Addresses.requestId(idempotencyKey, fields, "requestId"), request);
    }
}
