package dev.weft.core.state;

import dev.weft.core.event.WorkflowEvent;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionStarted;
import dev.weft.core.model.ActivitySettings;
import dev.weft.core.model.Payload;
import dev.weft.core.model.WorkflowStatus;
import dev.weft.core.reply.UpdateStage;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The part of a run's state that its history determines: the same for the state that all changes led to and for the
 * {@link HistoryFold} of the history alone.
 *
 * @param started its first event, as state keeps it
 * @param closeStatus RUNNING while open
 * @param openTask the WorkflowTaskScheduled of a workflow task that history has and that is not over, 0 for none
 * @param acceptedUpdates those that are not completed
 */
public record DeterminedState(
        HistoryCursor history,
        WorkflowExecutionStarted started,
        Instant startTime,
        Instant resetTime,
        WorkflowStatus closeStatus,
        Instant closeTime,
        boolean cancelRequested,
        boolean paused,
        Map<String, Payload> memo,
        Map<String, Payload> searchAttributes,
        List<String> sdkFlags,
        long openTask,
        List<Activity> activities,
        List<PendingTimer> timers,
        List<PendingChild> children,
        List<PendingExternal> externals,
        List<Update> acceptedUpdates) {

    /** Of a pending activity. */
    public record Activity(
            long scheduledEventId,
            String activityId,
            String activityType,
            String taskQueue,
            ActivitySettings settings,
            Instant scheduledTime,
            long cancelRequestedEventId,
            long startedEventId) {}

    /** Of an update that the workflow works on. */
    public record Update(String updateId, String updateName, long acceptedEventId) {}

    static DeterminedState of(ExecutionState state) {
        RunInfo run = state.run();
        boolean openTask = state.task().isStarted() && !state.task().provisional();
        return new DeterminedState(
                state.history(),
                run.started(),
                run.startTime(),
                run.resetTime(),
                run.closeStatus(),
                run.closeTime(),
                run.cancelRequested(),
                isPaused(state),
                run.memo(),
                run.searchAttributes(),
                state.sdkFlags(),
                openTask ? state.task().scheduledEventId() : 0,
                state.activities().values().stream().map(DeterminedState::of).toList(),
                state.timers().values().stream().map(PendingTimer::rearmed).toList(),
                state.children().values().stream().map(DeterminedState::of).toList(),
                state.externals().values().stream().map(DeterminedState::of).toList(),
                state.updates().values().stream()
                        .filter(update -> update.stage() == UpdateStage.ACCEPTED)
                        .map(update -> new Update(update.updateId(), update.updateName(), update.acceptedEventId()))
                        .toList());
    }

    /** Without what the buffer tells, where pauses and resumes take turns. */
    private static boolean isPaused(ExecutionState state) {
        boolean paused = state.run().isPaused();
        for (BufferedEvent event : state.buffer()) {
            paused ^= event.attributes() instanceof WorkflowEvent.WorkflowExecutionPaused
                    || event.attributes() instanceof WorkflowEvent.WorkflowExecutionUnpaused;
        }
        return paused;
    }

    private static Activity of(PendingActivity activity) {
        return new Activity(
                activity.scheduledEventId(),
                activity.activityId(),
                activity.activityType(),
                activity.taskQueue(),
                activity.settings(),
                activity.scheduledTime(),
                activity.cancelRequestedEventId(),
                activity.startedEventId());
    }

    /** Without what the buffer tells. */
    private static PendingChild of(PendingChild child) {
        return new PendingChild(
                child.initiatedEventId(),
                child.execution(),
                child.runId(),
                child.workflowType(),
                child.closePolicy(),
                child.startedEventId(),
                child.startedEventId() != 0,
                false);
    }

    private static PendingExternal of(PendingExternal external) {
        return new PendingExternal(
                external.initiatedEventId(), external.execution(), external.runId(), external.signal(), false);
    }
}
