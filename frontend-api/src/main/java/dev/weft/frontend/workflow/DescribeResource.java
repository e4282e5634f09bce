package dev.weft.frontend.workflow;

import dev.weft.frontend.request.Addresses;
import dev.weft.frontend.request.Answers;
import dev.weft.frontend.request.RequestGate;
import jakarta.ws.rs.GET;
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

/** Describes executions. */
@Path("/api/workflows/{id}")
@Tag(name = "Workflows")
public final class DescribeResource {
    private final RequestGate gate;

    public DescribeResource(RequestGate gate) {
        this.gate = gate;
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
}
