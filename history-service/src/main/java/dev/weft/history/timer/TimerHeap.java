package dev.weft.history.timer;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The near timers by time. Lazy: when a timer moves to a later time its entry stays, and is found to be early when it
 * comes up; only a move to an earlier time makes a new entry, and the old one is then no longer the timer's own. Not
 * thread-safe.
 */
final class TimerHeap {
    private static final long RETRY_MILLIS = 2_000;
    private static final int RETRY_DOUBLINGS_MAX = 4;

    private record Entry(long millis, NearTimer timer) {}

    /** An execution that is due, as {@code dueMillis} said when it was found. */
    record Due(NearTimer timer, long dueMillis) {}

    private final PriorityQueue<Entry> entries = new PriorityQueue<>(Comparator.comparingLong(Entry::millis));

    /** When the next entry comes up, {@link NearTimer#NEVER} when there is none. */
    long nextMillis() {
        Entry first = entries.peek();
        return first == null ? NearTimer.NEVER : first.millis();
    }

    int size() {
        return entries.size();
    }

    /** The state of the execution now says {@code dueMillis}. */
    void set(NearTimer timer, long dueMillis) {
        timer.dueMillis = dueMillis;
        timer.requests = 0;
        if (dueMillis < timer.entryMillis) {
            enter(timer, dueMillis);
        }
    }

    /** Looks at the timer again at {@code millis}, should that be earlier than planned. */
    void lookAgain(NearTimer timer, long millis) {
        if (timer.dueMillis != NearTimer.NEVER && millis < timer.entryMillis) {
            enter(timer, millis);
        }
    }

    /**
     * Takes out what has come up by {@code nowMillis}. A due timer comes up again after a while, until its state says
     * something else, since the request for it may get lost.
     *
     * @param due gets what is due
     * @param far gets what is not due before {@code farMillis}; it has no entry any more
     */
    void takeOut(long nowMillis, long farMillis, List<Due> due, List<NearTimer> far) {
        while (nextMillis() <= nowMillis) {
            Entry entry = entries.remove();
            NearTimer timer = entry.timer();
            if (entry.millis() != timer.entryMillis) {
                continue;
            }
            timer.entryMillis = NearTimer.NEVER;
            if (timer.dueMillis <= nowMillis) {
                due.add(new Due(timer, timer.dueMillis));
                enter(timer, nowMillis + (RETRY_MILLIS << Math.min(timer.requests, RETRY_DOUBLINGS_MAX)));
                timer.requests++;
            } else if (timer.dueMillis >= farMillis) {
                far.add(timer);
            } else {
                enter(timer, timer.dueMillis);
            }
        }
    }

    private void enter(NearTimer timer, long millis) {
        timer.entryMillis = millis;
        entries.add(new Entry(millis, timer));
    }
}
