package dev.weft.frontend.stream;

import dev.weft.frontend.problem.Problem;
import dev.weft.frontend.problem.ProblemType;

/**
 * A place in the histories of an execution, written {@code runId:eventId}.
 *
 * @param runId empty for the current run
 * @param eventId the last event that was seen, 0 for none
 */
record StreamPosition(String runId, long eventId) {

    /** This position, in {@code other} when it names no run itself. */
    StreamPosition orRun(String other) {
        return runId.isEmpty() ? new StreamPosition(other, eventId) : this;
    }

    @Override
    public String toString() {
        return runId + ':' + eventId;
    }

    static StreamPosition parse(String text) {
        int colon = text.lastIndexOf(':');
        return new StreamPosition(colon < 0 ? "" : text.substring(0, colon), eventId(text, text.substring(colon + 1)));
    }

    private static long eventId(String text, String digits) {
        try {
            long eventId = Long.parseLong(digits);
            if (eventId >= 0) {
                return eventId;
            }
        } catch (NumberFormatException e) {
            throw unknown(text);
        }
        throw unknown(text);
    }

    private static Problem unknown(String text) {
        return ProblemType.INVALID.because(
                "Expected a position in the form runId:eventId or eventId, but got \"" + text + "\"");
    }
}
