package dev.weft.core.state;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * The workflow task of a run; there is at most one.
 *
 * <pre>
 * IDLE               -- something happened           --> STARTED
 * IDLE               -- a failure asks for a pause   --> DELAYED
 * WAITING_FOR_PARENT -- parent recorded the start    --> STARTED
 * DELAYED            -- due                          --> STARTED
 * DELAYED            -- due, but the run is held     --> IDLE
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
 * @param closeReruns times since the last completed task that the run wanted to close while events were buffered
 * @param refusals how many of the attempts were no failures: speculative tasks that came to nothing since the last event
 * @param heartbeatingSince when the first of a row of tasks was dispatched whose worker only asked for more time, {@link
 *     Instant#EPOCH} when the last one did something
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
        List<String> sentUpdates,
        Instant heartbeatingSince,
        int refusals) {

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
            List.of(),
            Instant.EPOCH,
            0);

    public boolean isStarted() {
        return phase == Phase.STARTED;
    }

    public boolean isIdle() {
        return phase == Phase.IDLE;
    }

    /** The attempt as history and users count it: how often the task was tried since it last got on. */
    public int tries() {
        return attempt - refusals;
    }

    /** The refusals that count for a task which is scheduled by that event: none if something has happened since. */
    public int refusalsBefore(long eventId) {
        return eventId == retryBase ? refusals : 0;
    }

    WorkflowTaskState scheduled(long eventId, int newAttempt, boolean isSticky) {
        return changed(next -> {
            next.refusals = refusalsBefore(eventId);
            next.scheduledEventId = eventId;
            next.startedEventId = 0;
            next.attempt = newAttempt;
            next.sticky = isSticky;
            next.provisional = false;
            next.speculative = false;
            next.startedTime = Instant.EPOCH;
            next.due = Instant.EPOCH;
            next.sentUpdates = List.of();
        });
    }

    WorkflowTaskState started(long eventId, Instant time) {
        return changed(next -> {
            next.phase = Phase.STARTED;
            next.startedEventId = eventId;
            next.dispatchedTime = provisional ? dispatchedTime : time;
            next.provisional = false;
            next.due = Instant.EPOCH;
        });
    }

    /** @param nextEventId of history, which the task's two events will take */
    WorkflowTaskState provisional(
            long nextEventId, boolean isSpeculative, Instant time, boolean isSticky, int newAttempt) {
        return scheduled(nextEventId, newAttempt, isSticky).changed(next -> {
            next.phase = Phase.STARTED;
            next.startedEventId = nextEventId + 1;
            next.provisional = true;
            next.speculative = isSpeculative;
            next.dispatchedTime = time;
        });
    }

    /** Over, with success. */
    WorkflowTaskState succeeded() {
        return NONE;
    }

    /** Over, without a trace. */
    WorkflowTaskState dropped(long nextEventId) {
        return ended(attempt + 1, nextEventId, false, 0).changed(next -> next.refusals = refusals + 1);
    }

    /** Over, without success. */
    WorkflowTaskState ended(int nextAttempt, long nextEventId, boolean counts, int reruns) {
        return NONE.changed(next -> {
            next.attempt = nextAttempt;
            next.retryBase = nextEventId;
            next.repeats = counts;
            next.closeReruns = reruns;
            next.refusals = refusals;
        });
    }

    WorkflowTaskState delayed(Instant newDue) {
        return ended(attempt, retryBase, repeats, closeReruns).changed(next -> {
            next.phase = Phase.DELAYED;
            next.due = newDue;
        });
    }

    /** The delay is over, and the next attempt waits for what lets the run go on. */
    WorkflowTaskState held() {
        return ended(attempt, retryBase, repeats, closeReruns);
    }

    /** The next task goes on with what this one was about. */
    WorkflowTaskState heartbeating(Instant since) {
        return changed(next -> next.heartbeatingSince = since);
    }

    WorkflowTaskState inPhase(Phase newPhase) {
        return changed(next -> next.phase = newPhase);
    }

    WorkflowTaskState onNormalQueue() {
        return changed(next -> next.sticky = false);
    }

    WorkflowTaskState startReported(Instant time) {
        return changed(next -> next.startedTime = time);
    }

    WorkflowTaskState withSentUpdates(List<String> updateIds) {
        return changed(next -> next.sentUpdates = List.copyOf(updateIds));
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

    private WorkflowTaskState changed(Consumer<Draft> change) {
        Draft next = new Draft();
        change.accept(next);
        return next.freeze();
    }

    /** This task with what may change of it. */
    private final class Draft {
        private Phase phase = WorkflowTaskState.this.phase;
        private long scheduledEventId = WorkflowTaskState.this.scheduledEventId;
        private long startedEventId = WorkflowTaskState.this.startedEventId;
        private int attempt = WorkflowTaskState.this.attempt;
        private boolean sticky = WorkflowTaskState.this.sticky;
        private boolean provisional = WorkflowTaskState.this.provisional;
        private boolean speculative = WorkflowTaskState.this.speculative;
        private Instant dispatchedTime = WorkflowTaskState.this.dispatchedTime;
        private Instant startedTime = WorkflowTaskState.this.startedTime;
        private Instant due = WorkflowTaskState.this.due;
        private long retryBase = WorkflowTaskState.this.retryBase;
        private boolean repeats = WorkflowTaskState.this.repeats;
        private int closeReruns = WorkflowTaskState.this.closeReruns;
        private List<String> sentUpdates = WorkflowTaskState.this.sentUpdates;
        private Instant heartbeatingSince = WorkflowTaskState.this.heartbeatingSince;
        private int refusals = WorkflowTaskState.this.refusals;

        private WorkflowTaskState freeze() {
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
                    sentUpdates,
                    heartbeatingSince,
                    refusals);
        }
    }
}
