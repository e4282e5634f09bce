package dev.weft.core.state;

import dev.weft.core.model.ExecutionKey;

/**
 * A signal or a cancel request to another execution that is not answered yet.
 *
 * @param signal false for a cancel request
 * @param answered its answer waits in the buffer
 */
public record PendingExternal(
        long initiatedEventId, ExecutionKey execution, String runId, boolean signal, boolean answered) {

    PendingExternal answeredInBuffer() {
        return new PendingExternal(initiatedEventId, execution, runId, signal, true);
    }
}
