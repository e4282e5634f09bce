package dev.weft.standalone.verify;

import dev.weft.core.model.ExecutionKey;
import dev.weft.schemas.EventBatch;
import dev.weft.schemas.routing.HistoryKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Holds some executions of a partition against their histories. Is told all states first, then all rows of history,
 * each in the order of its log; then, if there are doubts, the states that were written meanwhile.
 *
 * <p>What a state has seen never changes in history, so a comparison is right whenever the state was written. Only what
 * is missing on one side may have been deleted or begun since: such findings are doubts until newer states are known.
 */
final class SliceCheck {
    private record Run(ExecutionKey execution, String runId) {}

    /** A run that no state knows. */
    private static final class Stray {
        final long firstOffset;
        int rows;

        Stray(long firstOffset) {
            this.firstOffset = firstOffset;
        }
    }

    private record Doubt(Difference difference, boolean runIsStored) {}

    private final long settledOffset;
    private final Consumer<Difference> found;
    private final Map<ExecutionKey, StoredExecution> executions = new HashMap<>();
    private final Set<ExecutionKey> unreadable = new HashSet<>();
    private final Map<Run, RunCheck> runs = new HashMap<>();
    private final Map<Run, Stray> strays = new HashMap<>();
    private final Map<ExecutionKey, List<Doubt>> doubts = new HashMap<>();
    private long events;
    private long differences;

    /** @param settledOffset rows of history below it were committed before the reading of states began */
    SliceCheck(long settledOffset, Consumer<Difference> found) {
        this.settledOffset = settledOffset;
        this.found = found;
    }

    /** A newer state takes the place of an older one. */
    void stored(ExecutionKey execution, StoredExecution state) {
        unreadable.remove(execution);
        executions.put(execution, state);
    }

    void forgotten(ExecutionKey execution) {
        unreadable.remove(execution);
        executions.remove(execution);
    }

    void unreadableState(ExecutionKey execution, String reason) {
        executions.remove(execution);
        unreadable.add(execution);
        report(new Difference(execution, "", "state", "what cannot be read: " + reason, "nothing of it"));
    }

    void events(long offset, EventBatch batch) {
        events += batch.events().size();
        check(new Run(batch.key(), batch.runId()), offset).ifPresent(run -> run.add(batch));
    }

    void unreadableEvents(long offset, HistoryKey row, String reason) {
        check(new Run(row.key(), row.runId()), offset).ifPresent(run -> run.unreadable(row.firstEventId(), reason));
    }

    void deletedEvents(HistoryKey row) {
        Run run = new Run(row.key(), row.runId());
        Optional.ofNullable(runs.get(run)).ifPresent(RunCheck::deleted);
        Stray stray = strays.get(run);
        if (stray != null && --stray.rows == 0) {
            strays.remove(run);
        }
    }

    /** All rows have been told: reports what is certain. */
    void finish() {
        executions.forEach((execution, state) -> {
            if (state.hasCurrentRun()) {
                finish(execution, state, state.currentRun());
            }
            state.formerRuns().forEach(runId -> finish(execution, state, runId));
        });
        strays.forEach((run, stray) -> {
            if (stray.firstOffset < settledOffset && !unreadable.contains(run.execution())) {
                doubt(
                        new Difference(
                                run.execution(),
                                run.runId(),
                                "run",
                                "nothing of it",
                                "that it has events (rows: " + stray.rows + ")"),
                        false);
            }
        });
    }

    private void finish(ExecutionKey execution, StoredExecution state, String runId) {
        RunCheck check = runs.computeIfAbsent(new Run(execution, runId), run -> newCheck(run, state));
        check.differences().forEach(this::report);
        check.missing().ifPresent(difference -> doubt(difference, true));
    }

    private void doubt(Difference difference, boolean runIsStored) {
        doubts.computeIfAbsent(difference.execution(), unseen -> new ArrayList<>())
                .add(new Doubt(difference, runIsStored));
    }

    boolean hasDoubts() {
        return !doubts.isEmpty();
    }

    boolean doubts(ExecutionKey execution) {
        return doubts.containsKey(execution);
    }

    /** What was missing of a run may have been deleted with it, and a run that no state knew may have been begun. */
    void storedLater(ExecutionKey execution, StoredExecution newer) {
        doubts.computeIfPresent(execution, (key, all) -> {
            List<Doubt> left = all.stream()
                    .filter(doubt -> doubt.runIsStored()
                            && newer.knows(doubt.difference().runId()))
                    .toList();
            return left.isEmpty() ? null : new ArrayList<>(left);
        });
    }

    void forgottenLater(ExecutionKey execution) {
        doubts.remove(execution);
    }

    /** Reports the doubts that are left. */
    void settleDoubts() {
        doubts.values().forEach(all -> all.forEach(doubt -> report(doubt.difference())));
        doubts.clear();
    }

    Summary summary() {
        return new Summary(executions.size(), runs.size(), events, differences);
    }

    private void report(Difference difference) {
        differences++;
        found.accept(difference);
    }

    private Optional<RunCheck> check(Run run, long offset) {
        StoredExecution state = executions.get(run.execution());
        if (state == null || !state.knows(run.runId())) {
            strays.computeIfAbsent(run, unseen -> new Stray(offset)).rows++;
            return Optional.empty();
        }
        return Optional.of(runs.computeIfAbsent(run, unseen -> newCheck(run, state)));
    }

    private static RunCheck newCheck(Run run, StoredExecution state) {
        return run.runId().equals(state.currentRun())
                ? RunCheck.current(run.execution(), state.current())
                : RunCheck.former(run.execution(), run.runId());
    }
}
