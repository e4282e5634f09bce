package dev.weft.frontend.workflow;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.WorkflowIdConflictPolicy;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.ClientRequest.StartWorkflow;
import dev.weft.frontend.json.JsonObject;
import dev.weft.frontend.namespace.Namespaces;
import dev.weft.frontend.request.Addresses;
import dev.weft.frontend.request.BodyReader;
import dev.weft.frontend.request.DurableCalls;
import dev.weft.frontend.request.PendingView;
import dev.weft.frontend.request.TimeOrderedId;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
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

/** Starts workflows. The path's last part belongs to the method, so that it hides no workflow that is called "start". */
@Path("/api/workflows")
@Tag(name = "Workflows")
public final class StartResource {
    private final DurableCalls calls;
    private final BodyReader bodies;
    private final Namespaces namespaces;

    StartResource(DurableCalls calls, BodyReader bodies, Namespaces namespaces) {
        this.calls = calls;
        this.bodies = bodies;
        this.namespaces = namespaces;
    }

    @POST
    @Path("/start")
    @Operation(
            summary = "Starts a workflow",
            description = "A call that is repeated with the same requestId (or Idempotency-Key) finds the run of the"
                    + " first one. Durations are written as \"30s\", \"500ms\", \"5m\", \"2h\", \"3d\" or in ISO-8601.")
    @APIResponse(
            responseCode = "201",
            description = "The run was started; Location names it",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = StartedView.class)))
    @APIResponse(
            responseCode = "200",
            description = "The run of an earlier call with the same requestId, or the open run (USE_EXISTING)",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = StartedView.class)))
    @APIResponse(
            responseCode = "202",
            description = "Durable, but not handled yet; Location tells where to ask again",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = PendingView.class)))
    @APIResponse(responseCode = "404", description = "No such namespace")
    @APIResponse(responseCode = "409", description = "The id has an open run, or may not be used again")
    @APIResponse(responseCode = "413", description = "Body or payload too large")
    @APIResponse(responseCode = "422", description = "A field is missing or not what it should be")
    @APIResponse(responseCode = "503", description = "The log did not acknowledge; repeat with the same requestId")
    public CompletionStage<Response> start(
            @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(ref = "StartBody")))
                    byte @Nullable [] body,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
            @QueryParam("namespace") @Nullable String namespace) {
        JsonObject fields = bodies.read(body);
        ExecutionKey key = key(fields, namespace);
        StartWorkflow start =
                StartBody.read(fields, WorkflowIdConflictPolicy.FAIL, namespaces.retentionForStart(key.namespace()));
        String requestId = Addresses.requestId(idempotencyKey, fields, "requestId");
        return calls.answer(
                new DurableCalls.Address(key, requestId, start.runId()),
                start,
                Reply.Started.class,
                started -> StartedAnswer.of(key, start.runId(), started));
    }

    static ExecutionKey key(JsonObject fields, @Nullable String namespace) {
        String workflowId = fields.has("workflowId") ? fields.text("workflowId") : TimeOrderedId.next();
        return Addresses.key(workflowId, namespace, fields);
    }
}
