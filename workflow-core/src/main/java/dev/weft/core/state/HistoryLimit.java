package dev.weft.core.state;

/**
 * How long a run's history may get before the run is held, as an operator has set it.
 *
 * @param maximumEvents 0 for the platform's limit
 * @param maximumBytes 0 for the platform's limit
 */
public record HistoryLimit(long maximumEvents, long maximumBytes) {
    /** The platform's limits. */
    public static final HistoryLimit NONE = new HistoryLimit(0, 0);

    public long events() {
        return maximumEvents == 0 ? Limits.HISTORY_EVENTS : maximumEvents;
    }

    public long bytes() {
        return maximumBytes == 0 ? Limits.HISTORY_BYTES : maximumBytes;
    }

    HistoryLimit with(long newEvents, long newBytes) {
        return new HistoryLimit(newEvents == 0 ? maximumEvents : newEvents, newBytes == 0 ? maximumBytes : newBytes);
    }

    /** Whether no workflow task may make the history longer. */
    public boolean isReachedBy(HistoryCursor history) {
        return history.length() >= events() || history.sizeBytes() >= bytes();
    }
}
