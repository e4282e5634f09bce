package dev.weft.core.task;

/**
 * Recognises a task that was sent twice.
 *
 * @param eventId the scheduled event; for a query its correlation
 */
public record TaskId(String runId, long eventId, int attempt) {}
