package dev.weft.frontend.update;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.request.ClientRequest.PollUpdate;
import dev.weft.core.request.ClientRequest.UpdateWorkflow;
import dev.weft.frontend.json.Choice;
import dev.weft.frontend.json.JsonObject;
import dev.weft.frontend.request.Addresses;
import dev.weft.frontend.request.BodyReader;
import dev.weft.frontend.request.Names;
import dev.weft.frontend.update.UpdateStages.Wanted;
import jakarta.ws.rs.GET;
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

/** Calls the update handlers of workflows. */
@Path("/api/workflows/{id}/update")
@Tag(name = "Updates")
public final class UpdateResource {
    private final UpdateStages stages;
    private final BodyReader bodies;

    UpdateResource(UpdateStages stages, BodyReader bodies) {
        this.stages = stages;
        this.bodies = bodies;
    }

    @POST
    @Operation(
            summary = "Calls an update handler",
            description = "Waits up to 20 s for the stage asked for, COMPLETED unless waitFor says ACCEPTED, and then"
                    + " tells the stage reached. A call that is repeated with the same updateId finds the same update.")
    @APIResponse(
            responseCode = "200",
            description = "The stage was reached; a rejection by the validator is told as status REJECTED",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = UpdateView.class)))
    @APIResponse(
            responseCode = "202",
            description = "Not yet; Location tells where to ask again",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = UpdateView.class)))
    @APIResponse(responseCode = "404", description = "No such workflow")
    @APIResponse(responseCode = "409", description = "The run is closed or paused")
    public CompletionStage<Response> update(
            @PathParam("id") String workflowId,
            @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(ref = "UpdateBody")))
                    byte @Nullable [] body,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
            @QueryParam("runId") @Nullable String runId,
            @QueryParam("namespace") @Nullable String namespace) {
        JsonObject fields = bodies.read(body);
        ExecutionKey key = Addresses.key(workflowId, namespace, fields);
        String idField = fields.has("updateId") || !fields.has("requestId") ? "updateId" : "requestId";
        Wanted wanted = new Wanted(
                Addresses.runId(runId, fields),
                Addresses.requestId(idempotencyKey, fields, idField),
                fields.choice("waitFor", WaitFor.class, WaitFor.COMPLETED) == WaitFor.COMPLETED);
        UpdateWorkflow request = new UpdateWorkflow(
                wanted.runId(),
                wanted.updateId(),
                Names.check("updateName", fields.text("updateName")),
                fields.arguments("inputs", "data", "input"),
                fields.payloadMap("header"),
                wanted.completion(),
                Addresses.identity(fields));
        return stages.answer(key, wanted, wanted.updateId(), request);
    }

    @GET
    @Path("/{updateId}")
    @Operation(summary = "Asks again for the outcome of an update")
    @APIResponse(
            responseCode = "200",
            description = "The stage was reached",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = UpdateView.class)))
    @APIResponse(responseCode = "202", description = "Not yet")
    @APIResponse(responseCode = "404", description = "No such workflow or update")
    public CompletionStage<Response> poll(
            @PathParam("id") String workflowId,
            @PathParam("updateId") String updateId,
            @QueryParam("waitFor") @Nullable String waitFor,
            @QueryParam("runId") @Nullable String runId,
            @QueryParam("namespace") @Nullable String namespace) {
        ExecutionKey key = Addresses.key(workflowId, namespace);
        WaitFor stage = waitFor == null ? WaitFor.COMPLETED : Choice.parse("waitFor", waitFor, WaitFor.class);
        Wanted wanted =
                new Wanted(Addresses.runId(runId), Names.check("updateId", updateId), stage == WaitFor.COMPLETED);
        PollUpdate request = new PollUpdate(wanted.runId(), wanted.updateId(), wanted.completion());
        return stages.answer(key, wanted, "", request);
    }
}
