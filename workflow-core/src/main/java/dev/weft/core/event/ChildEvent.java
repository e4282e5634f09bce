package dev.weft.core.event;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.Failure;
import dev.weft.core.model.ParentClosePolicy;
import dev.weft.core.model.Payload;
import dev.weft.core.model.RetryState;
import dev.weft.core.model.RunSettings;
import dev.weft.core.model.WorkflowIdReusePolicy;
import java.util.List;

/** The life of a child workflow, as its parent's history tells it. */
public sealed interface ChildEvent extends EventAttributes {

    record StartChildWorkflowExecutionInitiated(
            ExecutionKey execution,
            RunSettings settings,
            ParentClosePolicy parentClosePolicy,
            WorkflowIdReusePolicy reusePolicy,
            long workflowTaskCompletedEventId)
            implements ChildEvent {}

    /** The id is taken, by an open run or by the reuse policy. */
    record StartChildWorkflowExecutionFailed(
            ExecutionKey execution, String workflowType, long initiatedEventId, String cause) implements ChildEvent {}

    record ChildWorkflowExecutionStarted(
            ExecutionKey execution, String runId, String workflowType, long initiatedEventId) implements ChildEvent {}

    record ChildWorkflowExecutionCompleted(
            ExecutionKey execution,
            String runId,
            String workflowType,
            long initiatedEventId,
            long startedEventId,
            Payload result)
            implements ChildEvent {
        /** The same once it is known which event told the start; 0 for none. */
        public ChildWorkflowExecutionCompleted withStartedEventId(long eventId) {
            return new ChildWorkflowExecutionCompleted(
                    execution, runId, workflowType, initiatedEventId, eventId, result);
        }
    }

    record ChildWorkflowExecutionFailed(
            ExecutionKey execution,
            String runId,
            String workflowType,
            long initiatedEventId,
            long startedEventId,
            Failure failure,
            RetryState retryState)
            implements ChildEvent {
        /** The same once it is known which event told the start; 0 for none. */
        public ChildWorkflowExecutionFailed withStartedEventId(long eventId) {
            return new ChildWorkflowExecutionFailed(
                    execution, runId, workflowType, initiatedEventId, eventId, failure, retryState);
        }
    }

    record ChildWorkflowExecutionCanceled(
            ExecutionKey execution,
            String runId,
            String workflowType,
            long initiatedEventId,
            long startedEventId,
            List<Payload> details)
            implements ChildEvent {
        /** The same once it is known which event told the start; 0 for none. */
        public ChildWorkflowExecutionCanceled withStartedEventId(long eventId) {
            return new ChildWorkflowExecutionCanceled(
                    execution, runId, workflowType, initiatedEventId, eventId, details);
        }
    }

    record ChildWorkflowExecutionTimedOut(
            ExecutionKey execution,
            String runId,
            String workflowType,
            long initiatedEventId,
            long startedEventId,
            RetryState retryState)
            implements ChildEvent {
        /** The same once it is known which event told the start; 0 for none. */
        public ChildWorkflowExecutionTimedOut withStartedEventId(long eventId) {
            return new ChildWorkflowExecutionTimedOut(
                    execution, runId, workflowType, initiatedEventId, eventId, retryState);
        }
    }

    record ChildWorkflowExecutionTerminated(
            ExecutionKey execution, String runId, String workflowType, long initiatedEventId, long startedEventId)
            implements ChildEvent {
        /** The same once it is known which event told the start; 0 for none. */
        public ChildWorkflowExecutionTerminated withStartedEventId(long eventId) {
            return new ChildWorkflowExecutionTerminated(execution, runId, workflowType, initiatedEventId, eventId);
        }
    }
}
