package dev.weft.core.state;

import dev.weft.core.event.ActivityEvent;
import dev.weft.core.event.ChildEvent;
import dev.weft.core.event.EventAttributes;
import dev.weft.core.event.ExternalEvent;
import dev.weft.core.event.MessageEvent;
import dev.weft.core.event.TimerEvent;
import dev.weft.core.event.WorkflowEvent;
import dev.weft.core.event.WorkflowTaskEvent;
import dev.weft.core.model.EncodedSize;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.ResetOrigin;

/** How many bytes an event takes in history and in the buffer: never fewer than it does take. */
public final class EventSize {
    /** Kind, id and time of the event, and up to four further numbers. */
    static final long FIXED = 40;

    /** Of the event that begins a run: when it ends, when its first task begins, its attempt, how many origins it has. */
    private static final long STARTED = 2L * EncodedSize.TIME + 2L * EncodedSize.COUNT;

    private EventSize() {}

    public static long of(EventAttributes attributes) {
        return FIXED
                + switch (attributes) {
                    case WorkflowEvent event -> ofWorkflow(event);
                    case WorkflowTaskEvent event -> ofTask(event);
                    case ActivityEvent event -> ofActivity(event);
                    case TimerEvent event -> ofTimer(event);
                    case ChildEvent event -> ofChild(event);
                    case ExternalEvent event -> ofExternal(event);
                    case MessageEvent event -> ofMessage(event);
                };
    }

    private static long ofWorkflow(WorkflowEvent attributes) {
        return switch (attributes) {
            case WorkflowEvent.WorkflowExecutionStarted event -> ofStarted(event);
            case WorkflowEvent.WorkflowExecutionCompleted event ->
                EncodedSize.of(event.result()) + EncodedSize.ofTexts(event.unseenSignals());
            case WorkflowEvent.WorkflowExecutionFailed event ->
                EncodedSize.of(event.failure())
                        + EncodedSize.of(event.newRunId())
                        + EncodedSize.ofTexts(event.unseenSignals());
            case WorkflowEvent.WorkflowExecutionTimedOut event -> EncodedSize.of(event.newRunId());
            case WorkflowEvent.WorkflowExecutionCanceled event ->
                EncodedSize.of(event.details()) + EncodedSize.ofTexts(event.unseenSignals());
            case WorkflowEvent.WorkflowExecutionTerminated event ->
                EncodedSize.of(event.details()) + texts(event.reason(), event.identity(), event.newRunId());
            case WorkflowEvent.WorkflowExecutionContinuedAsNew event ->
                EncodedSize.TIME + EncodedSize.of(event.newRunId()) + EncodedSize.of(event.settings());
            case WorkflowEvent.WorkflowExecutionCancelRequested event ->
                EncodedSize.of(event.externalExecution()) + texts(event.reason(), event.identity());
            case WorkflowEvent.WorkflowExecutionPaused event ->
                texts(event.reason(), event.identity(), event.requestId());
            case WorkflowEvent.WorkflowExecutionUnpaused event ->
                texts(event.reason(), event.identity(), event.requestId());
        };
    }

    private static long ofStarted(WorkflowEvent.WorkflowExecutionStarted event) {
        long sum = STARTED
                + texts(
                        event.runId(),
                        event.firstRunId(),
                        event.originalRunId(),
                        event.continuedRunId(),
                        event.identity(),
                        event.requestId());
        for (ResetOrigin origin : event.origins()) {
            sum += EncodedSize.of(origin.runId()) + EncodedSize.ID;
        }
        return sum
                + EncodedSize.of(event.settings())
                + EncodedSize.of(event.parent())
                + EncodedSize.of(event.root())
                + EncodedSize.of(event.continuedFailure())
                + EncodedSize.of(event.lastCompletionResult());
    }

    private static long ofTask(WorkflowTaskEvent attributes) {
        return switch (attributes) {
            case WorkflowTaskEvent.WorkflowTaskScheduled event -> EncodedSize.of(event.taskQueue());
            case WorkflowTaskEvent.WorkflowTaskStarted event -> 0;
            case WorkflowTaskEvent.WorkflowTaskCompleted event ->
                texts(event.identity(), event.sdkName(), event.sdkVersion()) + EncodedSize.ofTexts(event.sdkFlags());
            case WorkflowTaskEvent.WorkflowTaskTimedOut event -> 0;
            case WorkflowTaskEvent.WorkflowTaskFailed event ->
                EncodedSize.of(event.failure()) + texts(event.identity(), event.baseRunId(), event.newRunId());
        };
    }

    private static long ofActivity(ActivityEvent attributes) {
        return switch (attributes) {
            case ActivityEvent.ActivityTaskScheduled event ->
                texts(event.activityId(), event.activityType(), event.taskQueue())
                        + EncodedSize.of(event.input())
                        + EncodedSize.of(event.header())
                        + EncodedSize.of(event.settings());
            case ActivityEvent.ActivityTaskStarted event ->
                EncodedSize.of(event.lastFailure()) + EncodedSize.of(event.identity());
            case ActivityEvent.ActivityTaskCompleted event ->
                EncodedSize.of(event.result()) + EncodedSize.of(event.identity());
            case ActivityEvent.ActivityTaskFailed event ->
                EncodedSize.of(event.failure()) + EncodedSize.of(event.identity());
            case ActivityEvent.ActivityTaskTimedOut event -> EncodedSize.of(event.failure());
            case ActivityEvent.ActivityTaskCancelRequested event -> 0;
            case ActivityEvent.ActivityTaskCanceled event ->
                EncodedSize.of(event.details()) + EncodedSize.of(event.identity());
        };
    }

    private static long ofTimer(TimerEvent attributes) {
        return switch (attributes) {
            case TimerEvent.TimerStarted event -> EncodedSize.of(event.timerId());
            case TimerEvent.TimerFired event -> EncodedSize.of(event.timerId());
            case TimerEvent.TimerCanceled event -> EncodedSize.of(event.timerId());
        };
    }

    private static long ofChild(ChildEvent attributes) {
        return switch (attributes) {
            case ChildEvent.StartChildWorkflowExecutionInitiated event ->
                EncodedSize.of(event.execution()) + EncodedSize.of(event.settings());
            case ChildEvent.StartChildWorkflowExecutionFailed event ->
                named(event.execution(), event.workflowType(), event.cause());
            case ChildEvent.ChildWorkflowExecutionStarted event ->
                named(event.execution(), event.runId(), event.workflowType());
            case ChildEvent.ChildWorkflowExecutionCompleted event ->
                named(event.execution(), event.runId(), event.workflowType()) + EncodedSize.of(event.result());
            case ChildEvent.ChildWorkflowExecutionFailed event ->
                named(event.execution(), event.runId(), event.workflowType()) + EncodedSize.of(event.failure());
            case ChildEvent.ChildWorkflowExecutionCanceled event ->
                named(event.execution(), event.runId(), event.workflowType()) + EncodedSize.of(event.details());
            case ChildEvent.ChildWorkflowExecutionTimedOut event ->
                named(event.execution(), event.runId(), event.workflowType());
            case ChildEvent.ChildWorkflowExecutionTerminated event ->
                named(event.execution(), event.runId(), event.workflowType());
        };
    }

    private static long ofExternal(ExternalEvent attributes) {
        return switch (attributes) {
            case ExternalEvent.SignalExternalWorkflowExecutionInitiated event ->
                named(event.execution(), event.runId(), event.signalName())
                        + EncodedSize.of(event.input())
                        + EncodedSize.of(event.header());
            case ExternalEvent.SignalExternalWorkflowExecutionFailed event ->
                named(event.execution(), event.runId(), event.cause());
            case ExternalEvent.ExternalWorkflowExecutionSignaled event -> named(event.execution(), event.runId());
            case ExternalEvent.RequestCancelExternalWorkflowExecutionInitiated event ->
                named(event.execution(), event.runId(), event.reason());
            case ExternalEvent.RequestCancelExternalWorkflowExecutionFailed event ->
                named(event.execution(), event.runId(), event.cause());
            case ExternalEvent.ExternalWorkflowExecutionCancelRequested event ->
                named(event.execution(), event.runId());
        };
    }

    private static long ofMessage(MessageEvent attributes) {
        return switch (attributes) {
            case MessageEvent.WorkflowExecutionSignaled event ->
                named(event.externalExecution(), event.signalName(), event.identity(), event.requestId())
                        + EncodedSize.of(event.input())
                        + EncodedSize.of(event.header());
            case MessageEvent.WorkflowExecutionUpdateAdmitted event ->
                texts(event.updateId(), event.updateName())
                        + EncodedSize.of(event.input())
                        + EncodedSize.of(event.header());
            case MessageEvent.WorkflowExecutionUpdateAccepted event ->
                texts(event.updateId(), event.updateName())
                        + EncodedSize.of(event.input())
                        + EncodedSize.of(event.header());
            case MessageEvent.WorkflowExecutionUpdateCompleted event ->
                EncodedSize.of(event.updateId()) + EncodedSize.of(event.result()) + EncodedSize.of(event.failure());
            case MessageEvent.MarkerRecorded event ->
                EncodedSize.of(event.markerName())
                        + EncodedSize.ofLists(event.details())
                        + EncodedSize.of(event.failure());
            case MessageEvent.UpsertWorkflowSearchAttributes event -> EncodedSize.of(event.searchAttributes());
            case MessageEvent.WorkflowPropertiesModified event -> EncodedSize.of(event.upsertedMemo());
        };
    }

    private static long named(ExecutionKey execution, String... texts) {
        return EncodedSize.of(execution) + texts(texts);
    }

    private static long texts(String... texts) {
        long sum = 0;
        for (String text : texts) {
            sum += EncodedSize.of(text);
        }
        return sum;
    }
}
