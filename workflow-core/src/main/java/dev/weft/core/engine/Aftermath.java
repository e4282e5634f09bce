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
import dev.weft.core.state.EventSize;
import dev.weft.core.state.Limits;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What reached a run after a point, and the runs that followed it: signals, updates, and how children ended that had
 * begun before it. A reset applies it again (rule 2.8-5).
 */
final class Aftermath {
    /** @param run to which it happened */
    record Happening(WorkflowExecutionStarted run, EventAttributes attributes) {}

    private static final long NOT_A_RESET = -1;

    private final ClientRequest.ResetWorkflow request;
    private final WorkflowExecutionStarted base;
    private final long fromEventId;
    private final List<Happening> happenings = new ArrayList<>();
    private long messages;
    private long bytes;
    private long eventsRead;
    private WorkflowExecutionStarted lastRun;

    private Aftermath(ClientRequest.ResetWorkflow request, WorkflowExecutionStarted base, long fromEventId) {
        this.request = request;
        this.base = base;
        this.fromEventId = fromEventId;
        this.lastRun = base;
    }

    /** Empty when it is too much. */
    static Optional<Aftermath> of(RunHistory base, long fromEventId, ClientRequest.ResetWorkflow request) {
        Aftermath aftermath = new Aftermath(request, base.started(), fromEventId);
        aftermath.read(base.events(fromEventId, base.length()).iterator(), base.length() - fromEventId + 1);
        String next = base.nextRunId();
        for (int runs = 1; runs <= Limits.REAPPLIED_RUNS && aftermath.isBounded(); runs++) {
            Optional<RunHistory> run = next.isEmpty() ? Optional.empty() : RunHistory.of(base.histories(), next);
            if (run.isEmpty()) {
                return Optional.of(aftermath);
            }
            aftermath.lastRun = run.get().started();
            aftermath.addOwn(run.get());
            next = run.get().nextRunId();
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

    /** What all of it takes in history. */
    long bytes() {
        return bytes;
    }

    /** Adds what has happened to the last run. */
    void add(List<HistoryEvent> events) {
        events.forEach(this::add);
    }

    private void add(HistoryEvent event) {
        boolean wanted =
                switch (event.attributes()) {
                    case WorkflowExecutionSignaled signaled -> request.reapplySignals();
                    case WorkflowExecutionUpdateAdmitted admitted -> request.reapplyUpdates();
                    case WorkflowExecutionUpdateAccepted accepted -> request.reapplyUpdates();
                    case ChildEvent child -> ChildHandler.isClose(child) && isKept(child);
                    default -> false;
                };
        if (wanted) {
            happenings.add(new Happening(lastRun, event.attributes()));
            messages += event.attributes() instanceof ChildEvent ? 0 : 1;
            bytes += EventSize.of(event.attributes());
        }
    }

    /** Whether the child began before the point, in this run or one that it was copied from. */
    private boolean isKept(ChildEvent close) {
        long initiatedId = ChildHandler.initiatedEventId(close);
        return initiatedId < fromEventId && lastRun.runIdOf(initiatedId).equals(base.runIdOf(initiatedId));
    }

    private boolean isBounded() {
        return messages <= Limits.REAPPLIED_MESSAGES && bytes <= Limits.RESET_BYTES && eventsRead <= Limits.PAST_EVENTS;
    }

    /** Reads no further than it takes to know that it is too much. */
    private void read(Iterator<HistoryEvent> events, long number) {
        eventsRead += Math.max(0, number);
        while (isBounded() && events.hasNext()) {
            add(events.next());
        }
    }

    /** Adds what a run has that a reset has neither copied nor taken over from behind its point. */
    private void addOwn(RunHistory run) {
        long lastCopied = run.started().lastCopiedEventId();
        Iterator<HistoryEvent> events = run.events(lastCopied + 1, run.length()).iterator();
        if (lastCopied > 0) {
            afterReset(events).ifPresent(this::add);
        }
        read(events, run.length() - lastCopied);
    }

    /** The first event after those of the reset that began the run. */
    private static Optional<HistoryEvent> afterReset(Iterator<HistoryEvent> events) {
        HistoryEvent reset = events.next();
        while (ownFromEventId(reset) == NOT_A_RESET) {
            reset = events.next();
        }
        while (events.hasNext()) {
            HistoryEvent event = events.next();
            if (!isOf(reset, event)) {
                return Optional.of(event);
            }
        }
        return Optional.empty();
    }

    /** Where the reset does not tell, as of old: what it wrote has its time, and a workflow task follows. */
    private static boolean isOf(HistoryEvent reset, HistoryEvent event) {
        long ownFrom = ownFromEventId(reset);
        return ownFrom > 0
                ? event.eventId() < ownFrom
                : event.eventTime().equals(reset.eventTime()) && !(event.attributes() instanceof WorkflowTaskScheduled);
    }

    /** 0 where the reset does not tell. */
    private static long ownFromEventId(HistoryEvent event) {
        return event.attributes() instanceof WorkflowTaskFailed failed
                        && !failed.newRunId().isEmpty()
                ? failed.ownFromEventId()
                : NOT_A_RESET;
    }
}
