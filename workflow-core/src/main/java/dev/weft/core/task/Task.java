package dev.weft.core.task;

import dev.weft.core.event.HistoryEvent;
import dev.weft.core.model.ActivitySettings;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.Failure;
import dev.weft.core.model.Payload;
import dev.weft.core.request.ReplyTo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A unit of work for a worker. */
public sealed interface Task extends TaskEntry {
    @Override
    QueueName queue();

    ExecutionKey key();

    String runId();

    TaskId id();

    /**
     * Runs workflow code up to the next point where it waits.
     *
     * @param events from {@code firstEventId} to the WorkflowTaskStarted of this task, in order; the first page only
     *     when {@code nextEventId} is not 0, the rest is read by page
     * @param startedEventId the task's WorkflowTaskStarted, last event of the history the task covers
     * @param speculative leaves no trace when it ends without commands and with rejected updates only; the worker then
     *     forgets the task's two events
     */
    record WorkflowTask(
            QueueName queue,
            ExecutionKey key,
            String runId,
            String workflowType,
            long scheduledEventId,
            long startedEventId,
            int attempt,
            boolean speculative,
            List<HistoryEvent> events,
            long nextEventId,
            List<UpdateMessage> updates,
            Duration startToClose)
            implements Task {
        @Override
        public TaskId id() {
            return new TaskId(runId, scheduledEventId, attempt);
        }

        /** 0 when the task carries no events. */
        public long firstEventId() {
            return events.isEmpty() ? 0 : events.getFirst().eventId();
        }
    }

    /** An update that waits to be validated, delivered with a workflow task. */
    record UpdateMessage(String updateId, String updateName, List<Payload> input, Map<String, Payload> header) {}

    /**
     * Runs one attempt of an activity.
     *
     * @param scheduledTime when the workflow scheduled the activity
     * @param attemptScheduledTime when this attempt went to its queue
     * @param claimRequired the attempt must be claimed on the log before it starts
     */
    record ActivityTask(
            QueueName queue,
            ExecutionKey key,
            String runId,
            String workflowType,
            String activityId,
            String activityType,
            long scheduledEventId,
            int attempt,
            List<Payload> input,
            Map<String, Payload> header,
            ActivitySettings settings,
            Instant scheduledTime,
            Instant attemptScheduledTime,
            List<Payload> heartbeatDetails,
            Failure lastFailure,
            boolean claimRequired)
            implements Task {
        @Override
        public TaskId id() {
            return new TaskId(runId, scheduledEventId, attempt);
        }
    }

    /**
     * Runs a query handler. Not counted, not recorded; its answer goes straight to {@code replyTo}.
     *
     * @param events full history when the queue is not sticky, else empty
     * @param nextEventId as in {@link WorkflowTask}
     * @param lastEventId where the history that the query must see ends: an execution that has not consumed this event
     *     is out of date and must not answer
     * @param historical answer from a replay of {@code events} alone, as the run was after {@code lastEventId}
     */
    record QueryTask(
            QueueName queue,
            ExecutionKey key,
            String runId,
            String workflowType,
            ReplyTo replyTo,
            String queryType,
            List<Payload> input,
            List<HistoryEvent> events,
            long nextEventId,
            long lastEventId,
            boolean historical)
            implements Task {
        @Override
        public TaskId id() {
            return new TaskId(replyTo.instance(), replyTo.correlationId(), 0);
        }
    }
}
