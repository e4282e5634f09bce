package dev.weft.core.model;

import java.time.Duration;
import java.util.List;

/** One link of a {@link Failure} chain. The kinds are those of the field's failure model. */
public sealed interface FailureInfo {
    String message();

    /**
     * Thrown by user code.
     *
     * @param type name that retry policies match, by default the exception's class name
     * @param nextRetryDelay replaces the computed backoff when positive
     */
    record Application(
            String message,
            String type,
            boolean nonRetryable,
            String stackTrace,
            List<Payload> details,
            Duration nextRetryDelay)
            implements FailureInfo {
        public Application {
            details = List.copyOf(details);
        }
    }

    record Timeout(String message, TimeoutType timeoutType, List<Payload> lastHeartbeatDetails) implements FailureInfo {
        public Timeout {
            lastHeartbeatDetails = List.copyOf(lastHeartbeatDetails);
        }
    }

    record Canceled(String message, List<Payload> details) implements FailureInfo {
        public Canceled {
            details = List.copyOf(details);
        }
    }

    record Terminated(String message) implements FailureInfo {}

    /** Raised by the platform itself. */
    record Server(String message, boolean nonRetryable) implements FailureInfo {}

    /** An activity that was under way when its workflow was reset. */
    record ResetWorkflow(String message, List<Payload> lastHeartbeatDetails) implements FailureInfo {
        public ResetWorkflow {
            lastHeartbeatDetails = List.copyOf(lastHeartbeatDetails);
        }
    }

    /** Wraps what an activity failed with, as its workflow sees it. */
    record Activity(
            String message,
            String activityType,
            String activityId,
            long scheduledEventId,
            long startedEventId,
            String identity,
            RetryState retryState)
            implements FailureInfo {}

    /** Wraps what a child workflow failed with, as its parent sees it. */
    record ChildWorkflow(
            String message,
            String workflowType,
            ExecutionKey execution,
            String runId,
            long initiatedEventId,
            long startedEventId,
            RetryState retryState)
            implements FailureInfo {}
}
