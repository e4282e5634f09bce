package dev.weft.core.state;

import dev.weft.core.event.ChildEvent;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.WorkflowEvent;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionStarted;
import dev.weft.core.model.ExecutionKey;

/** How a child ended, as its parent's history will tell it. */
public final class ChildOutcome {
    private ChildOutcome() {}

    /**
     * The parent's event for the end of the child's chain of runs, with {@code startedEventId} left to the parent.
     *
     * @param last first event of the chain's last run
     * @param close last event of that run
     */
    public static ChildEvent of(ExecutionKey child, WorkflowExecutionStarted last, HistoryEvent close) {
        String runId = last.runId();
        String type = last.settings().workflowType();
        long initiatedId = last.parent().initiatedEventId();
        return switch ((WorkflowEvent) close.attributes()) {
            case WorkflowEvent.WorkflowExecutionCompleted completed ->
                new ChildEvent.ChildWorkflowExecutionCompleted(child, runId, type, initiatedId, 0, completed.result());
            case WorkflowEvent.WorkflowExecutionFailed failed ->
                new ChildEvent.ChildWorkflowExecutionFailed(
                        child, runId, type, initiatedId, 0, failed.failure(), failed.retryState());
            case WorkflowEvent.WorkflowExecutionCanceled canceled ->
                new ChildEvent.ChildWorkflowExecutionCanceled(child, runId, type, initiatedId, 0, canceled.details());
            case WorkflowEvent.WorkflowExecutionTimedOut timedOut ->
                new ChildEvent.ChildWorkflowExecutionTimedOut(
                        child, runId, type, initiatedId, 0, timedOut.retryState());
            case WorkflowEvent.WorkflowExecutionTerminated terminated ->
                new ChildEvent.ChildWorkflowExecutionTerminated(child, runId, type, initiatedId, 0);
            case WorkflowExecutionStarted other -> throw notAnEnd(close);
            case WorkflowEvent.WorkflowExecutionContinuedAsNew other -> throw notAnEnd(close);
            case WorkflowEvent.WorkflowExecutionCancelRequested other -> throw notAnEnd(close);
            case WorkflowEvent.WorkflowExecutionPaused other -> throw notAnEnd(close);
            case WorkflowEvent.WorkflowExecutionUnpaused other -> throw notAnEnd(close);
        };
    }

    private static IllegalStateException notAnEnd(HistoryEvent event) {
        return new IllegalStateException("Expected an event that ends a chain of runs, but got " + event.eventType());
    }
}
