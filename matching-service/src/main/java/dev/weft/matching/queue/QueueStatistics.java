package dev.weft.matching.queue;

import java.util.concurrent.atomic.LongAdder;

/** Counts over all task queues of a process. Thread-safe; a read may be a moment behind. */
public final class QueueStatistics {
    final LongAdder waitingInMemory = new LongAdder();
    final LongAdder waitingSpilled = new LongAdder();
    final LongAdder pollsWaiting = new LongAdder();
    final LongAdder handedOut = new LongAdder();
    final LongAdder matchedAtOnce = new LongAdder();
    final LongAdder eager = new LongAdder();
    final LongAdder spilled = new LongAdder();
    final LongAdder duplicates = new LongAdder();
    final LongAdder stickyGivenUp = new LongAdder();
    final LongAdder withdrawn = new LongAdder();

    public long waitingInMemory() {
        return waitingInMemory.sum();
    }

    public long waitingSpilled() {
        return waitingSpilled.sum();
    }

    public long pollsWaiting() {
        return pollsWaiting.sum();
    }

    public long handedOut() {
        return handedOut.sum();
    }

    /** Tasks that met a waiting poll and never saw a backlog. */
    public long matchedAtOnce() {
        return matchedAtOnce.sum();
    }

    /** Activities that went to the worker whose workflow task scheduled them, without a poll. */
    public long eager() {
        return eager.sum();
    }

    public long spilled() {
        return spilled.sum();
    }

    public long duplicates() {
        return duplicates.sum();
    }

    public long stickyGivenUp() {
        return stickyGivenUp.sum();
    }

    /** Activities that history took back before any worker had them. */
    public long withdrawn() {
        return withdrawn.sum();
    }
}
