package dev.weft.testing.replay;

import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionStarted;
import dev.weft.core.model.ExecutionKey;
import java.util.List;

/**
 * The history of one run, to be replayed.
 *
 * @param source where it was found, for messages
 * @param events all of them, in order, the run's first one at the beginning
 */
public record RecordedHistory(String source, ExecutionKey key, List<HistoryEvent> events) {

    /** @throws IllegalArgumentException when events are missing */
    public RecordedHistory {
        events = List.copyOf(events);
        if (events.isEmpty() || !(events.getFirst().attributes() instanceof WorkflowExecutionStarted)) {
            throw new IllegalArgumentException("Expected the history of a run in " + source
                    + ", but it does not begin with WorkflowExecutionStarted");
        }
        for (int index = 0; index < events.size(); index++) {
            if (events.get(index).eventId() != index + 1) {
                throw new IllegalArgumentException("Expected event " + (index + 1) + " in " + source
                        + ", but got event " + events.get(index).eventId());
            }
        }
    }

    private WorkflowExecutionStarted started() {
        return (WorkflowExecutionStarted) events.getFirst().attributes();
    }

    public String runId() {
        return started().runId();
    }

    public String workflowType() {
        return started().settings().workflowType();
    }

    /** For people: the type, the workflow's id and the run's. */
    @Override
    public String toString() {
        return workflowType() + " " + key.workflowId() + ", run " + runId() + " (" + source + ")";
    }
}
