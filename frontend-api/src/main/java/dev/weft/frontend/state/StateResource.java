package dev.weft.frontend.state;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.ClientRequest.ReadState;
import dev.weft.frontend.request.Addresses;
import dev.weft.frontend.request.Answers;
import dev.weft.frontend.request.RequestGate;
import dev.weft.frontend.workflow.ExecutionView;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Shows executions as they were. */
@Path("/api/workflows/{id}/state")
@Tag(name = "Workflows")
public final class StateResource {
    private final RequestGate gate;

    StateResource(RequestGate gate) {
        this.gate = gate;
    }

    @GET
    @Operation(
            summary = "Describes a run as it was after an event",
            description = "The same as the description of an execution, computed from the events up to and including"
                    + " the one named. What history does not tell (attempts, heartbeats) is left out then.")
    @APIResponse(
            responseCode = "200",
            description = "The run as of that event, or now",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ExecutionView.class)))
    @APIResponse(responseCode = "404", description = "No such workflow or run")
    @APIResponse(responseCode = "422", description = "No such event")
    public CompletionStage<Response> state(
            @PathParam("id") String workflowId,
            @Parameter(description = "The last event that counts; all of them when absent")
                    @QueryParam("atEvent")
                    @Nullable
                    String atEvent,
            @QueryParam("runId") @Nullable String runId,
            @QueryParam("namespace") @Nullable String namespace) {
        ExecutionKey key = Addresses.key(workflowId, namespace);
        String run = Addresses.runId(runId);
        long eventId = EventIds.at(atEvent);
        return (eventId == 0
                        ? gate.describe(key, run)
                        : gate.read(key, new ReadState(run, eventId), Reply.Described.class)
                                .thenApply(Reply.Described::description))
                .thenApply(description -> Answers.ok(ExecutionView.of(description)));
    }
}
