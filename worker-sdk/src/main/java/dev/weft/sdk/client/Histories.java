package dev.weft.sdk.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Reads whole histories page by page. */
final class Histories {
    private static final String PAGE_SIZE = "1000";

    private Histories() {}

    static List<HistoryEntry> read(FrontendCalls calls, WorkflowRun run) {
        List<HistoryEntry> events = new ArrayList<>();
        String pageToken = "";
        do {
            JsonNode page = calls.get(
                    run.workflowId(),
                    FrontendCalls.path(
                            run.workflowId(),
                            "/history"
                                    + FrontendCalls.query(
                                            "pageSize", PAGE_SIZE, "runId", run.runId(), "pageToken", pageToken)));
            page.path("events").forEach(event -> events.add(entry(event)));
            pageToken = page.path("nextPageToken").asText("");
        } while (!pageToken.isEmpty());
        return events;
    }

    private static HistoryEntry entry(JsonNode event) {
        return new HistoryEntry(
                event.path("eventId").asLong(),
                event.path("eventType").asText(""),
                Descriptions.instant(event.path("eventTime")),
                FrontendJson.plain(event.path("attributes")));
    }
}
