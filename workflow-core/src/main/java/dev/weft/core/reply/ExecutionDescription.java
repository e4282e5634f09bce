package dev.weft.core.reply;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.Failure;
import dev.weft.core.model.ParentLink;
import dev.weft.core.model.Payload;
import dev.weft.core.model.ResetOrigin;
import dev.weft.core.model.RetryPolicy;
import dev.weft.core.model.WorkflowStatus;
import dev.weft.core.model.WorkflowTaskFailedCause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The state of a run as people look at it. Times that have not come are {@link Instant#EPOCH}.
 *
 * @param nextTaskTime when the delay before the next workflow task ends: after a start or a retry, or after failures
 * @param historyLength events in history
 * @param bufferedEvents events that wait for the workflow task under way
 * @param problem what keeps the run from making progress, {@link Problem#NONE} when nothing does
 * @param pause {@link Pause#NONE} unless the run is paused
 * @param warnings what will keep the run from going on if nothing is done, worded for people
 * @param origins the runs that this one was reset from, oldest first
 */
public record ExecutionDescription(
        ExecutionKey key,
        String runId,
        String firstRunId,
        WorkflowStatus status,
        String workflowType,
        String taskQueue,
        Instant startTime,
        Instant closeTime,
        Instant executionExpiration,
        Settings settings,
        int attempt,
        Instant nextTaskTime,
        long historyLength,
        long historySizeBytes,
        int bufferedEvents,
        boolean cancelRequested,
        ParentLink parent,
        ExecutionKey root,
        Map<String, Payload> memo,
        Map<String, Payload> searchAttributes,
        PendingWorkflowTask pendingWorkflowTask,
        List<PendingActivityDescription> pendingActivities,
        List<PendingTimerDescription> pendingTimers,
        List<PendingChildDescription> pendingChildren,
        Problem problem,
        Pause pause,
        List<String> warnings,
        List<ResetOrigin> origins) {

    /** What the run may take and how often it is tried; timeouts of zero are none. */
    public record Settings(
            Duration executionTimeout, Duration runTimeout, Duration taskTimeout, RetryPolicy retryPolicy) {
        /** Not told, by a service of an earlier release. */
        public static final Settings NONE = new Settings(Duration.ZERO, Duration.ZERO, Duration.ZERO, RetryPolicy.NONE);
    }

    public enum PendingActivityStatus {
        SCHEDULED,
        STARTED,
        BACKING_OFF,
        CANCEL_REQUESTED
    }

    /** @param scheduledEventId 0 when no workflow task is pending */
    public record PendingWorkflowTask(
            long scheduledEventId, int attempt, boolean sticky, Instant dispatchedTime, Instant startedTime) {}

    public record PendingActivityDescription(
            String activityId,
            String activityType,
            PendingActivityStatus status,
            long scheduledEventId,
            int attempt,
            int maximumAttempts,
            Instant scheduledTime,
            Instant startedTime,
            Instant nextAttemptTime,
            Instant lastHeartbeatTime,
            List<Payload> heartbeatDetails,
            Failure lastFailure) {}

    public record PendingTimerDescription(String timerId, long startedEventId, Instant fireTime) {}

    public record PendingChildDescription(
            ExecutionKey execution, String runId, String workflowType, long initiatedEventId) {}

    /** Who holds the run, and why. */
    public record Pause(String reason, String identity, Instant since) {
        public static final Pause NONE = new Pause("", "", Instant.EPOCH);

        public boolean isNone() {
            return since.equals(Instant.EPOCH);
        }
    }

    /** @param attempts workflow tasks that failed in a row */
    public record Problem(String cause, String message, Instant since, int attempts) {
        public static final Problem NONE = new Problem("", "", Instant.EPOCH, 0);

        public boolean isNone() {
            return cause.isEmpty();
        }

        public boolean is(WorkflowTaskFailedCause other) {
            return cause.equals(other.name());
        }

        /** Whether the run counts as stuck: after two failures in a row, or a hopeless one. */
        public boolean isStuck() {
            return attempts >= 2
                    || !isNone() && WorkflowTaskFailedCause.valueOf(cause).isHopeless();
        }
    }
}
