package dev.weft.sdk.replay;

import java.time.Instant;

/**
 * The workflow task that code runs in.
 *
 * @param time the workflow's time; moves on when a local activity ends
 * @param replaying history knows already what this task led to
 * @param startedEventId the task's WorkflowTaskStarted, also the length of the history that the task covers
 */
public record TaskMoment(
        Instant time, boolean replaying, long startedEventId, boolean suggestContinueAsNew, long historySizeBytes) {
    public static final TaskMoment BEFORE_FIRST = new TaskMoment(Instant.EPOCH, true, 0, false, 0);

    /** The same task, later. */
    TaskMoment at(Instant newTime) {
        return new TaskMoment(newTime, replaying, startedEventId, suggestContinueAsNew, historySizeBytes);
    }
}
