package dev.weft.core.state;

import dev.weft.core.model.EncodedSize;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.request.Request;
import java.time.Instant;
import java.util.List;

/** The next state in the making; lives only while one change is applied. Keeps the indexes true to what they index. */
final class StateDraft {
    final ExecutionKey key;
    RunInfo run = RunInfo.NONE;
    HistoryCursor history = HistoryCursor.START;
    WorkflowTaskState task = WorkflowTaskState.NONE;
    StickyBinding sticky = StickyBinding.NONE;
    PersistentMap<Long, PendingActivity> activities = PersistentMap.empty();
    PersistentMap<String, Long> activityIds = PersistentMap.empty();
    PersistentMap<Long, PendingTimer> timers = PersistentMap.empty();
    PersistentMap<String, Long> timerIds = PersistentMap.empty();
    PersistentMap<Long, PendingChild> children = PersistentMap.empty();
    /** Children that an earlier run has started and a reset has kept: by execution, then by their initiated event. */
    PersistentMap<ExecutionKey, PersistentMap<Long, PendingChild>> adopted = PersistentMap.empty();

    PersistentMap<Long, PendingExternal> externals = PersistentMap.empty();
    EventBuffer buffer = EventBuffer.EMPTY;
    UpdateBook updates = UpdateBook.EMPTY;
    PersistentMap<Long, PendingQuery> queries = PersistentMap.empty();
    RequestIds requestIds = RequestIds.NONE;
    long nextOutboxId = 1;
    PersistentMap<Long, OutboxEntry> outbox = PersistentMap.empty();
    RetiredRuns retired = RetiredRuns.NONE;
    List<String> sdkFlags = List.of();
    PersistentMap<Deadline, Deadline> deadlines = PersistentMap.empty();

    /** What everything takes that can be bounded at the door: all but updates, which count themselves, and the buffer. */
    long bytes;

    StateDraft(ExecutionKey key) {
        this.key = key;
        bytes = StateSize.of(key, run);
    }

    StateDraft(ExecutionState state) {
        key = state.key;
        run = state.run;
        history = state.history;
        task = state.task;
        sticky = state.sticky;
        activities = state.activities;
        activityIds = state.activityIds;
        timers = state.timers;
        timerIds = state.timerIds;
        children = state.children;
        adopted = state.adopted;
        externals = state.externals;
        buffer = state.buffer;
        updates = state.updates;
        queries = state.queries;
        requestIds = state.requestIds;
        nextOutboxId = state.nextOutboxId;
        outbox = state.outbox;
        retired = state.retired;
        sdkFlags = state.sdkFlags;
        deadlines = state.deadlines;
        bytes = state.bytes;
    }

    StateDraft(ExecutionSnapshot snapshot) {
        this(snapshot.key());
        setRun(snapshot.run());
        history = snapshot.history();
        setSticky(snapshot.sticky());
        setTask(snapshot.task());
        snapshot.activities().forEach(this::putActivity);
        snapshot.timers().forEach(this::putTimer);
        snapshot.children().forEach(this::putChild);
        snapshot.externals().forEach(this::putExternal);
        snapshot.buffer().forEach(this::addToBuffer);
        snapshot.updates().forEach(this::putUpdate);
        snapshot.queries().forEach(this::addQuery);
        requestIds = RequestIds.of(snapshot.requestIds());
        nextOutboxId = snapshot.nextOutboxId();
        snapshot.outbox().forEach(this::putOutbox);
        snapshot.retired().forEach(this::retire);
        setSdkFlags(snapshot.sdkFlags());
    }

    ExecutionState freeze() {
        return new ExecutionState(this);
    }

    void setRun(RunInfo next) {
        unschedule(runDeadline());
        bytes += StateSize.of(key, next) - StateSize.of(key, run);
        run = next;
        schedule(runDeadline());
    }

    void setTask(WorkflowTaskState next) {
        unschedule(taskDeadline());
        task = next;
        schedule(taskDeadline());
    }

    void setSticky(StickyBinding next) {
        unschedule(taskDeadline());
        sticky = next;
        schedule(taskDeadline());
    }

    void putActivity(PendingActivity activity) {
        activities.get(activity.scheduledEventId()).ifPresent(old -> {
            unschedule(deadline(old));
            bytes -= StateSize.of(old);
        });
        bytes += StateSize.of(activity);
        activities = activities.with(activity.scheduledEventId(), activity);
        activityIds = activityIds.with(activity.activityId(), activity.scheduledEventId());
        schedule(deadline(activity));
    }

    void removeActivity(long scheduledEventId) {
        activities.get(scheduledEventId).ifPresent(old -> {
            unschedule(deadline(old));
            bytes -= StateSize.of(old);
            activities = activities.without(scheduledEventId);
            activityIds = activityIds.without(old.activityId());
        });
    }

    void putTimer(PendingTimer timer) {
        timers.get(timer.startedEventId()).ifPresent(old -> {
            unschedule(deadline(old));
            bytes -= StateSize.of(old);
        });
        bytes += StateSize.of(timer);
        timers = timers.with(timer.startedEventId(), timer);
        timerIds = timerIds.with(timer.timerId(), timer.startedEventId());
        schedule(deadline(timer));
    }

    void removeTimer(String timerId) {
        timerIds.get(timerId).flatMap(timers::get).ifPresent(old -> {
            unschedule(deadline(old));
            bytes -= StateSize.of(old);
            timers = timers.without(old.startedEventId());
            timerIds = timerIds.without(timerId);
        });
    }

    void putChild(PendingChild child) {
        children.get(child.initiatedEventId()).ifPresent(old -> bytes -= StateSize.of(key, old));
        bytes += StateSize.of(key, child);
        children = children.with(child.initiatedEventId(), child);
        if (child.initiatedEventId() <= run.started().lastCopiedEventId()) {
            adopted = adopted.with(child.execution(), adopted(child.execution()).with(child.initiatedEventId(), child));
        }
    }

    void removeChild(long initiatedEventId) {
        children.get(initiatedEventId).ifPresent(old -> {
            bytes -= StateSize.of(key, old);
            children = children.without(initiatedEventId);
            PersistentMap<Long, PendingChild> others = adopted(old.execution()).without(initiatedEventId);
            adopted = others.isEmpty() ? adopted.without(old.execution()) : adopted.with(old.execution(), others);
        });
    }

    void clearChildren() {
        for (PendingChild child : children) {
            bytes -= StateSize.of(key, child);
        }
        children = PersistentMap.empty();
        adopted = PersistentMap.empty();
    }

    PersistentMap<Long, PendingChild> adopted(ExecutionKey execution) {
        return adopted.get(execution).orElseGet(PersistentMap::empty);
    }

    void putExternal(PendingExternal external) {
        externals.get(external.initiatedEventId()).ifPresent(old -> bytes -= StateSize.of(old));
        bytes += StateSize.of(external);
        externals = externals.with(external.initiatedEventId(), external);
    }

    void removeExternal(long initiatedEventId) {
        externals.get(initiatedEventId).ifPresent(old -> {
            bytes -= StateSize.of(old);
            externals = externals.without(initiatedEventId);
        });
    }

    void clearExternals() {
        for (PendingExternal external : externals) {
            bytes -= StateSize.of(external);
        }
        externals = PersistentMap.empty();
    }

    void setSdkFlags(List<String> next) {
        bytes += EncodedSize.ofTexts(next) - EncodedSize.ofTexts(sdkFlags);
        sdkFlags = next;
    }

    void addToBuffer(BufferedEvent event) {
        buffer = buffer.with(event);
    }

    /** A request with this id must not count again; an empty id is nobody's. */
    void remember(String requestId) {
        if (!requestId.isEmpty()) {
            requestIds = requestIds.with(requestId, Limits.REQUEST_IDS);
        }
    }

    void putUpdate(UpdateState update) {
        updates = updates.with(update);
    }

    void addQuery(PendingQuery query) {
        bytes += StateSize.of(query);
        queries = queries.with(queries.lastKey().map(last -> last + 1).orElse(0L), query);
    }

    void clearQueries() {
        for (PendingQuery query : queries) {
            bytes -= StateSize.of(query);
        }
        queries = PersistentMap.empty();
    }

    void addToOutbox(Request request, Instant time) {
        putOutbox(new OutboxEntry(nextOutboxId++, request, time, 1));
    }

    void putOutbox(OutboxEntry entry) {
        outbox.get(entry.outboxId()).ifPresent(old -> {
            unschedule(deadline(old));
            bytes -= StateSize.of(old);
        });
        bytes += StateSize.of(entry);
        outbox = outbox.with(entry.outboxId(), entry);
        schedule(deadline(entry));
    }

    void removeFromOutbox(long outboxId) {
        outbox.get(outboxId).ifPresent(old -> {
            unschedule(deadline(old));
            bytes -= StateSize.of(old);
            outbox = outbox.without(outboxId);
        });
    }

    void retire(RetiredRun closedRun) {
        unschedule(retentionDeadline());
        retired = retired.with(closedRun);
        schedule(retentionDeadline());
    }

    void dropRetired(String runId) {
        unschedule(retentionDeadline());
        retired = retired.without(runId);
        schedule(retentionDeadline());
    }

    private Deadline runDeadline() {
        return new Deadline(run.isOpen() ? run.expiration() : Deadline.NEVER, Deadline.Kind.RUN_TIMEOUT, 0);
    }

    private Deadline taskDeadline() {
        return new Deadline(task.deadline(run.taskTimeout(), sticky.scheduleToStart()), Deadline.Kind.WORKFLOW_TASK, 0);
    }

    private Deadline retentionDeadline() {
        Instant due = retired.first().map(RetiredRun::deleteTime).orElse(Deadline.NEVER);
        return new Deadline(due, Deadline.Kind.RETENTION, 0);
    }

    private static Deadline deadline(PendingActivity activity) {
        return new Deadline(activity.deadline(), Deadline.Kind.ACTIVITY, activity.scheduledEventId());
    }

    private static Deadline deadline(OutboxEntry entry) {
        return new Deadline(entry.deadline(), Deadline.Kind.OUTBOX, entry.outboxId());
    }

    private static Deadline deadline(PendingTimer timer) {
        return new Deadline(timer.deadline(), Deadline.Kind.TIMER, timer.startedEventId());
    }

    private void schedule(Deadline deadline) {
        if (!deadline.due().equals(Deadline.NEVER)) {
            deadlines = deadlines.with(deadline, deadline);
        }
    }

    private void unschedule(Deadline deadline) {
        if (!deadline.due().equals(Deadline.NEVER)) {
            deadlines = deadlines.without(deadline);
        }
    }
}
