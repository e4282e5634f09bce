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
                change(draft, started.scheduledEventId(), activity -> activity.withStartedEvent(event.eventId()));
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
