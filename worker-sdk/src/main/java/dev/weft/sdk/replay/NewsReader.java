package dev.weft.sdk.replay;

import dev.weft.core.event.ActivityEvent;
import dev.weft.core.event.ChildEvent;
import dev.weft.core.event.ExternalEvent;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.MessageEvent;
import dev.weft.core.event.TimerEvent;
import dev.weft.core.event.WorkflowEvent;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskCompleted;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskFailed;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskScheduled;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskStarted;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskTimedOut;

/** Hands the events that no command led to on to those they concern. */
final class NewsReader {
    private final WorkflowCode code;
    private final Ledger ledger;

    NewsReader(WorkflowCode code, Ledger ledger) {
        this.code = code;
        this.ledger = ledger;
    }

    void read(HistoryEvent event) {
        switch (event.attributes()) {
            case WorkflowEvent.WorkflowExecutionStarted e -> code.started(e);
            case WorkflowEvent.WorkflowExecutionCancelRequested e -> code.cancelRequested(e);
            case MessageEvent.WorkflowExecutionSignaled e -> code.signaled(e);
            case ActivityEvent.ActivityTaskStarted e -> ledger.follows(e.scheduledEventId(), event);
            case ActivityEvent.ActivityTaskCompleted e -> ledger.follows(e.scheduledEventId(), event);
            case ActivityEvent.ActivityTaskFailed e -> ledger.follows(e.scheduledEventId(), event);
            case ActivityEvent.ActivityTaskTimedOut e -> ledger.follows(e.scheduledEventId(), event);
            case ActivityEvent.ActivityTaskCanceled e -> ledger.follows(e.scheduledEventId(), event);
            case TimerEvent.TimerFired e -> ledger.follows(e.startedEventId(), event);
            case ChildEvent.StartChildWorkflowExecutionFailed e -> ledger.follows(e.initiatedEventId(), event);
            case ChildEvent.ChildWorkflowExecutionStarted e -> ledger.follows(e.initiatedEventId(), event);
            case ChildEvent.ChildWorkflowExecutionCompleted e -> ledger.follows(e.initiatedEventId(), event);
            case ChildEvent.ChildWorkflowExecutionFailed e -> ledger.follows(e.initiatedEventId(), event);
            case ChildEvent.ChildWorkflowExecutionCanceled e -> ledger.follows(e.initiatedEventId(), event);
            case ChildEvent.ChildWorkflowExecutionTimedOut e -> ledger.follows(e.initiatedEventId(), event);
            case ChildEvent.ChildWorkflowExecutionTerminated e -> ledger.follows(e.initiatedEventId(), event);
            case ExternalEvent.SignalExternalWorkflowExecutionFailed e -> ledger.follows(e.initiatedEventId(), event);
            case ExternalEvent.ExternalWorkflowExecutionSignaled e -> ledger.follows(e.initiatedEventId(), event);
            case ExternalEvent.RequestCancelExternalWorkflowExecutionFailed e ->
                ledger.follows(e.initiatedEventId(), event);
            case ExternalEvent.ExternalWorkflowExecutionCancelRequested e ->
                ledger.follows(e.initiatedEventId(), event);
            // What remains of a task beside its start and completion, and the ends that code did not ask for.
            case WorkflowTaskScheduled _e -> {}
            case WorkflowTaskFailed _e -> {}
            case WorkflowTaskTimedOut _e -> {}
            case WorkflowEvent.WorkflowExecutionTerminated _e -> {}
            case WorkflowEvent.WorkflowExecutionTimedOut _e -> {}
            case WorkflowEvent.WorkflowExecutionCompleted _e -> {}
            case WorkflowEvent.WorkflowExecutionFailed _e -> {}
            case WorkflowEvent.WorkflowExecutionCanceled _e -> {}
            case WorkflowEvent.WorkflowExecutionContinuedAsNew _e -> {}
            // What the platform alone acts upon.
            case WorkflowEvent.WorkflowExecutionPaused _e -> {}
            case WorkflowEvent.WorkflowExecutionUnpaused _e -> {}
            case MessageEvent.WorkflowExecutionUpdateAdmitted _e -> {}
            case WorkflowTaskStarted _e -> throw misplaced(event);
            case WorkflowTaskCompleted _e -> throw misplaced(event);
            case ActivityEvent.ActivityTaskScheduled _e -> throw misplaced(event);
            case ActivityEvent.ActivityTaskCancelRequested _e -> throw misplaced(event);
            case TimerEvent.TimerStarted _e -> throw misplaced(event);
            case TimerEvent.TimerCanceled _e -> throw misplaced(event);
            case ChildEvent.StartChildWorkflowExecutionInitiated _e -> throw misplaced(event);
            case ExternalEvent.SignalExternalWorkflowExecutionInitiated _e -> throw misplaced(event);
            case ExternalEvent.RequestCancelExternalWorkflowExecutionInitiated _e -> throw misplaced(event);
            case MessageEvent.WorkflowExecutionUpdateAccepted _e -> throw misplaced(event);
            case MessageEvent.WorkflowExecutionUpdateCompleted _e -> throw misplaced(event);
            case MessageEvent.MarkerRecorded _e -> throw misplaced(event);
            case MessageEvent.UpsertWorkflowSearchAttributes _e -> throw misplaced(event);
            case MessageEvent.WorkflowPropertiesModified _e -> throw misplaced(event);
        }
    }

    private static IllegalStateException misplaced(HistoryEvent event) {
        return new IllegalStateException("Expected event " + event.eventId() + " " + event.eventType()
                + " inside the completion of a workflow task, but history has it elsewhere");
    }
}
