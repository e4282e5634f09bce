package dev.weft.core.state;

import dev.weft.core.event.WorkflowEvent.WorkflowExecutionStarted;
import dev.weft.core.model.EncodedSize;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.request.WorkflowRequest;

/**
 * How many bytes the parts of a state take in its snapshot: never fewer than they do take. A part also counts for what it
 * may become without anybody being asked, so that what must be taken finds its room reserved.
 */
final class StateSize {
    /** The worker of an attempt of an activity. */
    private static final long IDENTITY_RESERVE = Limits.IDENTITY_BYTES + EncodedSize.COUNT;

    /** All times of a run, its task, why tasks fail at present, and who has paused the run why. */
    private static final long RUN_RESERVE = 16 << 10;

    private static final long ACTIVITY_FIXED = 3L * EncodedSize.ID + 4L * EncodedSize.TIME + 2L * EncodedSize.COUNT;
    private static final long TIMER_FIXED = EncodedSize.ID + EncodedSize.TIME + EncodedSize.ONE;
    private static final long CHILD_FIXED = 2L * EncodedSize.ID + 3L * EncodedSize.ONE;
    private static final long EXTERNAL_FIXED = EncodedSize.ID + 2L * EncodedSize.ONE;
    private static final long UPDATE_FIXED = 2L * EncodedSize.ID + 2L * EncodedSize.COUNT;
    private static final long WAITER_FIXED = EncodedSize.ID + EncodedSize.ONE;
    private static final long QUERY_FIXED = EncodedSize.ID;

    /** Ids, times and kinds of an entry and of its request. */
    private static final long OUTBOX_FIXED = 4L * EncodedSize.ID + EncodedSize.TIME + 2L * EncodedSize.COUNT;

    /** An id that a run gets: a UUID and its length. */
    private static final long RUN_ID = 37;

    private StateSize() {}

    static long of(PendingActivity activity) {
        return ACTIVITY_FIXED
                + EncodedSize.of(activity.activityId())
                + EncodedSize.of(activity.activityType())
                + EncodedSize.of(activity.taskQueue())
                + EncodedSize.of(activity.settings())
                + EncodedSize.of(activity.heartbeatDetails())
                + Math.max(EncodedSize.of(activity.identity()), IDENTITY_RESERVE)
                + Math.max(EncodedSize.of(activity.lastFailure()), Limits.LEAST_FAILURE_BYTES);
    }

    static long of(PendingTimer timer) {
        return TIMER_FIXED + EncodedSize.of(timer.timerId());
    }

    /** The parent owes the child word of its start, once that is answered, and of its own end, should it come first. */
    static long of(ExecutionKey parent, PendingChild child) {
        long ids = EncodedSize.of(child.execution()) + EncodedSize.of(child.runId());
        long notice = OUTBOX_FIXED + ids + EncodedSize.of(parent) + 2 * RUN_ID;
        int notices = child.finished() ? 0 : child.startAnswered() ? 1 : 2;
        return CHILD_FIXED + ids + EncodedSize.of(child.workflowType()) + notices * notice;
    }

    static long of(PendingExternal external) {
        return EXTERNAL_FIXED + EncodedSize.of(external.execution()) + EncodedSize.of(external.runId());
    }

    /** Its id counts twice, since the task that carries the update names it too. */
    static long of(UpdateState update) {
        long waiters = 0;
        for (UpdateState.Waiter waiter : update.waiters()) {
            waiters += WAITER_FIXED + EncodedSize.of(waiter.replyTo().instance());
        }
        return UPDATE_FIXED
                + 2 * EncodedSize.of(update.updateId())
                + EncodedSize.of(update.updateName())
                + EncodedSize.of(update.input())
                + EncodedSize.of(update.header())
                + EncodedSize.of(update.result())
                + EncodedSize.of(update.failure())
                + waiters;
    }

    static long of(PendingQuery query) {
        return QUERY_FIXED
                + EncodedSize.of(query.replyTo().instance())
                + EncodedSize.of(query.queryType())
                + EncodedSize.of(query.input());
    }

    /** Nobody waits for the answer but the execution itself, so the request has no id and no asker. */
    static long of(OutboxEntry entry) {
        long body = entry.request().body() instanceof WorkflowRequest.Owed owed ? of(owed) : 0;
        return OUTBOX_FIXED + EncodedSize.of(entry.request().key()) + body;
    }

    /** A retry begins with the memo and the search attributes that the run began with, and with ids of its own. */
    static long of(ExecutionKey key, RunInfo run) {
        WorkflowExecutionStarted started = run.started();
        long properties = EncodedSize.of(run.memo()) + EncodedSize.of(run.searchAttributes());
        long first = EncodedSize.of(started.settings().memo())
                + EncodedSize.of(started.settings().searchAttributes());
        long ids = missing(started.runId())
                + missing(started.firstRunId())
                + missing(started.originalRunId())
                + missing(started.continuedRunId());
        return RUN_RESERVE
                + EventSize.of(started)
                + Math.max(properties, first)
                + ids
                + (run.isOpen() && !started.parent().isNone() ? parentNotice(key, started) : 0);
    }

    private static long missing(String runId) {
        return Math.max(0, RUN_ID - EncodedSize.of(runId));
    }

    /** What the run will owe its parent when it times out or is terminated; a result comes on top. */
    private static long parentNotice(ExecutionKey key, WorkflowExecutionStarted started) {
        return OUTBOX_FIXED
                + 2 * EncodedSize.of(key)
                + EncodedSize.of(started.parent().execution())
                + 4 * RUN_ID
                + EncodedSize.of(started.settings().workflowType())
                + EventSize.FIXED;
    }

    private static long of(WorkflowRequest.Owed owed) {
        return EncodedSize.of(owed.sender().key())
                + EncodedSize.of(owed.sender().runId())
                + switch (owed) {
                    case WorkflowRequest.StartChild start ->
                        EncodedSize.of(start.runId())
                                + EncodedSize.of(start.settings())
                                + EncodedSize.of(start.parent())
                                + EncodedSize.of(start.root());
                    case WorkflowRequest.ReleaseFirstTask release -> EncodedSize.of(release.childRunId());
                    case WorkflowRequest.ChildClosed closed ->
                        EncodedSize.of(closed.parentRunId())
                                + EncodedSize.of(closed.childFirstRunId())
                                + EventSize.of(closed.outcome());
                    case WorkflowRequest.ApplyParentClose closed ->
                        EncodedSize.of(closed.parentRunId()) + EncodedSize.of(closed.childFirstRunId());
                    case WorkflowRequest.SignalFromWorkflow signal ->
                        EncodedSize.of(signal.runId())
                                + EncodedSize.of(signal.signalName())
                                + EncodedSize.of(signal.input())
                                + EncodedSize.of(signal.header());
                    case WorkflowRequest.CancelFromWorkflow cancel ->
                        EncodedSize.of(cancel.runId()) + EncodedSize.of(cancel.reason());
                };
    }
}
