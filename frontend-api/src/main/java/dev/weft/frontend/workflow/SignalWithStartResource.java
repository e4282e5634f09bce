package dev.weft.frontend.workflow;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.WorkflowIdConflictPolicy;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.ClientRequest.SignalWithStart;
import dev.weft.core.request.ClientRequest.StartWorkflow;
import dev.weft.frontend.json.JsonObject;
import dev.weft.frontend.namespace.Namespaces;
import dev.weft.frontend.problem.ProblemType;
import dev.weft.frontend.request.Addresses;
import dev.weft.frontend.request.BodyReader;
import dev.weft.frontend.request.DurableCalls;
import dev.weft.frontend.request.Names;
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

/** Signals the open run of an id, or starts one and signals it, in one step. */
@Path("/api/workflows/{id}/signal-with-start")
@Tag(name = "Workflows")
public final class SignalWithStartResource {
    private final DurableCalls calls;
    private final BodyReader bodies;
    private final Namespaces namespaces;

    SignalWithStartResource(DurableCalls calls, BodyReader bodies, Namespaces namespaces) {
        this.calls = calls;
        this.bodies = bodies;
        this.namespaces = namespaces;
    }

    @POST
    @Operation(
            summary = "Signals the open run, or starts one and signals it",
            description = "The body has the fields of a start, and signalName with data (or several: signalInputs)."
                    + " The signal is never lost between the two steps, since they are one.")
    @APIResponse(
            responseCode = "200",
            description = "The open run was signalled",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = StartedView.class)))
    @APIResponse(
            responseCode = "201",
            description = "A run was started and signalled",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = StartedView.class)))
    @APIResponse(responseCode = "202", description = "Durable, but not handled yet")
    @APIResponse(responseCode = "404", description = "No such namespace")
    public CompletionStage<Response> signalWithStart(
            @PathParam("id") String workflowId,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema = @Schema(ref = "SignalWithStartBody")))
                    byte @Nullable [] body,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
            @QueryParam("namespace") @Nullable String namespace) {
        JsonObject fields = bodies.read(body);
        ExecutionKey key = Addresses.key(workflowId, namespace, fields);
        if (!fields.text("workflowId", workflowId).equals(workflowId)) {
            throw ProblemType.INVALID.because("Expected workflowId to be the workflow id of the path, but they differ");
        }
        StartWorkflow start = StartBody.read(
                fields, WorkflowIdConflictPolicy.USE_EXISTING, namespaces.retentionForStart(key.namespace()));
        SignalWithStart request = new SignalWithStart(
                start,
                Names.check("signalName", fields.text("signalName")),
                fields.arguments("signalInputs", "data", "signalInput"),
                fields.payloadMap("signalHeader"));
        String requestId = Addresses.requestId(idempotencyKey, fields, "requestId");
        return calls.answer(
                new DurableCalls.Address(key, requestId, start.runId()),
                request,
                Reply.Started.class,
                started -> StartedAnswer.of(key, start.runId(), started));
    }
}
