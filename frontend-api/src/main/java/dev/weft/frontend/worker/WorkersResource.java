package dev.weft.frontend.worker;

import dev.weft.core.model.ExecutionKey;
import dev.weft.frontend.request.Answers;
import dev.weft.frontend.request.Names;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Lists workers. */
@Path("/api/workers")
@Tag(name = "Workers")
public final class WorkersResource {
    private final Roster roster;

    WorkersResource(Roster roster) {
        this.roster = roster;
    }

    @GET
    @Operation(
            summary = "Lists the workers of a namespace",
            description =
                    "Workers tell about themselves every 20 s. One that has not for a minute is left out, and so is"
                            + " one that was stopped.")
    @APIResponse(
            responseCode = "200",
            description = "By task queue and id",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = WorkersView.class)))
    public Response list(
            @Parameter(description = "Only workers of this queue") @QueryParam("taskQueue") @DefaultValue("")
                    String taskQueue,
            @QueryParam("namespace") @DefaultValue(ExecutionKey.DEFAULT_NAMESPACE) String namespace) {
        Names.checkNamespace(namespace);
        Names.checkOptional("taskQueue", taskQueue);
        return Answers.ok(new WorkersView(roster
                .workers(worker -> worker.status().namespace().equals(namespace)
                        && (taskQueue.isEmpty() || worker.status().taskQueue().equals(taskQueue)))
                .stream()
                .map(WorkerView::of)
                .toList()));
    }
}
