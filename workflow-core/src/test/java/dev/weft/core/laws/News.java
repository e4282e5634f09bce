package dev.weft.core.laws;

import dev.weft.core.event.ActivityEvent;
import dev.weft.core.event.ChildEvent;
import dev.weft.core.event.EventAttributes;
import dev.weft.core.event.ExternalEvent;
import dev.weft.core.event.MessageEvent;
import dev.weft.core.event.TimerEvent;
import dev.weft.core.event.WorkflowEvent;
import dev.weft.core.event.WorkflowTaskEvent;

/** Events from outside, of which workflow code must hear by a workflow task (rules 2.4-1 and 2.4-20). */
final class News {
    private News() {}

    static boolean is(EventAttributes attributes) {
        return switch (attributes) {
            case ActivityEvent.ActivityTaskScheduled event -> false;
            case ActivityEvent.ActivityTaskCancelRequested event -> false;
            case ActivityEvent event -> true;
            case TimerEvent.TimerFired event -> true;
            case TimerEvent event -> false;
            case ChildEvent.StartChildWorkflowExecutionInitiated event -> false;
            case ChildEvent event -> true;
            case ExternalEvent.SignalExternalWorkflowExecutionInitiated event -> false;
            case ExternalEvent.RequestCancelExternalWorkflowExecutionInitiated event -> false;
            case ExternalEvent event -> true;
            case MessageEvent.WorkflowExecutionSignaled event -> true;
            case MessageEvent.WorkflowExecutionUpdateAdmitted event -> true;
            case MessageEvent event -> false;
            case WorkflowEvent.WorkflowExecutionStarted event -> true;
            case WorkflowEvent.WorkflowExecutionCancelRequested event -> true;
            case WorkflowEvent event -> false;
            case WorkflowTaskEvent.WorkflowTaskFailed event -> true;
            case WorkflowTaskEvent.WorkflowTaskTimedOut event -> true;
            case WorkflowTaskEvent event -> false;
        };
    }
}
