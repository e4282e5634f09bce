package dev.weft.e2e.simulation;

import dev.weft.core.command.Command;
import dev.weft.core.event.ActivityEvent;
import dev.weft.core.event.ChildEvent;
import dev.weft.core.event.EventAttributes;
import dev.weft.core.event.ExternalEvent;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.MessageEvent;
import dev.weft.core.event.TimerEvent;
import dev.weft.core.event.WorkflowEvent;
import dev.weft.core.event.WorkflowTaskEvent;
import dev.weft.core.model.Payload;
import dev.weft.core.task.Task;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A run of a script as a worker keeps it: consumes history in order, replays what was done, and holds every command of
 * the script against the event that history has for it.
 */
final class ScriptRun {
    private final Deque<Command> expected = new ArrayDeque<>();
    private final List<HistoryEvent> ahead = new ArrayList<>();
    private ScriptState script = ScriptState.NONE;
    private long nextEventId = 1;
    private long ranAt;

    /** The cached run does not fit what history says: the worker must begin anew. */
    static final class StaleCacheException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StaleCacheException(String message) {
            super(message);
        }
    }

    /** What the worker answers to a task. */
    record Answer(List<Command> commands, List<String> refusedUpdates) {}

    Answer handle(Task.WorkflowTask task) {
        if (task.startedEventId() < nextEventId) {
            throw new StaleCacheException("Expected a new task, but event " + task.startedEventId() + " was seen");
        }
        consume(task.events());
        if (nextEventId != task.startedEventId() + 1) {
            throw new IllegalStateException("Expected history up to event " + task.startedEventId() + " of "
                    + task.key() + ", but it ends before " + nextEventId);
        }
        List<String> accepted = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (Task.UpdateMessage update : task.updates()) {
            (isAcceptable(update.updateId()) ? accepted : refused).add(update.updateId());
        }
        List<Command> commands = script.run(accepted);
        if (task.speculative() && commands.isEmpty()) {
            // Leaves no trace: both events of the task are forgotten.
            nextEventId = task.scheduledEventId();
            return new Answer(commands, refused);
        }
        expected.addAll(commands);
        ranAt = task.startedEventId();
        return new Answer(commands, refused);
    }

    /** Brings a run up to the end of what is known, to answer a query. */
    void consume(List<HistoryEvent> events) {
        if (!events.isEmpty() && events.getFirst().eventId() > nextEventId) {
            throw new StaleCacheException("Expected event " + nextEventId + ", but history begins with "
                    + events.getFirst().eventId());
        }
        ahead.clear();
        ahead.addAll(events);
        for (HistoryEvent event : events) {
            if (event.eventId() >= nextEventId) {
                if (event.eventId() != nextEventId) {
                    throw new IllegalStateException("Expected event " + nextEventId + ", but got " + event);
                }
                nextEventId++;
                consume(event);
            }
        }
    }

    long nextEventId() {
        return nextEventId;
    }

    int signals() {
        return script.signals();
    }

    static boolean isAcceptable(String updateId) {
        return Math.floorMod(updateId.hashCode(), 3) != 0;
    }

    private void consume(HistoryEvent event) {
        switch (event.attributes()) {
            case WorkflowEvent.WorkflowExecutionStarted started ->
                script = new ScriptState(
                        Script.Plan.parse(text(started.settings().input().getFirst())), started.attempt());
            case WorkflowTaskEvent.WorkflowTaskCompleted completed -> {
                if (completed.startedEventId() != ranAt) {
                    expected.addAll(script.run(acceptedIn(event.eventId())));
                }
                ranAt = 0;
            }
            case WorkflowTaskEvent.WorkflowTaskFailed failed -> wasInVain(failed.startedEventId());
            case WorkflowTaskEvent.WorkflowTaskTimedOut timedOut -> wasInVain(timedOut.startedEventId());
            case WorkflowTaskEvent scheduledOrStarted -> {
                if (ranAt != 0) {
                    throw new StaleCacheException("Expected the end of task " + ranAt + ", but got " + event);
                }
            }
            case WorkflowEvent.WorkflowExecutionCancelRequested requested -> script.cancelRequested();
            case WorkflowEvent closing -> {
                // Matched as far as it came from a command; a run that was ended from outside has no more tasks.
                expected.pollFirst();
            }
            default -> consumeOther(event);
        }
    }

    private void wasInVain(long startedEventId) {
        if (startedEventId == ranAt) {
            throw new StaleCacheException("Expected task " + startedEventId + " to count, but it failed");
        }
    }

    private void consumeOther(HistoryEvent event) {
        if (isCommandEvent(event.attributes())) {
            Command command = expected.pollFirst();
            if (command == null || !fits(command, event.attributes())) {
                throw new IllegalStateException("Expected " + command + ", but history has " + event);
            }
            script.recorded(event);
        } else {
            script.heard(event.attributes());
        }
    }

    private List<String> acceptedIn(long completedEventId) {
        return ahead.stream()
                .map(HistoryEvent::attributes)
                .filter(MessageEvent.WorkflowExecutionUpdateAccepted.class::isInstance)
                .map(MessageEvent.WorkflowExecutionUpdateAccepted.class::cast)
                .filter(accepted -> accepted.workflowTaskCompletedEventId() == completedEventId)
                .map(MessageEvent.WorkflowExecutionUpdateAccepted::updateId)
                .toList();
    }

    private static boolean isCommandEvent(EventAttributes attributes) {
        return attributes instanceof ActivityEvent.ActivityTaskScheduled
                || attributes instanceof ActivityEvent.ActivityTaskCancelRequested
                || attributes instanceof TimerEvent.TimerStarted
                || attributes instanceof TimerEvent.TimerCanceled
                || attributes instanceof ChildEvent.StartChildWorkflowExecutionInitiated
                || attributes instanceof ExternalEvent.SignalExternalWorkflowExecutionInitiated
                || attributes instanceof ExternalEvent.RequestCancelExternalWorkflowExecutionInitiated
                || attributes instanceof MessageEvent.MarkerRecorded
                || attributes instanceof MessageEvent.UpsertWorkflowSearchAttributes
                || attributes instanceof MessageEvent.WorkflowPropertiesModified
                || attributes instanceof MessageEvent.WorkflowExecutionUpdateAccepted
                || attributes instanceof MessageEvent.WorkflowExecutionUpdateCompleted;
    }

    private static boolean fits(Command command, EventAttributes event) {
        return switch (command) {
            case Command.ScheduleActivity c ->
                event instanceof ActivityEvent.ActivityTaskScheduled e
                        && e.activityId().equals(c.activityId());
            case Command.RequestCancelActivity c ->
                event instanceof ActivityEvent.ActivityTaskCancelRequested e
                        && e.scheduledEventId() == c.scheduledEventId();
            case Command.StartTimer c ->
                event instanceof TimerEvent.TimerStarted e && e.timerId().equals(c.timerId());
            case Command.CancelTimer c ->
                event instanceof TimerEvent.TimerCanceled e && e.timerId().equals(c.timerId());
            case Command.StartChildWorkflow c ->
                event instanceof ChildEvent.StartChildWorkflowExecutionInitiated e
                        && e.execution().workflowId().equals(c.workflowId());
            case Command.SignalExternalWorkflow c ->
                event instanceof ExternalEvent.SignalExternalWorkflowExecutionInitiated e
                        && e.signalName().equals(c.signalName());
            case Command.RecordMarker c -> event instanceof MessageEvent.MarkerRecorded;
            case Command.AcceptUpdate c ->
                event instanceof MessageEvent.WorkflowExecutionUpdateAccepted e
                        && e.updateId().equals(c.updateId());
            case Command.CompleteUpdate c ->
                event instanceof MessageEvent.WorkflowExecutionUpdateCompleted e
                        && e.updateId().equals(c.updateId());
            case Command.Closing c -> false;
            case Command.RequestCancelExternalWorkflow c ->
                event instanceof ExternalEvent.RequestCancelExternalWorkflowExecutionInitiated e
                        && e.reason().equals(c.reason());
            case Command.UpsertSearchAttributes c -> event instanceof MessageEvent.UpsertWorkflowSearchAttributes;
            case Command.ModifyProperties c -> event instanceof MessageEvent.WorkflowPropertiesModified;
        };
    }

    static String text(Payload payload) {
        String json = new String(payload.data(), StandardCharsets.UTF_8);
        return json.startsWith("\"") ? json.substring(1, json.length() - 1) : json;
    }
}
