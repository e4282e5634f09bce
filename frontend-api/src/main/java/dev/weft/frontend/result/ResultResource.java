package dev.weft.frontend.result;

import dev.weft.core.model.ExecutionKey;
import dev.weft.frontend.config.FrontendConfig;
import dev.weft.frontend.feed.HistoryFeeds;
import dev.weft.frontend.json.DurationText;
import dev.weft.frontend.request.Addresses;
import dev.weft.frontend.request.Answers;
import dev.weft.frontend.request.RequestGate;
import io.vertx.core.Vertx;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Waits for outcomes. */
@Path("/api/workflows/{id}/result")
@Tag(name = "Workflows")
public final class ResultResource {
    private final RequestGate gate;
    private final HistoryFeeds feeds;
    private final Vertx vertx;
    private final FrontendConfig.Waits waits;

    public ResultResource(RequestGate gate, HistoryFeeds feeds, Vertx vertx, FrontendConfig config) {
        this.gate = gate;
        this.feeds = feeds;
        this.vertx = vertx;
        this.waits = config.waits();
    }

    @GET
    @Operation(
            summary = "Waits for the outcome",
            description = "Follows continue-as-new and the retries of the run, unless followRuns is false. The status"
                    + " is RUNNING when the wait ran out; ask again then.")
    @APIResponse(
            responseCode = "200",
            description = "The outcome, or that there is none yet",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ResultView.class)))
    @APIResponse(responseCode = "404", description = "No such workflow or run")
    public CompletionStage<Response> result(
            @PathParam("id") String workflowId,
            @Parameter(description = "Such as 30s; at most 60s, longer ones are cut") @QueryParam("wait") @Nullable
                    String wait,
            @QueryParam("followRuns") @DefaultValue("true") boolean followRuns,
            @QueryParam("runId") @Nullable String runId,
            @QueryParam("namespace") @Nullable String namespace) {
        ExecutionKey key = Addresses.key(workflowId, namespace);
        Duration asked = wait == null ? waits.result() : DurationText.parse("wait", wait);
        Duration bounded = asked.compareTo(waits.resultMaximum()) > 0 ? waits.resultMaximum() : asked;
        return new ResultWait(gate, vertx, key, Addresses.runId(runId), followRuns)
                .begin(feeds, bounded, waits.recheck())
                .thenApply(Answers::ok);
    }
}
