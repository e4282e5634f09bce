package dev.weft.core.state;

import java.time.Instant;

/** A closed run whose history is kept until {@code deleteTime}. In the order in which runs are deleted. */
public record RetiredRun(String runId, Instant deleteTime) implements Comparable<RetiredRun> {
    @Override
    public int compareTo(RetiredRun other) {
        int byTime = deleteTime.compareTo(other.deleteTime);
        return byTime != 0 ? byTime : runId.compareTo(other.runId);
    }
}
