package dev.weft.core.state;

import java.util.List;

/** Lets laws look at what state derives and does not show. */
public final class StateProbe {
    private StateProbe() {}

    public static List<Deadline> deadlines(ExecutionState state) {
        return state.deadlines.values();
    }

    public static List<String> activityIds(ExecutionState state) {
        return state.activityIds.keys();
    }

    public static String adopted(ExecutionState state) {
        return state.adopted.toString();
    }

    public static List<String> timerIds(ExecutionState state) {
        return state.timerIds.keys();
    }
}
