package dev.weft.core.state;

import dev.weft.core.event.ActivityEvent;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.model.Failure;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/** Applies the events of activities. */
final class ActivityFold {
    private ActivityFold() {}

    static void apply(StateDraft draft, HistoryEvent event, ActivityEvent attributes) {
        switch (attributes) {
            case ActivityEvent.ActivityTaskScheduled scheduled -> draft.putActivity(scheduled(event, scheduled));
            case ActivityEvent.ActivityTaskStarted started ->
                change(draft, started.scheduledEventId(), activity -> started(activity, event, started));
            case ActivityEvent.ActivityTaskCancelRequested requested ->
                change(draft, requested.scheduledEventId(), activity -> activity.cancelRequested(event.eventId()));
            case ActivityEvent.ActivityTaskCompleted closed -> draft.removeActivity(closed.scheduledEventId());
            case ActivityEvent.ActivityTaskFailed closed -> draft.removeActivity(closed.scheduledEventId());
            case ActivityEvent.ActivityTaskTimedOut closed -> draft.removeActivity(closed.scheduledEventId());
            case ActivityEvent.ActivityTaskCanceled closed -> draft.removeActivity(closed.scheduledEventId());
        }
    }

    static void change(StateDraft draft, long scheduledEventId, UnaryOperator<PendingActivity> change) {
        draft.activities.get(scheduledEventId).ifPresent(activity -> draft.putActivity(change.apply(activity)));
    }

    /** History tells of the start only when the activity is about to close; what was reported of it before is better. */
    private static PendingActivity started(
            PendingActivity activity, HistoryEvent event, ActivityEvent.ActivityTaskStarted started) {
        PendingActivity running = activity.isStarted()
                ? activity
                : activity.started(started.attempt(), event.eventTime(), started.identity());
        return running.withStartedEvent(event.eventId());
    }

    private static PendingActivity scheduled(HistoryEvent event, ActivityEvent.ActivityTaskScheduled scheduled) {
        return new PendingActivity(
                event.eventId(),
                scheduled.activityId(),
                scheduled.activityType(),
                scheduled.taskQueue(),
                scheduled.settings(),
                event.eventTime(),
                1,
                false,
                event.eventTime(),
                Instant.EPOCH,
                "",
                Instant.EPOCH,
                List.of(),
                Failure.NONE,
                0,
                0,
                false);
    }
}
