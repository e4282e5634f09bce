package dev.weft.frontend.activity;

import dev.weft.core.model.ActivityOutcome;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.ClientRequest.ReportActivityById;
import dev.weft.frontend.json.JsonObject;
import dev.weft.frontend.request.Addresses;
import dev.weft.frontend.request.Answers;
import dev.weft.frontend.request.BodyReader;
import dev.weft.frontend.request.DurableCalls;
import dev.weft.frontend.request.Names;
import dev.weft.frontend.request.PendingView;
import dev.weft.frontend.request.RequestGate;
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

/** Tells the outcome of activities that complete outside of their worker, by the id that their workflow gave them. */
@Path("/api/workflows/{id}/activities/{activityId}")
@Tag(name = "Activities")
public final class ActivityResource {
    private final DurableCalls calls;
    private final RequestGate gate;
    private final BodyReader bodies;

    ActivityResource(DurableCalls calls, RequestGate gate, BodyReader bodies) {
        this.calls = calls;
        this.gate = gate;
        this.bodies = bodies;
    }

    @POST
    @Path("/complete")
    @Operation(
            summary = "Completes an activity",
            description = "Counts for the attempt under way, and also when none is: the work is done, whoever did it.")
    @APIResponse(
            responseCode = "200",
            description = "The completion counts",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = SuccessView.class)))
    @APIResponse(
            responseCode = "202",
            description = "Durable, but not handled yet",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = PendingView.class)))
    @APIResponse(responseCode = "404", description = "No such workflow, or no such activity is pending")
    @APIResponse(responseCode = "409", description = "The run is closed")
    public CompletionStage<Response> complete(
            @PathParam("id") String workflowId,
            @PathParam("activityId") String activityId,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema = @Schema(ref = "ActivityCompletionBody")))
                    byte @Nullable [] body,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
            @QueryParam("runId") @Nullable String runId,
            @QueryParam("namespace") @Nullable String namespace) {
        JsonObject fields = bodies.read(body);
        ActivityOutcome outcome = new ActivityOutcome.Completed(fields.payload("result"));
        return acknowledge(
                Addresses.key(workflowId, namespace, fields),
                request(activityId, Addresses.runId(runId, fields), outcome, fields),
                idempotencyKey,
                fields);
    }

    @POST
    @Path("/fail")
    @Operation(
            summary = "Fails the attempt of an activity that is under way",
            description = "Its retry policy decides what follows.")
    @APIResponse(
            responseCode = "200",
            description = "The failure counts",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = SuccessView.class)))
    @APIResponse(
            responseCode = "202",
            description = "Durable, but not handled yet",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = PendingView.class)))
    @APIResponse(responseCode = "404", description = "No such workflow, or no attempt of such an activity is under way")
    @APIResponse(responseCode = "409", description = "The run is closed")
    public CompletionStage<Response> fail(
            @PathParam("id") String workflowId,
            @PathParam("activityId") String activityId,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema = @Schema(ref = "ActivityFailureBody")))
                    byte @Nullable [] body,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
            @QueryParam("runId") @Nullable String runId,
            @QueryParam("namespace") @Nullable String namespace) {
        JsonObject fields = bodies.read(body);
        ActivityOutcome outcome = new ActivityOutcome.Failed(FailureBody.read(fields));
        return acknowledge(
                Addresses.key(workflowId, namespace, fields),
                request(activityId, Addresses.runId(runId, fields), outcome, fields),
                idempotencyKey,
                fields);
    }

    @POST
    @Path("/cancel")
    @Operation(summary = "Tells that an activity has stopped, after its workflow asked for its cancellation")
    @APIResponse(
            responseCode = "200",
            description = "The cancellation counts",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = SuccessView.class)))
    @APIResponse(
            responseCode = "202",
            description = "Durable, but not handled yet",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = PendingView.class)))
    @APIResponse(responseCode = "404", description = "No such workflow, or no such activity is pending")
    @APIResponse(responseCode = "409", description = "The run is closed")
    @APIResponse(responseCode = "422", description = "The workflow has not asked for the cancellation")
    public CompletionStage<Response> cancel(
            @PathParam("id") String workflowId,
            @PathParam("activityId") String activityId,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema = @Schema(ref = "ActivityDetailsBody")))
                    byte @Nullable [] body,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
            @QueryParam("runId") @Nullable String runId,
            @QueryParam("namespace") @Nullable String namespace) {
        JsonObject fields = bodies.read(body);
        ActivityOutcome outcome = new ActivityOutcome.Canceled(fields.arguments("inputs", "details"));
        return acknowledge(
                Addresses.key(workflowId, namespace, fields),
                request(activityId, Addresses.runId(runId, fields), outcome, fields),
                idempotencyKey,
                fields);
    }

    @POST
    @Path("/heartbeat")
    @Operation(
            summary = "Tells that an activity is still under way",
            description = "The details are given to its next attempt, should there be one.")
    @APIResponse(
            responseCode = "200",
            description = "Whether the activity should stop",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = HeartbeatView.class)))
    @APIResponse(responseCode = "404", description = "No such workflow, or no attempt of such an activity is under way")
    @APIResponse(responseCode = "409", description = "The run is closed")
    public CompletionStage<Response> heartbeat(
            @PathParam("id") String workflowId,
            @PathParam("activityId") String activityId,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema = @Schema(ref = "ActivityDetailsBody")))
                    byte @Nullable [] body,
            @QueryParam("runId") @Nullable String runId,
            @QueryParam("namespace") @Nullable String namespace) {
        JsonObject fields = bodies.read(body);
        ActivityOutcome outcome = new ActivityOutcome.Heartbeat(fields.arguments("inputs", "details"));
        return gate.read(
                        Addresses.key(workflowId, namespace, fields),
                        request(activityId, Addresses.runId(runId, fields), outcome, fields),
                        Reply.HeartbeatRecorded.class)
                .thenApply(recorded -> Answers.ok(new HeartbeatView(recorded.cancelRequested())));
    }

    private CompletionStage<Response> acknowledge(
            ExecutionKey key, ReportActivityById request, @Nullable String idempotencyKey, JsonObject fields) {
        return calls.acknowledge(key, Addresses.requestId(idempotencyKey, fields, "requestId"), request);
    }

    private static ReportActivityById request(
            String activityId, String runId, ActivityOutcome outcome, JsonObject fields) {
        return new ReportActivityById(
                runId, Names.check("activityId", activityId), outcome, Addresses.identity(fields));
    }
}
