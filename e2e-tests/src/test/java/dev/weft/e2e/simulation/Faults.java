package dev.weft.e2e.simulation;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** Decides what goes wrong and when; after a while nothing does any more. */
final class Faults {
    private static final Duration UNTIL = Duration.ofSeconds(40);

    private final Choice choice;
    private final Timeline timeline;
    private final Map<Fault, Integer> happened;

    Faults(Choice choice, Timeline timeline, Map<Fault, Integer> happened) {
        this.choice = choice;
        this.timeline = timeline;
        this.happened = happened;
    }

    static Map<Fault, Integer> noneHappened() {
        return new EnumMap<>(Fault.class);
    }

    boolean areOver() {
        return timeline.elapsed().compareTo(UNTIL) > 0;
    }

    /** A small accident on the way: in one of {@code n} cases while faults go on. */
    boolean strikes(Fault fault, int n) {
        if (areOver() || !choice.oneIn(n)) {
            return false;
        }
        note(fault);
        return true;
    }

    void note(Fault fault) {
        happened.merge(fault, 1, Integer::sum);
    }

    /** How long something is under way, now and then very long. */
    Duration delay(long usualMillis) {
        return strikes(Fault.DELAY, 60) ? choice.between(usualMillis, 3_000) : choice.between(0, usualMillis);
    }

    /** Lets a big accident happen a few times. */
    void plan(int most, Runnable accident) {
        int count = choice.below(most + 1);
        for (int i = 0; i < count; i++) {
            timeline.after(choice.between(0, UNTIL.toMillis()), accident);
        }
    }
}
