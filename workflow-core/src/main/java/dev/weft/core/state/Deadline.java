package dev.weft.core.state;

import java.time.Instant;
import java.util.Comparator;

/**
 * Something of an execution that is due at a time. What exactly happens is decided when the time has come.
 *
 * @param id the event that the deadline belongs to, 0 where there is only one of its kind
 */
public record Deadline(Instant due, Kind kind, long id) implements Comparable<Deadline> {
    private static final Comparator<Deadline> ORDER =
            Comparator.comparing(Deadline::due).thenComparing(Deadline::kind).thenComparingLong(Deadline::id);

    /** In the order in which deadlines of the same instant are dealt with. */
    public enum Kind {
        RUN_TIMEOUT,
        WORKFLOW_TASK,
        ACTIVITY,
        TIMER,
        OUTBOX,
        RETENTION
    }

    /** Never due. */
    public static final Instant NEVER = Instant.MAX;

    @Override
    public int compareTo(Deadline other) {
        return ORDER.compare(this, other);
    }
}
