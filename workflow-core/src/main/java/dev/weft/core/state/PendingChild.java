package dev.weft.core.state;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.ParentClosePolicy;

/**
 * A child between its Initiated event and the event that tells how it ended.
 *
 * @param runId first run of the child, chosen by the parent
 * @param startedEventId 0 until the Started event is in history
 * @param startAnswered the child has said whether it started
 * @param finished its close event waits in the buffer
 */
public record PendingChild(
        long initiatedEventId,
        ExecutionKey execution,
        String runId,
        String workflowType,
        ParentClosePolicy closePolicy,
        long startedEventId,
        boolean startAnswered,
        boolean finished) {

    PendingChild started(long eventId) {
        return new PendingChild(initiatedEventId, execution, runId, workflowType, closePolicy, eventId, true, finished);
    }

    PendingChild answered() {
        return new PendingChild(
                initiatedEventId, execution, runId, workflowType, closePolicy, startedEventId, true, finished);
    }

    PendingChild finishedInBuffer() {
        return new PendingChild(
                initiatedEventId, execution, runId, workflowType, closePolicy, startedEventId, startAnswered, true);
    }
}
