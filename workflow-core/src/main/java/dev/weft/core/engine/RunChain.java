package dev.weft.core.engine;

import dev.weft.core.state.ExecutionState;
import dev.weft.core.state.Limits;
import java.util.Optional;

/** Runs that follow one another, since one continued as new, was retried, or was reset. */
final class RunChain {
    private RunChain() {}

    /** The closed run that a chain ends with; empty when a run between is no longer kept. */
    static Optional<RunHistory> lastRun(Decision decision, String firstRunId) {
        ExecutionState state = decision.state();
        boolean current = state.run().started().firstRunId().equals(firstRunId);
        Optional<RunHistory> run = RunHistory.of(decision.histories(), current ? state.runId() : firstRunId);
        for (int runs = 1; runs < Limits.REAPPLIED_RUNS; runs++) {
            String next = run.map(RunHistory::nextRunId).orElse("");
            if (next.isEmpty()) {
                return run;
            }
            run = RunHistory.of(decision.histories(), next);
        }
        return Optional.empty();
    }
}
