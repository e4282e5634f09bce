package dev.weft.core.request;

import dev.weft.core.event.ChildEvent;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.ParentClosePolicy;
import dev.weft.core.model.ParentLink;
import dev.weft.core.model.Payload;
import dev.weft.core.model.RunSettings;
import dev.weft.core.model.WorkflowIdReusePolicy;
import java.util.List;
import java.util.Map;

/**
 * Sent by one execution to another. Each is an outbox entry of its sender until the receiver has answered it with an
 * {@code outboxId}.
 */
public sealed interface WorkflowRequest extends RequestBody {

    /** Names the outbox entry that a request belongs to, so that the answer finds it. */
    record Sender(ExecutionKey key, String runId, long outboxId) {}

    /** What a sender keeps in its outbox. */
    sealed interface Owed extends WorkflowRequest {
        Sender sender();
    }

    /** @param runId of the child, derived by the parent so that a repeated start is recognised */
    record StartChild(
            Sender sender,
            String runId,
            RunSettings settings,
            ParentLink parent,
            ExecutionKey root,
            WorkflowIdReusePolicy reusePolicy)
            implements Owed {
        /** The same start of a child that may outlive its parent. */
        public StartChild abandoned() {
            ParentLink link = new ParentLink(
                    parent.execution(), parent.runId(), parent.initiatedEventId(), ParentClosePolicy.ABANDON);
            return new StartChild(sender, runId, settings, link, root, reusePolicy);
        }
    }

    /**
     * @param cause empty when the child has started
     * @param child who answers
     */
    record ChildStartAnswered(
            long outboxId, String runId, long initiatedEventId, String childRunId, String cause, ExecutionKey child)
            implements WorkflowRequest {}

    /** The parent has recorded the start: the child may run its first workflow task. */
    record ReleaseFirstTask(Sender sender, String childRunId) implements Owed {}

    /**
     * The child's chain of runs has ended.
     *
     * @param outcome the parent's event, with {@code startedEventId} still 0
     */
    record ChildClosed(Sender sender, String parentRunId, String childFirstRunId, ChildEvent outcome) implements Owed {}

    /**
     * @param parentRunId the run that closed; a child of another run is left alone
     * @param onlyWaiting leaves a child alone whose start the parent has recorded
     */
    record ApplyParentClose(
            Sender sender, String parentRunId, String childFirstRunId, ParentClosePolicy policy, boolean onlyWaiting)
            implements Owed {}

    record SignalFromWorkflow(
            Sender sender,
            String runId,
            String signalName,
            List<Payload> input,
            Map<String, Payload> header,
            boolean childOnly,
            long initiatedEventId)
            implements Owed {}

    record CancelFromWorkflow(Sender sender, String runId, boolean childOnly, String reason, long initiatedEventId)
            implements Owed {}

    /** @param cause empty when the target took the signal or the cancel request */
    record ExternalAnswered(long outboxId, String runId, long initiatedEventId, String cause)
            implements WorkflowRequest {}

    /**
     * The receiver has dealt with an entry that needs no other answer.
     *
     * @param runId of the sender
     */
    record OutboxAcknowledged(String runId, long outboxId) implements WorkflowRequest {}
}
