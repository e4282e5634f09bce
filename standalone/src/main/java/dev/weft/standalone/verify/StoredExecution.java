package dev.weft.standalone.verify;

import dev.weft.core.state.DeterminedState;
import dev.weft.core.state.ExecutionSnapshot;
import dev.weft.core.state.ExecutionState;
import dev.weft.core.state.RetiredRun;
import java.util.List;

/**
 * What of a stored state can be held against history.
 *
 * @param current of the current run, which has no events when there is none
 * @param formerRuns closed runs that are kept, without the current one
 */
record StoredExecution(DeterminedState current, List<String> formerRuns) {

    static StoredExecution of(ExecutionSnapshot snapshot) {
        DeterminedState current = ExecutionState.restore(snapshot).determinedByHistory();
        List<String> former = snapshot.retired().stream()
                .map(RetiredRun::runId)
                .filter(runId -> !runId.equals(current.started().runId()))
                .toList();
        return new StoredExecution(current, former);
    }

    boolean hasCurrentRun() {
        return !currentRun().isEmpty();
    }

    String currentRun() {
        return current.started().runId();
    }

    boolean knows(String runId) {
        return runId.equals(currentRun()) || formerRuns.contains(runId);
    }
}
