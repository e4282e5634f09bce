package dev.weft.core.event;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.Failure;
import dev.weft.core.model.Payload;
import java.util.List;
import java.util.Map;

/** What reaches a run from outside, and what a run notes about itself. */
public sealed interface MessageEvent extends EventAttributes {

    /** @param externalExecution the workflow that sent it, {@link ExecutionKey#NONE} for a client */
    record WorkflowExecutionSignaled(
            String signalName,
            List<Payload> input,
            Map<String, Payload> header,
            String identity,
            ExecutionKey externalExecution,
            String requestId)
            implements MessageEvent {}

    /** An update that a reset took over from the former run: it is delivered again. */
    record WorkflowExecutionUpdateAdmitted(
            String updateId, String updateName, List<Payload> input, Map<String, Payload> header)
            implements MessageEvent {}

    /**
     * The validator let the update pass.
     *
     * @param sequencingEventId the WorkflowTaskStarted event before which the update is delivered on replay
     */
    record WorkflowExecutionUpdateAccepted(
            String updateId,
            String updateName,
            List<Payload> input,
            Map<String, Payload> header,
            long sequencingEventId,
            long workflowTaskCompletedEventId)
            implements MessageEvent {}

    /** @param failure {@link Failure#NONE} when the update succeeded with {@code result} */
    record WorkflowExecutionUpdateCompleted(
            String updateId, long acceptedEventId, Payload result, Failure failure, long workflowTaskCompletedEventId)
            implements MessageEvent {}

    /** A value that workflow code must find again on replay: a side effect, a version, a local activity. */
    record MarkerRecorded(
            String markerName, Map<String, List<Payload>> details, Failure failure, long workflowTaskCompletedEventId)
            implements MessageEvent {}

    record UpsertWorkflowSearchAttributes(Map<String, Payload> searchAttributes, long workflowTaskCompletedEventId)
            implements MessageEvent {}

    record WorkflowPropertiesModified(Map<String, Payload> upsertedMemo, long workflowTaskCompletedEventId)
            implements MessageEvent {}
}
