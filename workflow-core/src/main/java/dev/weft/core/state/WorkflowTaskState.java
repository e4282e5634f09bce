package dev.weft.core.state;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The workflow task of a run; there is at most one.
 *
 * <pre>
 * IDLE               -- something happened           --> STARTED
 * IDLE               -- a failure asks for a pause   --> DELAYED
 * WAITING_FOR_PARENT -- parent recorded the start    --> STARTED
 * DELAYED            -- due                          --> STARTED
 * STARTED            -- completed, failed, timed out --> IDLE
 * </pre>
 *
 * @param attempt of the task under way, or of the next one; with the scheduled event it names a task, so that one which
 *     left no event is not taken for its successor
 * @param provisional its Scheduled and Started events are not in history yet
 * @param speculative it exists for updates alone
 * @param dispatchedTime when history sent it
 * @param startedTime when a worker took it, {@link Instant#EPOCH} while that is not known
 * @param due end of the delay
 * @param retryBase nextEventId when the last task ended without a completion: new events since then make the next
 *     attempt a first one
 * @param repeats the next attempt repeats one that failed on the normal queue
 * @param closeReruns times in a row that the run wanted to close while events were buffered
 */
public record WorkflowTaskState(
        Phase phase,
        long scheduledEventId,
        long startedEventId,
        int attempt,
        boolean sticky,
        boolean provisional,
        boolean speculative,
        Instant dispatchedTime,
        Instant startedTime,
        Instant due,
        long retryBase,
        boolean repeats,
        int closeReruns,
        List<String> sentUpdates) {

    public enum Phase {
        IDLE,
        WAITING_FOR_PARENT,
        DELAYED,
        STARTED
    }

    public static final WorkflowTaskState NONE = new WorkflowTaskState(
            Phase.IDLE,
            0,
            0,
            1,
            false,
            false,
            false,
            Instant.EPOCH,
            Instant.EPOCH,
            Instant.EPOCH,
            0,
            false,
            0,
            List.of());

    public boolean isStarted() {
        return phase == Phase.STARTED;
    }

    public boolean isIdle() {
        return phase == Phase.IDLE;
    }

    WorkflowTaskState scheduled(long eventId, int newAttempt, boolean isSticky) {
        return new WorkflowTaskState(
                phase,
                eventId,
                0,
                newAttempt,
                isSticky,
                false,
                false,
                dispatchedTime,
                Instant.EPOCH,
                Instant.EPOCH,
                retryBase,
                repeats,
                closeReruns,
                List.of());
    }

    WorkflowTaskState started(long eventId, Instant time) {
        return new WorkflowTaskState(
                Phase.STARTED,
                scheduledEventId,
                eventId,
                attempt,
                sticky,
                false,
                speculative,
                provisional ? dispatchedTime : time,
                startedTime,
                Instant.EPOCH,
                retryBase,
                repeats,
                closeReruns,
                sentUpdates);
    }

    static WorkflowTaskState provisional(
            WorkflowTaskState last, long nextEventId, boolean speculative, Instant time, boolean sticky, int attempt) {
        return new WorkflowTaskState(
                Phase.STARTED,
                nextEventId,
                nextEventId + 1,
                attempt,
                sticky,
                true,
                speculative,
                time,
                Instant.EPOCH,
                Instant.EPOCH,
                last.retryBase,
                last.repeats,
                last.closeReruns,
                List.of());
    }

    /** Over, with success. */
    WorkflowTaskState succeeded() {
        return NONE;
    }

    /** Over, without a trace. */
    WorkflowTaskState dropped(long nextEventId) {
        return ended(attempt + 1, nextEventId, false, 0);
    }

    /** Over, without success. */
    WorkflowTaskState ended(int nextAttempt, long nextEventId, boolean counts, int reruns) {
        return new WorkflowTaskState(
                Phase.IDLE,
                0,
                0,
                nextAttempt,
                false,
                false,
                false,
                Instant.EPOCH,
                Instant.EPOCH,
                Instant.EPOCH,
                nextEventId,
                counts,
                reruns,
                List.of());
    }

    WorkflowTaskState delayed(Instant newDue) {
        return new WorkflowTaskState(
                Phase.DELAYED,
                0,
                0,
                attempt,
                false,
                false,
                false,
                Instant.EPOCH,
                Instant.EPOCH,
                newDue,
                retryBase,
                repeats,
                closeReruns,
                List.of());
    }

    WorkflowTaskState inPhase(Phase newPhase) {
        return new WorkflowTaskState(
                newPhase,
                scheduledEventId,
                startedEventId,
                attempt,
                sticky,
                provisional,
                speculative,
                dispatchedTime,
                startedTime,
                due,
                retryBase,
                repeats,
                closeReruns,
                sentUpdates);
    }

    WorkflowTaskState onNormalQueue() {
        return new WorkflowTaskState(
                phase,
                scheduledEventId,
                startedEventId,
                attempt,
                false,
                provisional,
                speculative,
                dispatchedTime,
                startedTime,
                due,
                retryBase,
                repeats,
                closeReruns,
                sentUpdates);
    }

    WorkflowTaskState startReported(Instant time) {
        return new WorkflowTaskState(
                phase,
                scheduledEventId,
                startedEventId,
                attempt,
                sticky,
                provisional,
                speculative,
                dispatchedTime,
                time,
                due,
                retryBase,
                repeats,
                closeReruns,
                sentUpdates);
    }

    WorkflowTaskState withSentUpdates(List<String> updateIds) {
        return new WorkflowTaskState(
                phase,
                scheduledEventId,
                startedEventId,
                attempt,
                sticky,
                provisional,
                speculative,
                dispatchedTime,
                startedTime,
                due,
                retryBase,
                repeats,
                closeReruns,
                List.copyOf(updateIds));
    }

    /** When the task must be looked at again. */
    Instant deadline(Duration startToClose, Duration stickyScheduleToStart) {
        return switch (phase) {
            case IDLE, WAITING_FOR_PARENT -> Deadline.NEVER;
            case DELAYED -> due;
            case STARTED -> {
                if (!startedTime.equals(Instant.EPOCH)) {
                    // Workers have clocks of their own: no task starts before it is dispatched.
                    yield (startedTime.isAfter(dispatchedTime) ? startedTime : dispatchedTime).plus(startToClose);
                }
                yield sticky ? dispatchedTime.plus(stickyScheduleToStart) : Deadline.NEVER;
            }
        };
    }
}
