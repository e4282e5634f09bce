package dev.weft.sdk.client;

/**
 * How long the history of a run may become before the run is held as STUCK.
 *
 * @param maximumEvents 0 to leave it as it is
 * @param maximumBytes 0 to leave it as it is
 */
public record HistoryLimit(long maximumEvents, long maximumBytes) {

    public HistoryLimit {
        if (maximumEvents < 0 || maximumBytes < 0) {
            throw new IllegalArgumentException("Expected a history limit of 0 (as it is) or more, but got "
                    + maximumEvents + " events and " + maximumBytes + " bytes");
        }
        if (maximumEvents == 0 && maximumBytes == 0) {
            throw new IllegalArgumentException("Expected maximumEvents or maximumBytes, but neither is set");
        }
    }

    public static HistoryLimit events(long maximum) {
        return new HistoryLimit(maximum, 0);
    }

    public static HistoryLimit bytes(long maximum) {
        return new HistoryLimit(0, maximum);
    }
}
