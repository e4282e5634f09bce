package dev.weft.core.engine;

import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.RunOutcome;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionStarted;
import dev.weft.core.state.ExecutionState;
import dev.weft.core.state.Limits;
import java.util.List;

/** Runs that follow one another, since one continued as new, was retried, or was reset. */
final class RunChain {
    private RunChain() {}

    /** The history of the closed run that a chain ends with; empty when a run between is no longer kept. */
    static List<HistoryEvent> lastRun(Decision decision, String firstRunId) {
        ExecutionState state = decision.state();
        RunHistories histories = decision.histories();
        boolean current = state.run().started().firstRunId().equals(firstRunId);
        List<HistoryEvent> events = histories.of(current ? state.runId() : firstRunId);
        for (int runs = 1; runs < Limits.REAPPLIED_RUNS; runs++) {
            String next = nextRunId(events);
            if (next.isEmpty()) {
                return events;
            }
            events = histories.of(next);
        }
        return List.of();
    }

    /** The run that goes on where this history ends, empty when none does. */
    static String nextRunId(List<HistoryEvent> events) {
        return events.isEmpty()
                ? ""
                : RunOutcome.of("", events.getLast()).map(RunOutcome::nextRunId).orElse("");
    }

    static WorkflowExecutionStarted started(List<HistoryEvent> events) {
        if (events.getFirst().attributes() instanceof WorkflowExecutionStarted started) {
            return started;
        }
        throw new IllegalStateException("Expected a history to begin with the start of its run, but it begins with "
                + events.getFirst().eventType());
    }
}
