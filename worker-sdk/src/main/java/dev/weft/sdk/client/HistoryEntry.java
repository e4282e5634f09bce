package dev.weft.sdk.client;

import java.time.Instant;
import java.util.Map;

/**
 * One event of a history, as the frontend tells it.
 *
 * @param eventType for example {@code ActivityTaskCompleted}
 * @param attributes in plain values: maps, lists, texts, numbers, booleans
 */
public record HistoryEntry(long eventId, String eventType, Instant eventTime, Map<String, Object> attributes) {}
