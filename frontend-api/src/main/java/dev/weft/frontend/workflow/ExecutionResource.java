package dev.weft.frontend.workflow;

import dev.weft.core.request.ClientRequest.DeleteWorkflow;
import dev.weft.frontend.request.Addresses;
import dev.weft.frontend.request.Answers;
import dev.weft.frontend.request.DurableCalls;
import dev.weft.frontend.request.Names;
import dev.weft.frontend.request.PendingView;
import dev.weft.frontend.request.RequestGate;
import dev.weft.frontend.request.SuccessView;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Describes and deletes executions. */
@Path("/api/workflows/{id}")
@Tag(name = "Workflows")
public final class ExecutionResource {
    private final RequestGate gate;
    private final DurableCalls calls;

    ExecutionResource(RequestGate gate, DurableCalls calls) {
        this.gate = gate;
        this.calls = calls;
    }

    @GET
    @Operation(
            summary = "Describes an execution",
            description = "Status, times, pending activities, timers and children, and what keeps it from progress."
                    + " Sees every request acknowledged before.")
    @APIResponse(
            responseCode = "200",
            description = "The current run, or the one asked for",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ExecutionView.class)))
    @APIResponse(responseCode = "404", description = "No such workflow")
    public CompletionStage<Response> describe(
            @PathParam("id") String workflowId,
            @QueryParam("runId") @Nullable String runId,
            @QueryParam("namespace") @Nullable String namespace) {
        return gate.describe(Addresses.key(workflowId, namespace), Addresses.runId(runId))
                .thenApply(description -> Answers.ok(ExecutionView.of(description)));
    }

    @DELETE
    @Operation(
            summary = "Deletes a run, or everything of a workflow",
            description = "Without runId, every run that is kept, and all that is known of the id. An open run is"
                    + " terminated first. What was deleted cannot be had back.")
    @APIResponse(
            responseCode = "200",
            description = "It is deleted",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = SuccessView.class)))
    @APIResponse(
            responseCode = "202",
            description = "Durable, but not handled yet",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = PendingView.class)))
    @APIResponse(responseCode = "404", description = "No such workflow or run")
    public CompletionStage<Response> delete(
            @PathParam("id") String workflowId,
            @QueryParam("runId") @Nullable String runId,
            @QueryParam("identity") @DefaultValue("") String identity,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
            @QueryParam("namespace") @Nullable String namespace) {
        DeleteWorkflow request = new DeleteWorkflow(Addresses.runId(runId), Names.checkOptional("identity", identity));
        return calls.acknowledge(Addresses.key(workflowId, namespace), Addresses.requestId(idempotencyKey), request);
    }
}
