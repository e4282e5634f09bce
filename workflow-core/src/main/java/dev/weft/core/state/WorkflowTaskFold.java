package dev.weft.core.state;

import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.WorkflowTaskEvent;
import java.util.ArrayList;
import java.util.List;

/** Applies the events of workflow tasks. */
final class WorkflowTaskFold {
    private WorkflowTaskFold() {}

    static void apply(StateDraft draft, HistoryEvent event, WorkflowTaskEvent attributes) {
        switch (attributes) {
            case WorkflowTaskEvent.WorkflowTaskScheduled scheduled -> scheduled(draft, event, scheduled);
            case WorkflowTaskEvent.WorkflowTaskStarted started ->
                draft.setTask(draft.task.started(event.eventId(), event.eventTime()));
            case WorkflowTaskEvent.WorkflowTaskCompleted completed -> {
                draft.history = draft.history.taskCompleted(completed.startedEventId());
                // What the worker leaves unanswered goes out again with the next task.
                InternalFold.markSent(draft, draft.task.sentUpdates(), false);
                draft.setTask(draft.task.succeeded());
                addFlags(draft, completed.sdkFlags());
            }
            case WorkflowTaskEvent.WorkflowTaskTimedOut timedOut ->
                draft.setTask(draft.task.ended(
                        draft.task.attempt(),
                        draft.history.nextEventId(),
                        draft.task.repeats(),
                        draft.task.closeReruns()));
            case WorkflowTaskEvent.WorkflowTaskFailed failed
            when !failed.newRunId().isEmpty() -> reset(draft, event);
            case WorkflowTaskEvent.WorkflowTaskFailed failed ->
                draft.setTask(draft.task.ended(
                        draft.task.attempt(),
                        draft.history.nextEventId(),
                        draft.task.repeats(),
                        draft.task.closeReruns()));
        }
    }

    private static void scheduled(
            StateDraft draft, HistoryEvent event, WorkflowTaskEvent.WorkflowTaskScheduled scheduled) {
        WorkflowTaskState task = draft.task;
        // A provisional task that is written down keeps what is known of it.
        draft.setTask(
                task.provisional()
                        ? task
                        : task.scheduled(
                                event.eventId(),
                                scheduled.attempt() + task.refusalsBefore(event.eventId()),
                                scheduled.sticky()));
    }

    /** Here the run goes another way than the one that it was copied from: tasks, timeouts and activities begin anew. */
    private static void reset(StateDraft draft, HistoryEvent event) {
        draft.setTask(WorkflowTaskState.NONE);
        draft.setRun(draft.run.withResetTime(event.eventTime()));
        for (PendingActivity activity : draft.activities) {
            draft.putActivity(activity.scheduledAgain(event.eventTime()));
        }
    }

    private static void addFlags(StateDraft draft, List<String> flags) {
        if (!flags.isEmpty()) {
            List<String> all = new ArrayList<>(draft.sdkFlags);
            flags.stream().filter(flag -> !all.contains(flag)).forEach(all::add);
            draft.setSdkFlags(List.copyOf(all));
        }
    }
}
