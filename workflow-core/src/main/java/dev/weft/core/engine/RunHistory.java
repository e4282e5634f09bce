package dev.weft.core.engine;

import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.RunOutcome;
import dev.weft.core.event.WorkflowEvent;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionStarted;
import java.util.Optional;

/** The history of one kept run: its ends are known, the rest is read when it is asked for. */
record RunHistory(RunHistories histories, HistoryEvent first, HistoryEvent last) {

    /** Empty when the run is not kept. */
    static Optional<RunHistory> of(RunHistories histories, String runId) {
        return histories
                .event(runId, 1)
                .flatMap(first -> histories.last(runId).map(last -> new RunHistory(histories, first, last)));
    }

    String runId() {
        return started().runId();
    }

    WorkflowExecutionStarted started() {
        return started(first);
    }

    static WorkflowExecutionStarted started(HistoryEvent first) {
        if (first.attributes() instanceof WorkflowExecutionStarted started) {
            return started;
        }
        throw new IllegalStateException(
                "Expected a history to begin with the start of its run, but it begins with " + first.eventType());
    }

    /** How many events there are. */
    long length() {
        return last.eventId();
    }

    /** The run that goes on where this history ends, empty when none does. */
    String nextRunId() {
        return RunOutcome.of("", last).map(RunOutcome::nextRunId).orElse("");
    }

    boolean isClosed() {
        return RunOutcome.of("", last).isPresent();
    }

    /** Whether a command closed the run, so that its last workflow task is part of the close. */
    boolean isClosedByItsCode() {
        return last.attributes() instanceof WorkflowEvent.WorkflowExecutionCompleted
                || last.attributes() instanceof WorkflowEvent.WorkflowExecutionFailed
                || last.attributes() instanceof WorkflowEvent.WorkflowExecutionCanceled
                || last.attributes() instanceof WorkflowEvent.WorkflowExecutionContinuedAsNew;
    }

    Optional<HistoryEvent> event(long eventId) {
        return histories.event(runId(), eventId);
    }

    Iterable<HistoryEvent> events(long fromEventId, long toEventId) {
        return histories.events(runId(), fromEventId, toEventId);
    }
}
