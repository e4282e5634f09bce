package dev.weft.core.engine;

import dev.weft.core.event.ActivityEvent;
import dev.weft.core.event.ChildEvent;
import dev.weft.core.event.EventAttributes;
import dev.weft.core.event.InternalChange;
import dev.weft.core.model.Failure;
import dev.weft.core.model.FailureInfo;
import dev.weft.core.model.WorkflowTaskFailedCause;
import dev.weft.core.state.BufferedEvent;
import dev.weft.core.state.EventBuffer;
import dev.weft.core.state.EventSize;
import dev.weft.core.state.ExecutionState;
import dev.weft.core.state.Limits;
import dev.weft.core.state.PendingActivity;
import dev.weft.core.state.PendingChild;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Events that arrive while a workflow task is under way: they get their ids when it ends (rule 2.4-4). */
final class Buffer {
    /** A task that nobody took for this long does not keep events back any more. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Buffer() {}

    /** Appends what is buffered: in order of arrival, but ends of activities and children after all others. */
    static boolean flush(Decision decision) {
        List<BufferedEvent> events = decision.state().buffer().values();
        if (events.isEmpty()) {
            return false;
        }
        decision.note(new InternalChange.BufferFlushed());
        for (BufferedEvent event : events) {
            if (!isFinish(event.attributes())) {
                append(decision, event.time(), event.attributes());
            }
        }
        for (BufferedEvent event : events) {
            if (isFinish(event.attributes())) {
                append(decision, event.time(), event.attributes());
            }
        }
        return true;
    }

    /** Appends an event from outside, with its references to the started event filled in. */
    static void append(Decision decision, Instant time, EventAttributes attributes) {
        switch (attributes) {
            case ActivityEvent event -> appendActivity(decision, time, event);
            case ChildEvent event -> decision.appendAt(time, resolved(decision.state(), event));
            default -> decision.appendAt(time, attributes);
        }
    }

    /** When nobody takes the task, its successor carries what has gathered meanwhile. */
    static void relieve(Decision decision) {
        ExecutionState state = decision.state();
        boolean full = state.buffer().size() >= Limits.BUFFERED_EVENTS
                || state.buffer().bytes() >= Limits.BUFFERED_EVENTS_BYTES;
        boolean nobodyTookIt = state.task().startedTime().equals(Instant.EPOCH)
                && decision.now().isAfter(state.task().dispatchedTime().plus(PATIENCE));
        if (full && nobodyTookIt) {
            giveWay(
                    decision,
                    "Expected a worker to take the workflow task, but "
                            + state.buffer().size() + " events came first");
        }
    }

    /** Whether the event may wait for the task under way with what waits already. */
    static boolean hasRoom(ExecutionState state, EventAttributes attributes) {
        EventBuffer buffer = state.buffer();
        return buffer.isEmpty() || buffer.bytes() + EventSize.of(attributes) <= Limits.BUFFERED_BYTES;
    }

    /** An event that cannot be refused ends the task under way when it does not fit behind what waits for the task. */
    static void makeRoom(Decision decision, EventAttributes attributes) {
        ExecutionState state = decision.state();
        if (state.task().isStarted() && !hasRoom(state, attributes)) {
            giveWay(
                    decision,
                    "Expected at most " + Limits.BUFFERED_BYTES
                            + " bytes of events to come during a workflow task, but "
                            + state.buffer().size() + " events have "
                            + state.buffer().bytes() + " and another came");
        }
    }

    private static void giveWay(Decision decision, String why) {
        WorkflowTaskHandler.abandon(
                decision,
                WorkflowTaskFailedCause.BUFFERED_EVENTS_LIMIT_EXCEEDED,
                Failure.of(new FailureInfo.Server(why, false)));
        flush(decision);
        decision.needTask();
    }

    private static boolean isFinish(EventAttributes attributes) {
        return switch (attributes) {
            case ActivityEvent event -> true;
            case ChildEvent.ChildWorkflowExecutionStarted event -> false;
            case ChildEvent.StartChildWorkflowExecutionFailed event -> false;
            case ChildEvent.StartChildWorkflowExecutionInitiated event -> false;
            case ChildEvent event -> true;
            default -> false;
        };
    }

    private static void appendActivity(Decision decision, Instant time, ActivityEvent event) {
        long scheduledEventId = scheduledEventId(event);
        PendingActivity activity = decision.state().activity(scheduledEventId).orElseThrow();
        long startedEventId = 0;
        if (activity.isStarted()) {
            startedEventId = decision.appendAt(
                    time,
                    new ActivityEvent.ActivityTaskStarted(
                            scheduledEventId, activity.attempt(), activity.identity(), activity.lastFailure()));
        }
        decision.appendAt(time, withStarted(event, startedEventId));
    }

    private static long scheduledEventId(ActivityEvent attributes) {
        return switch (attributes) {
            case ActivityEvent.ActivityTaskCompleted event -> event.scheduledEventId();
            case ActivityEvent.ActivityTaskFailed event -> event.scheduledEventId();
            case ActivityEvent.ActivityTaskTimedOut event -> event.scheduledEventId();
            case ActivityEvent.ActivityTaskCanceled event -> event.scheduledEventId();
            case ActivityEvent.ActivityTaskScheduled event -> throw notFromOutside(event);
            case ActivityEvent.ActivityTaskStarted event -> throw notFromOutside(event);
            case ActivityEvent.ActivityTaskCancelRequested event -> throw notFromOutside(event);
        };
    }

    private static ActivityEvent withStarted(ActivityEvent attributes, long startedEventId) {
        return switch (attributes) {
            case ActivityEvent.ActivityTaskCompleted event -> event.withStartedEventId(startedEventId);
            case ActivityEvent.ActivityTaskFailed event -> event.withStartedEventId(startedEventId);
            case ActivityEvent.ActivityTaskTimedOut event -> event.withStartedEventId(startedEventId);
            case ActivityEvent.ActivityTaskCanceled event -> event.withStartedEventId(startedEventId);
            case ActivityEvent.ActivityTaskScheduled event -> throw notFromOutside(event);
            case ActivityEvent.ActivityTaskStarted event -> throw notFromOutside(event);
            case ActivityEvent.ActivityTaskCancelRequested event -> throw notFromOutside(event);
        };
    }

    private static ChildEvent resolved(ExecutionState state, ChildEvent attributes) {
        return switch (attributes) {
            case ChildEvent.ChildWorkflowExecutionCompleted e ->
                e.withStartedEventId(started(state, e.initiatedEventId()));
            case ChildEvent.ChildWorkflowExecutionFailed e ->
                e.withStartedEventId(started(state, e.initiatedEventId()));
            case ChildEvent.ChildWorkflowExecutionCanceled e ->
                e.withStartedEventId(started(state, e.initiatedEventId()));
            case ChildEvent.ChildWorkflowExecutionTimedOut e ->
                e.withStartedEventId(started(state, e.initiatedEventId()));
            case ChildEvent.ChildWorkflowExecutionTerminated e ->
                e.withStartedEventId(started(state, e.initiatedEventId()));
            case ChildEvent.ChildWorkflowExecutionStarted e -> e;
            case ChildEvent.StartChildWorkflowExecutionFailed e -> e;
            case ChildEvent.StartChildWorkflowExecutionInitiated e -> e;
        };
    }

    private static long started(ExecutionState state, long initiatedEventId) {
        return state.children()
                .get(initiatedEventId)
                .map(PendingChild::startedEventId)
                .orElse(0L);
    }

    private static IllegalStateException notFromOutside(ActivityEvent event) {
        return new IllegalStateException("Expected an event from outside, but got " + event);
    }
}
