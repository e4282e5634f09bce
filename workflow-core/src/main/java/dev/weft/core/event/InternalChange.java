package dev.weft.core.event;

import dev.weft.core.model.Failure;
import dev.weft.core.model.Payload;
import dev.weft.core.model.WorkflowTaskFailedCause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Changes that the field leaves out of history: attempts, heartbeats, stickiness, ids seen, what is buffered. */
public sealed interface InternalChange extends Change {

    /** An event that arrived while a workflow task was started; it gets its id when the buffer is flushed. */
    record EventBuffered(Instant time, EventAttributes attributes) implements InternalChange {}

    /** The buffered events were appended to history. */
    record BufferFlushed() implements InternalChange {}

    /** The firing of a timer was still in the buffer when the workflow cancelled the timer. */
    record BufferedTimerDropped(String timerId) implements InternalChange {}

    /** @param requestId a client's request that must not count twice */
    record RequestIdSeen(String requestId) implements InternalChange {}

    /**
     * A workflow task whose Scheduled and Started events are written only when it completes: a repeated attempt
     * (transient) or one that exists for updates alone (speculative).
     */
    record ProvisionalTaskDispatched(boolean speculative, Instant time, boolean sticky, int attempt)
            implements InternalChange {}

    /** The provisional task came to nothing and leaves no trace. */
    record ProvisionalTaskDropped() implements InternalChange {}

    /** The next attempt waits until {@code due}. */
    record WorkflowTaskDelayed(Instant due) implements InternalChange {}

    /** The delay is over, but the run is paused or its history too long: what ends that brings the next attempt. */
    record WorkflowTaskHeld() implements InternalChange {}

    /** A handed-out workflow task outlived the grace time. */
    record WorkflowTaskStartReported(Instant startedTime, String identity) implements InternalChange {}

    /** The worker only asked for more time, as it has done since {@code since}. */
    record WorkflowTaskHeartbeat(Instant since) implements InternalChange {}

    /** @param attempt of the task that failed or timed out */
    record WorkflowTaskAttemptFailed(int attempt, WorkflowTaskFailedCause cause, Failure failure, Instant time)
            implements InternalChange {}

    /** The run needs a workflow task, but its history is too long for one more. */
    record HistoryLimitReached(String message, Instant time) implements InternalChange {}

    /** An operator allows the run another length of history, 0 for what was allowed before. */
    record HistoryLimitSet(long maximumEvents, long maximumBytes) implements InternalChange {}

    /** The workflow is making progress again. */
    record ProblemCleared() implements InternalChange {}

    record StickyBound(String stickyId, Duration scheduleToStart) implements InternalChange {}

    record StickyCleared() implements InternalChange {}

    record ActivityAttemptStarted(long scheduledEventId, int attempt, Instant startedTime, String identity)
            implements InternalChange {}

    /** @param nextAttemptTime when attempt {@code nextAttempt} goes to the task queue */
    record ActivityRetryScheduled(long scheduledEventId, int nextAttempt, Instant nextAttemptTime, Failure lastFailure)
            implements InternalChange {}

    /** The backoff is over: the attempt is on its task queue since {@code time}. */
    record ActivityAttemptDispatched(long scheduledEventId, Instant time) implements InternalChange {}

    record ActivityHeartbeatRecorded(long scheduledEventId, Instant time, List<Payload> details)
            implements InternalChange {}

    record UpdateAdmitted(
            String updateId,
            String updateName,
            List<Payload> input,
            Map<String, Payload> header,
            String waiterInstance,
            long waiterCorrelation,
            boolean waitsForCompletion)
            implements InternalChange {}

    /** One more caller waits for the update. */
    record UpdateWaiterAdded(String updateId, String instance, long correlation, boolean waitsForCompletion)
            implements InternalChange {}

    /** The updates went out with the workflow task under way. */
    record UpdatesSent(List<String> updateIds) implements InternalChange {}

    record UpdateRejected(String updateId) implements InternalChange {}

    /** A query waits for the workflow task under way. */
    record QueryBuffered(String runId, String instance, long correlation, String queryType, List<Payload> input)
            implements InternalChange {}

    record QueriesReleased() implements InternalChange {}

    /** A request to another execution is on its way until it is answered. */
    record OutboxAnswered(long outboxId) implements InternalChange {}

    /** The answer is overdue: the request was sent again. */
    record OutboxSentAgain(long outboxId, Instant time) implements InternalChange {}

    /** The run that asks for the start of a child was reset: the child runs on, whatever the policy said. */
    record ChildRunsOn(long outboxId) implements InternalChange {}

    /** The first workflow task of a child may go: its parent has recorded the start. */
    record FirstTaskReleased() implements InternalChange {}

    /** Retention is over, or somebody deletes the run: nothing of it is kept. */
    record RunDeleted(String runId) implements InternalChange {}
}
