package dev.weft.core.model;

/**
 * A run that a reset run took the beginning of its history from.
 *
 * @param lastEventId last of the events that stem from {@code runId}, or from an origin before it
 */
public record ResetOrigin(String runId, long lastEventId) {}
