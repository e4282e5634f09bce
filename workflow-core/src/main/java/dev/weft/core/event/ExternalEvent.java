package dev.weft.core.event;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.Payload;
import java.util.List;
import java.util.Map;

/** What a workflow asks of executions that are not its children's starts: signals and cancellations. */
public sealed interface ExternalEvent extends EventAttributes {

    /**
     * @param runId empty for the current run
     * @param childOnly refuse a target that is not a child of this run
     */
    record SignalExternalWorkflowExecutionInitiated(
            ExecutionKey execution,
            String runId,
            String signalName,
            List<Payload> input,
            Map<String, Payload> header,
            boolean childOnly,
            long workflowTaskCompletedEventId)
            implements ExternalEvent {}

    record SignalExternalWorkflowExecutionFailed(
            ExecutionKey execution, String runId, String cause, long initiatedEventId) implements ExternalEvent {}

    record ExternalWorkflowExecutionSignaled(ExecutionKey execution, String runId, long initiatedEventId)
            implements ExternalEvent {}

    record RequestCancelExternalWorkflowExecutionInitiated(
            ExecutionKey execution, String runId, boolean childOnly, String reason, long workflowTaskCompletedEventId)
            implements ExternalEvent {}

    record RequestCancelExternalWorkflowExecutionFailed(
            ExecutionKey execution, String runId, String cause, long initiatedEventId) implements ExternalEvent {}

    record ExternalWorkflowExecutionCancelRequested(ExecutionKey execution, String runId, long initiatedEventId)
            implements ExternalEvent {}
}
