package dev.weft.frontend.history;

import dev.weft.core.event.HistoryEvent;
import java.util.List;

/**
 * A page of a run's history, oldest first.
 *
 * @param nextPageToken absent on the last page
 */
public record HistoryView(String workflowId, String runId, List<HistoryEvent> events, String nextPageToken) {}
