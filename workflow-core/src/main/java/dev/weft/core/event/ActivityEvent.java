package dev.weft.core.event;

import dev.weft.core.model.ActivitySettings;
import dev.weft.core.model.Failure;
import dev.weft.core.model.Payload;
import dev.weft.core.model.RetryState;
import java.util.List;
import java.util.Map;

/** The life of an activity. Attempts that are retried leave no events. */
public sealed interface ActivityEvent extends EventAttributes {

    /** @param activityId unique among the pending activities of the run */
    record ActivityTaskScheduled(
            String activityId,
            String activityType,
            String taskQueue,
            List<Payload> input,
            Map<String, Payload> header,
            ActivitySettings settings,
            long workflowTaskCompletedEventId)
            implements ActivityEvent {}

    /** Written right before the event that closes the activity. */
    record ActivityTaskStarted(long scheduledEventId, int attempt, String identity, Failure lastFailure)
            implements ActivityEvent {}

    record ActivityTaskCompleted(long scheduledEventId, long startedEventId, Payload result, String identity)
            implements ActivityEvent {
        /** The same once it is known which event told the start; 0 for none. */
        public ActivityTaskCompleted withStartedEventId(long eventId) {
            return new ActivityTaskCompleted(scheduledEventId, eventId, result, identity);
        }
    }

    record ActivityTaskFailed(
            long scheduledEventId, long startedEventId, Failure failure, RetryState retryState, String identity)
            implements ActivityEvent {
        /** The same once it is known which event told the start; 0 for none. */
        public ActivityTaskFailed withStartedEventId(long eventId) {
            return new ActivityTaskFailed(scheduledEventId, eventId, failure, retryState, identity);
        }
    }

    record ActivityTaskTimedOut(long scheduledEventId, long startedEventId, Failure failure, RetryState retryState)
            implements ActivityEvent {
        /** The same once it is known which event told the start; 0 for none. */
        public ActivityTaskTimedOut withStartedEventId(long eventId) {
            return new ActivityTaskTimedOut(scheduledEventId, eventId, failure, retryState);
        }
    }

    record ActivityTaskCancelRequested(long scheduledEventId, long workflowTaskCompletedEventId)
            implements ActivityEvent {}

    record ActivityTaskCanceled(
            long scheduledEventId,
            long startedEventId,
            long cancelRequestedEventId,
            List<Payload> details,
            String identity)
            implements ActivityEvent {
        /** The same once it is known which event told the start; 0 for none. */
        public ActivityTaskCanceled withStartedEventId(long eventId) {
            return new ActivityTaskCanceled(scheduledEventId, eventId, cancelRequestedEventId, details, identity);
        }
    }
}
