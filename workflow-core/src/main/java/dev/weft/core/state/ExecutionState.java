package dev.weft.core.state;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.WorkflowStatus;
import dev.weft.core.request.WorkflowRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of an execution: its current run (open, or closed and still kept) and what the execution owes to
 * others. A value; only {@link StateFold} makes new ones. Equality is that of the snapshots.
 */
public final class ExecutionState {
    /** Written into every snapshot, so that a later engine knows what it reads. */
    public static final int ENGINE_VERSION = 1;

    final ExecutionKey key;
    final RunInfo run;
    final HistoryCursor history;
    final WorkflowTaskState task;
    final StickyBinding sticky;
    final PersistentMap<Long, PendingActivity> activities;
    final PersistentMap<String, Long> activityIds;
    final PersistentMap<Long, PendingTimer> timers;
    final PersistentMap<String, Long> timerIds;
    final PersistentMap<Long, PendingChild> children;
    final PersistentMap<ExecutionKey, PersistentMap<Long, PendingChild>> adopted;
    final PersistentMap<Long, PendingExternal> externals;
    final EventBuffer buffer;
    final UpdateBook updates;
    final PersistentMap<Long, PendingQuery> queries;
    final RequestIds requestIds;
    final long nextOutboxId;
    final PersistentMap<Long, OutboxEntry> outbox;
    final RetiredRuns retired;
    final List<String> sdkFlags;
    final PersistentMap<Deadline, Deadline> deadlines;
    final long bytes;

    ExecutionState(StateDraft draft) {
        key = draft.key;
        run = draft.run;
        history = draft.history;
        task = draft.task;
        sticky = draft.sticky;
        activities = draft.activities;
        activityIds = draft.activityIds;
        timers = draft.timers;
        timerIds = draft.timerIds;
        children = draft.children;
        adopted = draft.adopted;
        externals = draft.externals;
        buffer = draft.buffer;
        updates = draft.updates;
        queries = draft.queries;
        requestIds = draft.requestIds;
        nextOutboxId = draft.nextOutboxId;
        outbox = draft.outbox;
        retired = draft.retired;
        sdkFlags = draft.sdkFlags;
        deadlines = draft.deadlines;
        bytes = draft.bytes;
    }

    /** An execution that nobody has started, or that is no longer kept. */
    public static ExecutionState none(ExecutionKey key) {
        return new StateDraft(key).freeze();
    }

    public static ExecutionState restore(ExecutionSnapshot snapshot) {
        return new StateDraft(snapshot).freeze();
    }

    public ExecutionSnapshot snapshot() {
        return new ExecutionSnapshot(
                key,
                ENGINE_VERSION,
                run,
                history,
                task,
                sticky,
                activities.values(),
                timers.values(),
                children.values(),
                externals.values(),
                buffer.values(),
                updates.values(),
                queries.values(),
                requestIds.toList(),
                nextOutboxId,
                outbox.values(),
                retired.values(),
                sdkFlags);
    }

    public ExecutionKey key() {
        return key;
    }

    public boolean isNone() {
        return run.started().runId().isEmpty();
    }

    /** Nothing is kept any more, and nothing is owed to others. */
    public boolean isForgotten() {
        return isNone() && outbox.isEmpty() && retired.isEmpty();
    }

    public boolean isOpen() {
        return run.isOpen();
    }

    public String runId() {
        return run.started().runId();
    }

    /** What users see: an open run that somebody holds is {@code PAUSED}, one whose tasks keep failing {@code STUCK}. */
    public WorkflowStatus status() {
        if (!isOpen()) {
            return run.closeStatus();
        }
        if (run.isPaused()) {
            return WorkflowStatus.PAUSED;
        }
        return run.problem().isStuck() ? WorkflowStatus.STUCK : WorkflowStatus.RUNNING;
    }

    public RunInfo run() {
        return run;
    }

    public HistoryCursor history() {
        return history;
    }

    public long nextEventId() {
        return history.nextEventId();
    }

    public WorkflowTaskState task() {
        return task;
    }

    public StickyBinding sticky() {
        return sticky;
    }

    public PersistentMap<Long, PendingActivity> activities() {
        return activities;
    }

    public Optional<PendingActivity> activity(long scheduledEventId) {
        return activities.get(scheduledEventId);
    }

    public Optional<PendingActivity> activity(String activityId) {
        return activityIds.get(activityId).flatMap(activities::get);
    }

    public PersistentMap<Long, PendingTimer> timers() {
        return timers;
    }

    public Optional<PendingTimer> timer(String timerId) {
        return timerIds.get(timerId).flatMap(timers::get);
    }

    public PersistentMap<Long, PendingChild> children() {
        return children;
    }

    public PersistentMap<Long, PendingExternal> externals() {
        return externals;
    }

    public EventBuffer buffer() {
        return buffer;
    }

    public UpdateBook updates() {
        return updates;
    }

    /** In the order in which they came. */
    public PersistentMap<Long, PendingQuery> queries() {
        return queries;
    }

    public RequestIds requestIds() {
        return requestIds;
    }

    public long nextOutboxId() {
        return nextOutboxId;
    }

    public PersistentMap<Long, OutboxEntry> outbox() {
        return outbox;
    }

    /** Whether the outbox has an entry of that id which one of the sender's runs has made: ids begin anew some day. */
    public boolean owes(String senderRunId, long outboxId) {
        return outbox.get(outboxId)
                .filter(entry -> entry.request().body() instanceof WorkflowRequest.Owed owed
                        && owed.sender().runId().equals(senderRunId))
                .isPresent();
    }

    public RetiredRuns retired() {
        return retired;
    }

    public List<String> sdkFlags() {
        return sdkFlags;
    }

    /**
     * What the state takes, at the most, of the bytes that {@link Limits#STATE_BYTES} bounds: all but the buffer, request
     * ids and closed runs.
     */
    public long sizeBytes() {
        return bytes + updates.bytes();
    }

    /** What the history of the current run tells by itself. */
    public DeterminedState determinedByHistory() {
        return DeterminedState.of(this);
    }

    /** The earliest thing that is due. */
    public Optional<Deadline> nextDeadline() {
        return deadlines.firstKey();
    }

    /** When something is due next, {@link Instant#MAX} for never. */
    public Instant nextDue() {
        return nextDeadline().map(Deadline::due).orElse(Instant.MAX);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ExecutionState that && snapshot().equals(that.snapshot());
    }

    @Override
    public int hashCode() {
        return snapshot().hashCode();
    }

    @Override
    public String toString() {
        return snapshot().toString();
    }
}
