package dev.weft.sdk.replay;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Behaviours in which this SDK differs from an earlier version that has written histories. Constants are added, never
 * removed: a history may rely on each of them for ever.
 */
public enum SdkFlag {
    /** Workflow time does not go back when the clock of the platform does. */
    MONOTONIC_TIME("monotonic-time"),

    /**
     * Conditions are asked in passes, each of them once in a pass. Before, each turn began again with the oldest one,
     * at a cost that grows with the square of their number.
     */
    CONDITIONS_IN_PASSES("conditions-in-passes"),

    /**
     * A signal handler whose activity or child is canceled with the workflow ends alone. Before, it closed the workflow.
     */
    HANDLERS_END_ALONE("handlers-end-alone"),

    /**
     * Code that retries itself judges the failure of an activity or child by its cause. Before, each was tried again.
     */
    RETRIES_JUDGE_CAUSES("retries-judge-causes"),

    /** A condition that throws ends the timer of its await. Before, the timer went on. */
    TIMERS_END_WITH_CONDITIONS("timers-end-with-conditions"),

    /**
     * An array that cannot be read as several arguments of a signal is one. Before, such a signal was left out.
     */
    WHOLE_ARRAYS("whole-arrays");

    private static final Set<String> IDS = Stream.of(values()).map(SdkFlag::id).collect(Collectors.toUnmodifiableSet());

    private final String id;

    SdkFlag(String id) {
        this.id = id;
    }

    /** The name in histories. */
    public String id() {
        return id;
    }

    static boolean isKnown(String id) {
        return IDS.contains(id);
    }
}
