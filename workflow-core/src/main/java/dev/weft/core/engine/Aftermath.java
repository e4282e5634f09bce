package dev.weft.core.engine;

import dev.weft.core.event.ChildEvent;
import dev.weft.core.event.EventAttributes;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.MessageEvent.WorkflowExecutionSignaled;
import dev.weft.core.event.MessageEvent.WorkflowExecutionUpdateAccepted;
import dev.weft.core.event.MessageEvent.WorkflowExecutionUpdateAdmitted;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionStarted;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskFailed;
import dev.weft.core.event.WorkflowTaskEvent.WorkflowTaskScheduled;
import dev.weft.core.request.ClientRequest;
import dev.weft.core.state.Limits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What reached a run after a point, and the runs that followed it: signals, updates, and how children ended. A reset
 * applies it again (rule 2.8-5).
 */
final class Aftermath {
    /** @param run to which it happened */
    record Happening(WorkflowExecutionStarted run, EventAttributes attributes) {}

    private final ClientRequest.ResetWorkflow request;
    private final List<Happening> happenings = new ArrayList<>();
    private long messages;
    private WorkflowExecutionStarted lastRun;

    private Aftermath(ClientRequest.ResetWorkflow request, WorkflowExecutionStarted base) {
        this.request = request;
        this.lastRun = base;
    }

    /** Empty when it is too much. */
    static Optional<Aftermath> of(
            RunHistories histories, List<HistoryEvent> base, long fromEventId, ClientRequest.ResetWorkflow request) {
        Aftermath aftermath = new Aftermath(request, RunChain.started(base));
        aftermath.add(base.subList((int) Math.min(fromEventId - 1, base.size()), base.size()));
        List<HistoryEvent> run = base;
        for (int runs = 1; runs <= Limits.REAPPLIED_RUNS && aftermath.isBounded(); runs++) {
            String next = RunChain.nextRunId(run);
            run = next.isEmpty() ? List.of() : histories.of(next);
            if (run.isEmpty()) {
                return Optional.of(aftermath);
            }
            aftermath.lastRun = RunChain.started(run);
            aftermath.add(run.subList(ownFrom(run), run.size()));
        }
        return Optional.empty();
    }

    /** The run that is at the end of all that is known. */
    String lastRunId() {
        return lastRun.runId();
    }

    List<Happening> happenings() {
        return happenings;
    }

    /** Adds what has happened to the last run. */
    void add(List<HistoryEvent> events) {
        for (HistoryEvent event : events) {
            boolean wanted =
                    switch (event.attributes()) {
                        case WorkflowExecutionSignaled signaled -> request.reapplySignals();
                        case WorkflowExecutionUpdateAdmitted admitted -> request.reapplyUpdates();
                        case WorkflowExecutionUpdateAccepted accepted -> request.reapplyUpdates();
                        case ChildEvent child -> ChildHandler.isClose(child);
                        default -> false;
                    };
            if (wanted) {
                happenings.add(new Happening(lastRun, event.attributes()));
                messages += event.attributes() instanceof ChildEvent ? 0 : 1;
            }
        }
    }

    private boolean isBounded() {
        return messages <= Limits.REAPPLIED_MESSAGES;
    }

    /** Index of the first event that a reset has neither copied nor taken over from behind its point. */
    private static int ownFrom(List<HistoryEvent> run) {
        int index = (int) RunChain.started(run).lastCopiedEventId();
        if (index == 0) {
            return 0;
        }
        Instant resetTime = run.get(index).eventTime();
        while (!isReset(run.get(index))) {
            index++;
        }
        while (index < run.size()
                && run.get(index).eventTime().equals(resetTime)
                && !(run.get(index).attributes() instanceof WorkflowTaskScheduled)) {
            index++;
        }
        return index;
    }

    private static boolean isReset(HistoryEvent event) {
        return event.attributes() instanceof WorkflowTaskFailed failed
                && !failed.newRunId().isEmpty();
    }
}
