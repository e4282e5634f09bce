package dev.weft.core.state;

/**
 * How far history has come.
 *
 * @param nextEventId id of the next event, from 1
 * @param completedStartedEventId WorkflowTaskStarted of the last completed workflow task, 0 before the first; a sticky
 *     worker has seen history up to here
 * @param sizeBytes estimate of the run's history
 */
public record HistoryCursor(long nextEventId, long completedStartedEventId, long sizeBytes) {
    static final HistoryCursor START = new HistoryCursor(1, 0, 0);

    /** Events so far. */
    public long length() {
        return nextEventId - 1;
    }

    /** Whether the run should have continued as new long ago. */
    public boolean isLong() {
        return length() >= Limits.LONG_HISTORY_EVENTS || sizeBytes >= Limits.LONG_HISTORY_BYTES;
    }

    HistoryCursor appended(long bytes) {
        return new HistoryCursor(nextEventId + 1, completedStartedEventId, sizeBytes + bytes);
    }

    HistoryCursor taskCompleted(long startedEventId) {
        return new HistoryCursor(nextEventId, startedEventId, sizeBytes);
    }
}
