package dev.weft.core.state;

import dev.weft.core.event.ActivityEvent;
import dev.weft.core.event.ChildEvent;
import dev.weft.core.event.EventAttributes;
import dev.weft.core.event.ExternalEvent;
import dev.weft.core.event.MessageEvent;
import dev.weft.core.event.TimerEvent;
import dev.weft.core.event.WorkflowEvent;
import dev.weft.core.event.WorkflowTaskEvent;
import dev.weft.core.model.Failure;
import dev.weft.core.model.Payload;
import java.util.List;

/** Estimates how many bytes an event adds to history: its payloads, and a constant for the rest. */
final class EventSize {
    private static final long FIXED = 48;

    private EventSize() {}

    static long of(EventAttributes attributes) {
        return FIXED
                + switch (attributes) {
                    case WorkflowEvent event -> ofWorkflow(event);
                    case ActivityEvent event -> ofActivity(event);
                    case ChildEvent event -> ofChild(event);
                    case MessageEvent event -> ofMessage(event);
                    case ExternalEvent.SignalExternalWorkflowExecutionInitiated event -> of(event.input());
                    case ExternalEvent event -> FIXED;
                    case WorkflowTaskEvent.WorkflowTaskFailed event -> of(event.failure());
                    case WorkflowTaskEvent event -> 0;
                    case TimerEvent event -> 0;
                };
    }

    private static long ofWorkflow(WorkflowEvent attributes) {
        return switch (attributes) {
            case WorkflowEvent.WorkflowExecutionStarted event ->
                200 + of(event.settings().input());
            case WorkflowEvent.WorkflowExecutionCompleted event ->
                event.result().size();
            case WorkflowEvent.WorkflowExecutionFailed event -> of(event.failure());
            case WorkflowEvent.WorkflowExecutionCanceled event -> of(event.details());
            case WorkflowEvent.WorkflowExecutionTerminated event -> of(event.details());
            case WorkflowEvent.WorkflowExecutionContinuedAsNew event ->
                200 + of(event.settings().input());
            case WorkflowEvent.WorkflowExecutionTimedOut event -> 0;
            case WorkflowEvent.WorkflowExecutionCancelRequested event ->
                event.reason().length();
            case WorkflowEvent.WorkflowExecutionPaused event -> event.reason().length();
            case WorkflowEvent.WorkflowExecutionUnpaused event -> event.reason().length();
        };
    }

    private static long ofActivity(ActivityEvent attributes) {
        return switch (attributes) {
            case ActivityEvent.ActivityTaskScheduled event -> FIXED + of(event.input());
            case ActivityEvent.ActivityTaskStarted event -> of(event.lastFailure());
            case ActivityEvent.ActivityTaskCompleted event -> event.result().size();
            case ActivityEvent.ActivityTaskFailed event -> of(event.failure());
            case ActivityEvent.ActivityTaskTimedOut event -> of(event.failure());
            case ActivityEvent.ActivityTaskCanceled event -> of(event.details());
            case ActivityEvent.ActivityTaskCancelRequested event -> 0;
        };
    }

    private static long ofChild(ChildEvent attributes) {
        return FIXED
                + switch (attributes) {
                    case ChildEvent.StartChildWorkflowExecutionInitiated event ->
                        of(event.settings().input());
                    case ChildEvent.ChildWorkflowExecutionCompleted event ->
                        event.result().size();
                    case ChildEvent.ChildWorkflowExecutionFailed event -> of(event.failure());
                    case ChildEvent.ChildWorkflowExecutionCanceled event -> of(event.details());
                    case ChildEvent event -> FIXED;
                };
    }

    private static long ofMessage(MessageEvent attributes) {
        return switch (attributes) {
            case MessageEvent.WorkflowExecutionSignaled event -> of(event.input());
            case MessageEvent.WorkflowExecutionUpdateAdmitted event -> of(event.input());
            case MessageEvent.WorkflowExecutionUpdateAccepted event -> of(event.input());
            case MessageEvent.WorkflowExecutionUpdateCompleted event ->
                event.result().size() + of(event.failure());
            case MessageEvent.MarkerRecorded event ->
                event.details().values().stream().mapToLong(EventSize::of).sum() + of(event.failure());
            case MessageEvent.UpsertWorkflowSearchAttributes event ->
                sum(event.searchAttributes().values());
            case MessageEvent.WorkflowPropertiesModified event ->
                sum(event.upsertedMemo().values());
        };
    }

    private static long of(List<Payload> payloads) {
        return sum(payloads);
    }

    private static long sum(Iterable<Payload> payloads) {
        long sum = 0;
        for (Payload payload : payloads) {
            sum += payload.size();
        }
        return sum;
    }

    private static long of(Failure failure) {
        return failure.chain().isEmpty() ? 0 : 200L * failure.chain().size();
    }
}
