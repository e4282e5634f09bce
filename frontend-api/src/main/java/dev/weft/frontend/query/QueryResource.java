package dev.weft.frontend.query;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.Payload;
import dev.weft.core.request.ClientRequest.QueryWorkflow;
import dev.weft.frontend.json.JsonObject;
import dev.weft.frontend.json.JsonText;
import dev.weft.frontend.problem.ProblemType;
import dev.weft.frontend.request.Addresses;
import dev.weft.frontend.request.Answers;
import dev.weft.frontend.request.BodyReader;
import dev.weft.frontend.request.Names;
import dev.weft.frontend.request.RequestGate;
import dev.weft.frontend.state.EventIds;
import dev.weft.frontend.workflow.ExecutionView;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Asks executions about their state. */
@Path("/api/workflows/{id}/query")
@Tag(name = "Queries")
public final class QueryResource {
    private final RequestGate gate;
    private final QueryHandlers handlers;
    private final BodyReader bodies;

    QueryResource(RequestGate gate, QueryHandlers handlers, BodyReader bodies) {
        this.gate = gate;
        this.handlers = handlers;
        this.bodies = bodies;
    }

    @GET
    @Operation(
            summary = "Summarises an execution",
            description = "Status, times, pending activities and timers with their attempts and last failure; needs no"
                    + " worker.")
    @APIResponse(
            responseCode = "200",
            description = "The current run, or the one asked for",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ExecutionView.class)))
    @APIResponse(responseCode = "404", description = "No such workflow")
    public CompletionStage<Response> summary(
            @PathParam("id") String workflowId,
            @QueryParam("runId") @Nullable String runId,
            @QueryParam("namespace") @Nullable String namespace) {
        return gate.describe(Addresses.key(workflowId, namespace), Addresses.runId(runId))
                .thenApply(description -> Answers.ok(ExecutionView.of(description)));
    }

    @GET
    @Path("/{queryType}")
    @Operation(
            summary = "Calls a query handler",
            description = "Sees every signal acknowledged before. Leaves no event.")
    @APIResponse(
            responseCode = "200",
            description = "What the handler returned",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = QueryView.class)))
    @APIResponse(responseCode = "404", description = "No such workflow or query type")
    @APIResponse(responseCode = "409", description = "The execution cannot be queried now")
    @APIResponse(responseCode = "422", description = "The handler failed, or there is no such event")
    @APIResponse(responseCode = "503", description = "No worker of the task queue answered in time")
    public CompletionStage<Response> query(
            @PathParam("id") String workflowId,
            @PathParam("queryType") String queryType,
            @Parameter(description = "An argument as JSON text; may be repeated") @QueryParam("data") List<String> data,
            @Parameter(description = "Ask the run as it was after this event") @QueryParam("atEvent") @Nullable
                    String atEvent,
            @QueryParam("runId") @Nullable String runId,
            @QueryParam("namespace") @Nullable String namespace) {
        ExecutionKey key = Addresses.key(workflowId, namespace);
        QueryWorkflow query = new QueryWorkflow(
                Addresses.runId(runId), Names.check("queryType", queryType), arguments(data), EventIds.at(atEvent));
        return handlers.ask(key, query);
    }

    @POST
    @Path("/{queryType}")
    @Operation(summary = "Calls a query handler, with arguments in the body")
    @APIResponse(
            responseCode = "200",
            description = "What the handler returned",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = QueryView.class)))
    public CompletionStage<Response> queryWithBody(
            @PathParam("id") String workflowId,
            @PathParam("queryType") String queryType,
            @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(ref = "QueryBody")))
                    byte @Nullable [] body,
            @QueryParam("atEvent") @Nullable String atEvent,
            @QueryParam("runId") @Nullable String runId,
            @QueryParam("namespace") @Nullable String namespace) {
        JsonObject fields = bodies.read(body);
        QueryWorkflow query = new QueryWorkflow(
                Addresses.runId(runId, fields),
                Names.check("queryType", queryType),
                fields.arguments("inputs", "data", "input"),
                EventIds.at(atEvent));
        return handlers.ask(Addresses.key(workflowId, namespace, fields), query);
    }

    private static List<Payload> arguments(List<String> data) {
        List<Payload> arguments = new ArrayList<>(data.size());
        for (String text : data) {
            byte[] json = text.getBytes(StandardCharsets.UTF_8);
            if (!JsonText.isValue(json)) {
                throw ProblemType.INVALID.because("Expected the query parameter data to be JSON, but it is not");
            }
            arguments.add(text.strip().equals("null") ? Payload.NONE : new Payload(Payload.JSON, Map.of(), json));
        }
        return arguments;
    }
}
