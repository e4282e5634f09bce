package dev.weft.frontend.update;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.WorkflowIdConflictPolicy;
import dev.weft.core.request.ClientRequest.StartWorkflow;
import dev.weft.core.request.ClientRequest.UpdateWithStart;
import dev.weft.core.request.ClientRequest.UpdateWorkflow;
import dev.weft.frontend.json.JsonObject;
import dev.weft.frontend.namespace.Namespaces;
import dev.weft.frontend.problem.ProblemType;
import dev.weft.frontend.request.Addresses;
import dev.weft.frontend.request.BodyReader;
import dev.weft.frontend.request.Names;
import dev.weft.frontend.update.UpdateStages.Wanted;
import dev.weft.frontend.workflow.StartBody;
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

/** Updates the open run of an id, or starts one and updates it, in one step. */
@Path("/api/workflows/{id}/update-with-start/{updateName}")
@Tag(name = "Updates")
public final class UpdateWithStartResource {
    private final UpdateStages stages;
    private final BodyReader bodies;
    private final Namespaces namespaces;

    UpdateWithStartResource(UpdateStages stages, BodyReader bodies, Namespaces namespaces) {
        this.stages = stages;
        this.bodies = bodies;
        this.namespaces = namespaces;
    }

    @POST
    @Operation(
            summary = "Updates the open run, or starts one and updates it",
            description =
                    "What happens when a run is open has to be said: workflowIdConflictPolicy has no default here."
                            + " The update is admitted in the step that starts the run; the run stays when the update is"
                            + " rejected. Waits as an update does.")
    @APIResponse(
            responseCode = "200",
            description = "The stage was reached; a rejection by the validator is told as status REJECTED",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = UpdateView.class)))
    @APIResponse(
            responseCode = "202",
            description = "Not yet; Location tells where to ask again",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = UpdateView.class)))
    @APIResponse(responseCode = "404", description = "No such namespace")
    @APIResponse(responseCode = "409", description = "The id has an open run, or the run is paused")
    @APIResponse(responseCode = "422", description = "A field is missing or not what it should be")
    public CompletionStage<Response> updateWithStart(
            @PathParam("id") String workflowId,
            @PathParam("updateName") String updateName,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema = @Schema(ref = "UpdateWithStartBody")))
                    byte @Nullable [] body,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
            @QueryParam("namespace") @Nullable String namespace) {
        JsonObject fields = bodies.read(body);
        ExecutionKey key = Addresses.key(workflowId, namespace, fields);
        fields.require("start", "the fields of a start");
        fields.require("update", "the fields of an update");
        String requestId = Addresses.requestId(idempotencyKey, fields, "requestId");
        JsonObject update = fields.object("update");
        Wanted wanted = new Wanted(
                "",
                update.has("updateId") ? Names.check("update.updateId", update.text("updateId")) : requestId,
                update.choice("waitFor", WaitFor.class, WaitFor.COMPLETED) == WaitFor.COMPLETED);
        UpdateWithStart request =
                new UpdateWithStart(start(fields.object("start"), key), update(wanted, updateName, update, fields));
        return stages.answer(key, wanted, requestId, request);
    }

    private StartWorkflow start(JsonObject start, ExecutionKey key) {
        start.require("workflowIdConflictPolicy", "FAIL, USE_EXISTING or TERMINATE_EXISTING");
        if (!start.text("workflowId", key.workflowId()).equals(key.workflowId())) {
            throw ProblemType.INVALID.because(
                    "Expected start.workflowId to be the workflow id of the path, but they differ");
        }
        return StartBody.read(start, WorkflowIdConflictPolicy.FAIL, namespaces.retentionForStart(key.namespace()));
    }

    private static UpdateWorkflow update(Wanted wanted, String updateName, JsonObject update, JsonObject fields) {
        return new UpdateWorkflow(
                wanted.runId(),
                wanted.updateId(),
                Names.check("updateName", updateName),
                update.arguments("inputs", "data", "input"),
                update.payloadMap("header"),
                wanted.completion(),
                Addresses.identity(fields));
    }
}
