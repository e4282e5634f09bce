package dev.weft.frontend.history;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.reply.Reply.HistoryPage;
import dev.weft.frontend.config.FrontendConfig;
import dev.weft.frontend.problem.ProblemType;
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
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Pages of a run's history. */
@Path("/api/workflows/{id}/history")
@Tag(name = "History")
public final class HistoryResource {
    private static final int DEFAULT_EVENTS = 100;
    private static final long FIRST_EVENT_ID = 1;

    private final RequestGate gate;
    private final int maximumEvents;

    public HistoryResource(RequestGate gate, FrontendConfig config) {
        this.gate = gate;
        this.maximumEvents = config.limits().historyPageEvents();
    }

    @GET
    @Operation(
            summary = "Reads the history of a run",
            description = "Events oldest first, with dense ids from 1. Payloads are shown as the JSON they are.")
    @APIResponse(
            responseCode = "200",
            description = "A page; nextPageToken is there when more events follow",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = HistoryView.class)))
    @APIResponse(responseCode = "404", description = "No such workflow or run")
    public CompletionStage<Response> history(
            @PathParam("id") String workflowId,
            @Parameter(description = "1 to 1000, 100 when absent") @QueryParam("pageSize") @Nullable String pageSize,
            @QueryParam("pageToken") @Nullable String pageToken,
            @QueryParam("runId") @Nullable String runId,
            @QueryParam("namespace") @Nullable String namespace) {
        ExecutionKey key = Addresses.key(workflowId, namespace);
        int events = pageSize == null ? DEFAULT_EVENTS : pageSize(pageSize);
        PageToken from = pageToken == null || pageToken.isEmpty()
                ? new PageToken(Addresses.runId(runId), FIRST_EVENT_ID)
                : PageToken.decode(pageToken);
        return gate.page(key, from.runId(), from.nextEventId(), events).thenApply(page -> Answers.ok(view(key, page)));
    }

    private static HistoryView view(ExecutionKey key, HistoryPage page) {
        String next = page.nextEventId() == 0 ? "" : new PageToken(page.runId(), page.nextEventId()).encoded();
        return new HistoryView(key.workflowId(), page.runId(), page.events(), next);
    }

    private int pageSize(String text) {
        try {
            int size = Integer.parseInt(text);
            if (size >= 1 && size <= maximumEvents) {
                return size;
            }
        } catch (NumberFormatException e) {
            throw ProblemType.INVALID.because("Expected pageSize to be a whole number, but got \"" + text + "\"");
        }
        throw ProblemType.INVALID.because(
                "Expected pageSize to be between 1 and " + maximumEvents + ", but got " + text);
    }
}
