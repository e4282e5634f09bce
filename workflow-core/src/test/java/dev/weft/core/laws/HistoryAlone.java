package dev.weft.core.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.state.ExecutionState;
import dev.weft.core.state.PendingActivity;
import dev.weft.core.state.PendingChild;
import dev.weft.core.state.PendingExternal;
import dev.weft.core.state.PendingTimer;
import java.time.Instant;
import java.util.List;

/** The part of a run's state that its history determines, compared with what the history alone folds to. */
final class HistoryAlone {
    private HistoryAlone() {}

    static void determines(ExecutionState history, ExecutionState state) {
        assertThat(state.history()).as("cursor").isEqualTo(history.history());
        assertThat(state.run().started())
                .as("started event")
                .isEqualTo(history.run().started());
        assertThat(state.run().closeStatus())
                .as("status")
                .isEqualTo(history.run().closeStatus());
        assertThat(state.run().closeTime())
                .as("close time")
                .isEqualTo(history.run().closeTime());
        assertThat(state.run().cancelRequested())
                .as("cancel")
                .isEqualTo(history.run().cancelRequested());
        assertThat(state.run().memo()).as("memo").isEqualTo(history.run().memo());
        assertThat(state.run().searchAttributes())
                .as("search attributes")
                .isEqualTo(history.run().searchAttributes());
        assertThat(state.sdkFlags()).as("SDK flags").isEqualTo(history.sdkFlags());
        assertThat(activities(state)).as("activities").isEqualTo(activities(history));
        assertThat(timers(state)).as("timers").isEqualTo(timers(history));
        assertThat(children(state)).as("children").isEqualTo(children(history));
        assertThat(externals(state)).as("externals").isEqualTo(externals(history));
    }

    private record Activity(
            long scheduledEventId, String id, String type, String queue, Instant scheduledTime, long cancelEventId) {}

    private static List<Activity> activities(ExecutionState state) {
        return state.activities().values().stream().map(HistoryAlone::activity).toList();
    }

    private static Activity activity(PendingActivity activity) {
        return new Activity(
                activity.scheduledEventId(),
                activity.activityId(),
                activity.activityType(),
                activity.taskQueue(),
                activity.scheduledTime(),
                activity.cancelRequestedEventId());
    }

    private record Timer(String id, long startedEventId, Instant fireTime) {}

    private static List<Timer> timers(ExecutionState state) {
        return state.timers().values().stream().map(HistoryAlone::timer).toList();
    }

    private static Timer timer(PendingTimer timer) {
        return new Timer(timer.timerId(), timer.startedEventId(), timer.fireTime());
    }

    private record Child(long initiatedEventId, String runId, long startedEventId) {}

    private static List<Child> children(ExecutionState state) {
        return state.children().values().stream().map(HistoryAlone::child).toList();
    }

    private static Child child(PendingChild child) {
        return new Child(child.initiatedEventId(), child.runId(), child.startedEventId());
    }

    private static List<Long> externals(ExecutionState state) {
        return state.externals().values().stream()
                .map(PendingExternal::initiatedEventId)
                .toList();
    }
}
