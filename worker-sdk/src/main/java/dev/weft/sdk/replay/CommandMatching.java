package dev.weft.sdk.replay;

import dev.weft.core.command.Command;
import dev.weft.core.event.ActivityEvent;
import dev.weft.core.event.ActivityEvent.ActivityTaskCancelRequested;
import dev.weft.core.event.ActivityEvent.ActivityTaskScheduled;
import dev.weft.core.event.ChildEvent;
import dev.weft.core.event.ChildEvent.StartChildWorkflowExecutionInitiated;
import dev.weft.core.event.EventAttributes;
import dev.weft.core.event.ExternalEvent;
import dev.weft.core.event.ExternalEvent.RequestCancelExternalWorkflowExecutionInitiated;
import dev.weft.core.event.ExternalEvent.SignalExternalWorkflowExecutionInitiated;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.MessageEvent;
import dev.weft.core.event.MessageEvent.MarkerRecorded;
import dev.weft.core.event.MessageEvent.UpsertWorkflowSearchAttributes;
import dev.weft.core.event.MessageEvent.WorkflowExecutionSignaled;
import dev.weft.core.event.MessageEvent.WorkflowExecutionUpdateAccepted;
import dev.weft.core.event.MessageEvent.WorkflowExecutionUpdateCompleted;
import dev.weft.core.event.MessageEvent.WorkflowPropertiesModified;
import dev.weft.core.event.TimerEvent;
import dev.weft.core.event.TimerEvent.TimerCanceled;
import dev.weft.core.event.TimerEvent.TimerStarted;
import dev.weft.core.event.WorkflowEvent;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionCanceled;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionCompleted;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionContinuedAsNew;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionFailed;
import dev.weft.core.event.WorkflowTaskEvent;

/** Which event a command leads to, and what of the two must agree. */
final class CommandMatching {
    private CommandMatching() {}

    /** Whether {@code event} can be what {@code command} led to. */
    static boolean fits(Command command, EventAttributes event) {
        return switch (command) {
            case Command.ScheduleActivity c ->
                event instanceof ActivityTaskScheduled e
                        && e.activityId().equals(c.activityId())
                        && e.activityType().equals(c.activityType());
            case Command.RequestCancelActivity c ->
                event instanceof ActivityTaskCancelRequested e && e.scheduledEventId() == c.scheduledEventId();
            case Command.StartTimer c ->
                event instanceof TimerStarted e && e.timerId().equals(c.timerId());
            case Command.CancelTimer c ->
                event instanceof TimerCanceled e && e.timerId().equals(c.timerId());
            case Command.CompleteWorkflow _c -> event instanceof WorkflowExecutionCompleted;
            case Command.FailWorkflow _c -> event instanceof WorkflowExecutionFailed;
            case Command.CancelWorkflow _c -> event instanceof WorkflowExecutionCanceled;
            case Command.ContinueAsNew _c -> event instanceof WorkflowExecutionContinuedAsNew;
            case Command.StartChildWorkflow c -> fitsChild(c, event);
            case Command.SignalExternalWorkflow c ->
                event instanceof SignalExternalWorkflowExecutionInitiated e
                        && e.execution().equals(c.execution())
                        && e.signalName().equals(c.signalName());
            case Command.RequestCancelExternalWorkflow c ->
                event instanceof RequestCancelExternalWorkflowExecutionInitiated e
                        && e.execution().equals(c.execution());
            case Command.RecordMarker c -> event instanceof MarkerRecorded e && Markers.fits(c, e);
            case Command.UpsertSearchAttributes _c -> event instanceof UpsertWorkflowSearchAttributes;
            case Command.ModifyProperties _c -> event instanceof WorkflowPropertiesModified;
            case Command.AcceptUpdate c ->
                event instanceof WorkflowExecutionUpdateAccepted e
                        && e.updateId().equals(c.updateId());
            case Command.CompleteUpdate c ->
                event instanceof WorkflowExecutionUpdateCompleted e
                        && e.updateId().equals(c.updateId());
        };
    }

    private static boolean fitsChild(Command.StartChildWorkflow command, EventAttributes event) {
        return event instanceof StartChildWorkflowExecutionInitiated e
                && e.settings().workflowType().equals(command.settings().workflowType())
                && (command.workflowId().isEmpty() || e.execution().workflowId().equals(command.workflowId()));
    }

    /** Whether events of this kind are written for commands, inside the completion of a workflow task. */
    static boolean isCommandEvent(EventAttributes event) {
        return switch (event) {
            case ActivityTaskScheduled _e -> true;
            case ActivityTaskCancelRequested _e -> true;
            case ActivityEvent _e -> false;
            case TimerStarted _e -> true;
            case TimerCanceled _e -> true;
            case TimerEvent _e -> false;
            case StartChildWorkflowExecutionInitiated _e -> true;
            case ChildEvent _e -> false;
            case SignalExternalWorkflowExecutionInitiated _e -> true;
            case RequestCancelExternalWorkflowExecutionInitiated _e -> true;
            case ExternalEvent _e -> false;
            case WorkflowExecutionSignaled _e -> false;
            case MessageEvent _e -> true;
            case WorkflowExecutionCompleted _e -> true;
            case WorkflowExecutionFailed e -> e.workflowTaskCompletedEventId() > 0;
            case WorkflowExecutionCanceled e -> e.workflowTaskCompletedEventId() > 0;
            case WorkflowExecutionContinuedAsNew e -> e.workflowTaskCompletedEventId() > 0;
            case WorkflowEvent _e -> false;
            case WorkflowTaskEvent _e -> false;
        };
    }

    /** Whether the event ends the run as a command of that completion asked. */
    static boolean closes(EventAttributes event, long completedEventId) {
        return switch (event) {
            case WorkflowExecutionCompleted e -> e.workflowTaskCompletedEventId() == completedEventId;
            case WorkflowExecutionFailed e -> e.workflowTaskCompletedEventId() == completedEventId;
            case WorkflowExecutionCanceled e -> e.workflowTaskCompletedEventId() == completedEventId;
            default -> false;
        };
    }

    static String describe(HistoryEvent event) {
        return "event " + event.eventId() + " " + event.eventType() + details(event.attributes());
    }

    private static String details(EventAttributes event) {
        return switch (event) {
            case ActivityTaskScheduled e -> activity(e.activityType(), e.activityId());
            case ActivityTaskCancelRequested e -> " (of event " + e.scheduledEventId() + ")";
            case TimerStarted e -> timer(e.timerId(), e.startToFire().toString());
            case TimerCanceled e -> timer(e.timerId(), "");
            case StartChildWorkflowExecutionInitiated e ->
                child(e.settings().workflowType(), e.execution().workflowId());
            case SignalExternalWorkflowExecutionInitiated e ->
                signal(e.signalName(), e.execution().workflowId());
            case RequestCancelExternalWorkflowExecutionInitiated e ->
                " (of workflow " + e.execution().workflowId() + ")";
            case MarkerRecorded e -> Markers.describe(e.markerName(), e.details());
            case WorkflowExecutionUpdateAccepted e -> update(e.updateId());
            case WorkflowExecutionUpdateCompleted e -> update(e.updateId());
            case ActivityEvent _e -> "";
            case TimerEvent _e -> "";
            case ChildEvent _e -> "";
            case ExternalEvent _e -> "";
            case MessageEvent _e -> "";
            case WorkflowEvent _e -> "";
            case WorkflowTaskEvent _e -> "";
        };
    }

    static String describe(Command command) {
        return command.getClass().getSimpleName() + details(command);
    }

    private static String details(Command command) {
        return switch (command) {
            case Command.ScheduleActivity c -> activity(c.activityType(), c.activityId());
            case Command.RequestCancelActivity c -> " (of event " + c.scheduledEventId() + ")";
            case Command.StartTimer c -> timer(c.timerId(), c.startToFire().toString());
            case Command.CancelTimer c -> timer(c.timerId(), "");
            case Command.StartChildWorkflow c -> child(c.settings().workflowType(), c.workflowId());
            case Command.SignalExternalWorkflow c ->
                signal(c.signalName(), c.execution().workflowId());
            case Command.RequestCancelExternalWorkflow c ->
                " (of workflow " + c.execution().workflowId() + ")";
            case Command.RecordMarker c -> Markers.describe(c.markerName(), c.details());
            case Command.AcceptUpdate c -> update(c.updateId());
            case Command.CompleteUpdate c -> update(c.updateId());
            case Command.ContinueAsNew c -> " (as " + c.settings().workflowType() + ")";
            case Command.FailWorkflow c -> " (" + c.failure().message() + ")";
            case Command.CompleteWorkflow _c -> "";
            case Command.CancelWorkflow _c -> "";
            case Command.UpsertSearchAttributes _c -> "";
            case Command.ModifyProperties _c -> "";
        };
    }

    private static String activity(String type, String id) {
        return " (activity " + type + ", id " + id + ")";
    }

    private static String timer(String id, String duration) {
        return " (timer " + id + (duration.isEmpty() ? "" : ", " + duration) + ")";
    }

    private static String child(String type, String workflowId) {
        return " (workflow " + type + (workflowId.isEmpty() ? "" : ", id " + workflowId) + ")";
    }

    private static String signal(String name, String workflowId) {
        return " (signal " + name + " to workflow " + workflowId + ")";
    }

    private static String update(String updateId) {
        return " (update " + updateId + ")";
    }
}
