package dev.weft.standalone.verify;

import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionStarted;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.state.DeterminedState;
import dev.weft.core.state.HistoryFold;
import dev.weft.schemas.EventBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The history of one run as its rows come, held against what is stored of the run.
 *
 * <pre>
 * FOLDING -- all events that the state has seen   --> DONE
 * FOLDING -- gap, first event of something else   --> BROKEN
 * any     -- a row is deleted                     --> DELETED
 * </pre>
 *
 * What is folded is given up as soon as it is compared.
 */
final class RunCheck {
    private enum Phase {
        FOLDING,
        DONE,
        BROKEN,
        DELETED
    }

    private final ExecutionKey execution;
    private final String runId;
    private final Optional<DeterminedState> stored;
    private final List<Difference> differences = new ArrayList<>(0);
    private Optional<HistoryFold> fold;
    private Phase phase = Phase.FOLDING;
    private long nextEventId = 1;
    private String broken = "";

    private RunCheck(ExecutionKey execution, String runId, Optional<DeterminedState> stored) {
        this.execution = execution;
        this.runId = runId;
        this.stored = stored;
        this.fold = Optional.of(new HistoryFold(execution));
    }

    /** Of a run whose state is stored, as of the event that the state has seen last. */
    static RunCheck current(ExecutionKey execution, DeterminedState stored) {
        return new RunCheck(execution, stored.started().runId(), Optional.of(stored));
    }

    /** Of a run of which state knows only that it is closed. */
    static RunCheck former(ExecutionKey execution, String runId) {
        return new RunCheck(execution, runId, Optional.empty());
    }

    void add(EventBatch batch) {
        if (phase == Phase.DONE) {
            refuseEventsOfAClosedRun(batch);
            return;
        }
        for (HistoryEvent event : batch.events()) {
            // A row that was written again has events that were folded before.
            if (phase == Phase.FOLDING && event.eventId() >= nextEventId) {
                fold(event);
            }
        }
    }

    void unreadable(long firstEventId, String reason) {
        if (phase == Phase.FOLDING && (stored.isEmpty() || firstEventId < end())) {
            breakOff("events that cannot be read from " + firstEventId + " on: " + reason);
        }
    }

    void deleted() {
        phase = Phase.DELETED;
        fold = Optional.empty();
    }

    /** What is wrong for certain. */
    List<Difference> differences() {
        return differences;
    }

    /** What is missing, perhaps because it was deleted after the state was read. */
    Optional<Difference> missing() {
        return switch (phase) {
            case DONE -> Optional.empty();
            case FOLDING ->
                Optional.of(
                        stored.isPresent() || nextEventId == 1
                                ? missing(nextEventId == 1 ? "no event" : "events 1 to " + (nextEventId - 1))
                                : new Difference(execution, runId, "closeStatus", "that the run is closed", "RUNNING"));
            case BROKEN -> Optional.of(missing(broken));
            case DELETED -> Optional.of(missing("that they are deleted"));
        };
    }

    private Difference missing(String instead) {
        String expected = stored.isPresent() ? "events 1 to " + (end() - 1) : "all events of a closed run";
        return new Difference(execution, runId, "history", expected, instead);
    }

    private long end() {
        return stored.map(state -> state.history().nextEventId()).orElse(Long.MAX_VALUE);
    }

    private void fold(HistoryEvent event) {
        if (event.eventId() != nextEventId) {
            String before = nextEventId == 1 ? "no first event" : "events 1 to " + (nextEventId - 1);
            breakOff(before + ", then " + event.eventId());
            return;
        }
        if (nextEventId == 1
                && !(event.attributes() instanceof WorkflowExecutionStarted started
                        && started.runId().equals(runId))) {
            breakOff("a first event that does not start the run: " + event);
            return;
        }
        HistoryFold soFar = fold.orElseThrow();
        soFar.append(event);
        nextEventId++;
        boolean complete =
                stored.isPresent() ? nextEventId == end() : !soFar.state().isOpen();
        if (complete) {
            compare(soFar);
        }
    }

    private void compare(HistoryFold complete) {
        stored.ifPresent(state -> differences.addAll(
                StateComparison.compare(execution, state, complete.state().determinedByHistory())));
        phase = Phase.DONE;
        fold = Optional.empty();
    }

    private void breakOff(String what) {
        broken = what;
        phase = Phase.BROKEN;
        fold = Optional.empty();
    }

    /** Of an open run, these are newer than the state. */
    private void refuseEventsOfAClosedRun(EventBatch batch) {
        boolean closed = stored.map(state -> !state.closeStatus().isOpen()).orElse(true);
        if (closed && batch.lastEventId() >= nextEventId) {
            differences.add(new Difference(
                    execution,
                    runId,
                    "history",
                    "that event " + (nextEventId - 1) + " closed the run",
                    "that event " + batch.lastEventId() + " followed"));
        }
    }
}
