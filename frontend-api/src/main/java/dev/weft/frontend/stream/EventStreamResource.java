package dev.weft.frontend.stream;

import dev.weft.core.model.ExecutionKey;
import dev.weft.frontend.config.FrontendConfig;
import dev.weft.frontend.feed.HistoryFeeds;
import dev.weft.frontend.feed.StatusFeed;
import dev.weft.frontend.request.Addresses;
import dev.weft.frontend.request.RequestGate;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Streams history as it happens. */
@Path("/api/workflows/{id}/events")
@Tag(name = "History")
public final class EventStreamResource {
    private final RequestGate gate;
    private final HistoryFeeds feeds;
    private final StatusFeed statuses;
    private final Vertx vertx;
    private final FrontendConfig.Streams config;

    public EventStreamResource(
            RequestGate gate, HistoryFeeds feeds, StatusFeed statuses, Vertx vertx, FrontendConfig config) {
        this.gate = gate;
        this.feeds = feeds;
        this.statuses = statuses;
        this.vertx = vertx;
        this.config = config.streams();
    }

    @GET
    @Operation(
            summary = "Follows the history of an execution",
            description = "Server-sent events: one for each history event, from the first on, with the id"
                    + " runId:eventId, and one named status when a run becomes stuck or is no longer stuck. Goes on with the run that continues this one, unless followRuns is false. Ends"
                    + " with an event named closed that holds the outcome; a client closes the connection then, since it"
                    + " would connect again otherwise.")
    @APIResponse(responseCode = "200", description = "The stream", content = @Content(mediaType = "text/event-stream"))
    @APIResponse(responseCode = "404", description = "No such workflow or run")
    public CompletionStage<Void> events(
            @PathParam("id") String workflowId,
            @Parameter(description = "Set by clients that connect again: the last event they have seen")
                    @HeaderParam("Last-Event-ID")
                    @Nullable
                    String lastEventId,
            @Parameter(description = "First event wanted, as eventId of the run or runId:eventId")
                    @QueryParam("from")
                    @Nullable
                    String from,
            @QueryParam("followRuns") @DefaultValue("true") boolean followRuns,
            @QueryParam("runId") @Nullable String runId,
            @QueryParam("namespace") @Nullable String namespace,
            @Context HttpServerResponse response) {
        ExecutionKey key = Addresses.key(workflowId, namespace);
        StreamPosition position = position(Addresses.runId(runId), lastEventId, from);
        EventStream.Followed followed = new EventStream.Followed(key, position, followRuns, config.pageEvents());
        EventSink sink = new EventSink(response);
        StatusWatch status = new StatusWatch(gate, statuses, key, sink);
        return new EventStream(gate, vertx, followed, sink, status).begin(feeds, config.heartbeat());
    }

    private static StreamPosition position(String runId, @Nullable String lastEventId, @Nullable String from) {
        if (lastEventId != null && !lastEventId.isEmpty()) {
            return StreamPosition.parse(lastEventId).orRun(runId);
        }
        if (from != null) {
            StreamPosition first = StreamPosition.parse(from).orRun(runId);
            return new StreamPosition(first.runId(), Math.max(0, first.eventId() - 1));
        }
        return new StreamPosition(runId, 0);
    }
}
