package dev.weft.frontend.worker;

import dev.weft.core.model.ExecutionKey;
import dev.weft.frontend.request.Answers;
import dev.weft.frontend.request.Names;
import dev.weft.schemas.RosterEntry.QueueSeen;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Describes task queues. */
@Path("/api/task-queues/{name}")
@Tag(name = "Workers")
public final class TaskQueueResource {
    private final Roster roster;

    TaskQueueResource(Roster roster) {
        this.roster = roster;
    }

    @GET
    @Operation(
            summary = "Describes a task queue",
            description =
                    "Who polls it, what waits and for how long, and what was handed out. A second or two old. Task"
                            + " queues need not be made: one that nobody uses is empty.")
    @APIResponse(
            responseCode = "200",
            description = "The queue",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = TaskQueueView.class)))
    public Response describe(
            @PathParam("name") String name,
            @QueryParam("namespace") @DefaultValue(ExecutionKey.DEFAULT_NAMESPACE) String namespace) {
        Names.checkNamespace(namespace);
        Names.check("task queue", name);
        List<WorkerView> pollers = roster
                .workers(worker -> worker.status().namespace().equals(namespace)
                        && worker.status().taskQueue().equals(name))
                .stream()
                .map(WorkerView::of)
                .toList();
        QueueSeen queue = roster.queue(namespace, name)
                .orElse(new QueueSeen(namespace, name, Instant.EPOCH, List.of(), Instant.EPOCH));
        return Answers.ok(TaskQueueView.of(queue, pollers, roster.now()));
    }
}
