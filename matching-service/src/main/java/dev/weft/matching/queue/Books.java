package dev.weft.matching.queue;

import dev.weft.core.request.Request;
import dev.weft.core.request.WorkerRequest.ReportActivityStarted;
import dev.weft.core.request.WorkerRequest.ReportWorkflowTaskStarted;
import dev.weft.core.task.QueueName;
import dev.weft.core.task.Task;
import dev.weft.core.task.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What was handed to workers.
 *
 * <pre>
 * handed out --its report--> finished (activities and queries: the id is kept; workflow tasks: forgotten)
 * handed out --claimed on the log--> started (the id is kept)
 * handed out --grace time--> started on the log (the id is kept)
 * handed out --not written to the worker--> back to its queue
 * </pre>
 *
 * A workflow task is forgotten once it is reported, since the next task of a run may have the same id when a
 * speculative one came to nothing; that a workflow task runs twice is harmless. An activity's id stays, so that its
 * attempt does not run again when history, after a takeover, sends what was completed a moment ago.
 */
final class Books {
    private final QueueLimits limits;
    private final Map<TaskId, HandedOut> underWay = new LinkedHashMap<>();
    private final Map<TaskId, Kept> kept = new LinkedHashMap<>();

    Books(QueueLimits limits) {
        this.limits = limits;
    }

    private record HandedOut(Task task, String identity, Instant time) {}

    private record Kept(QueueName queue, Instant since) {}

    /** Whether the task was handed out from the same queue before. */
    boolean knows(Task task) {
        TaskId id = task.id();
        HandedOut current = underWay.get(id);
        if (current != null && current.task.queue().equals(task.queue())) {
            return true;
        }
        Kept past = kept.get(id);
        return past != null && past.queue.equals(task.queue());
    }

    void handedOut(Task task, String identity, Instant now) {
        underWay.put(task.id(), new HandedOut(task, identity, now));
    }

    /** @return whether nothing was heard of the task since it was handed out, so that it may go to another worker */
    boolean takeBack(Task task) {
        return underWay.remove(task.id()) != null;
    }

    /** The task is started on the log already: no need to report it. */
    void started(Task task, Instant now) {
        if (underWay.remove(task.id()) != null) {
            keep(task.id(), task.queue(), now);
        }
    }

    /** An activity or a query was answered. */
    void finished(TaskId id, QueueName queue, Instant now) {
        underWay.remove(id);
        kept.remove(id);
        keep(id, queue, now);
    }

    void forget(TaskId id) {
        underWay.remove(id);
        kept.remove(id);
    }

    /** Reports what has not ended for a while; from then on only its id is kept. */
    List<Request> reportOverdue(Instant now) {
        return report(
                handedOut ->
                        !StartReport.due(handedOut.task, handedOut.time, limits).isAfter(now),
                now);
    }

    /** Reports everything that is under way, since nobody will watch it from here any more. */
    List<Request> reportAll(Instant now) {
        return report(handedOut -> true, now);
    }

    void expire(Instant now) {
        Instant oldest = now.minus(limits.idsRememberedFor());
        Iterator<Kept> candidates = kept.values().iterator();
        while (candidates.hasNext()) {
            if (!candidates.next().since.isBefore(oldest)) {
                return;
            }
            candidates.remove();
        }
    }

    boolean isEmpty() {
        return underWay.isEmpty() && kept.isEmpty();
    }

    private List<Request> report(Predicate<HandedOut> due, Instant now) {
        if (underWay.isEmpty()) {
            return List.of();
        }
        List<Request> reports = new ArrayList<>();
        Iterator<HandedOut> candidates = underWay.values().iterator();
        while (candidates.hasNext()) {
            HandedOut candidate = candidates.next();
            if (!isBeingClaimed(candidate.task) && due.test(candidate)) {
                candidates.remove();
                keep(candidate.task.id(), candidate.task.queue(), now);
                addStart(candidate, reports);
            }
        }
        return reports;
    }

    private void keep(TaskId id, QueueName queue, Instant now) {
        kept.put(id, new Kept(queue, now));
        if (kept.size() > limits.idsRemembered()) {
            Iterator<TaskId> oldest = kept.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    private static boolean isBeingClaimed(Task task) {
        return task instanceof Task.ActivityTask activity && activity.claimRequired();
    }

    private static void addStart(HandedOut handedOut, List<Request> reports) {
        switch (handedOut.task) {
            case Task.WorkflowTask workflow ->
                reports.add(Request.of(
                        workflow.key(),
                        new ReportWorkflowTaskStarted(
                                workflow.runId(),
                                workflow.scheduledEventId(),
                                workflow.attempt(),
                                handedOut.time,
                                handedOut.identity)));
            case Task.ActivityTask activity ->
                reports.add(Request.of(
                        activity.key(),
                        new ReportActivityStarted(
                                activity.runId(),
                                activity.scheduledEventId(),
                                activity.attempt(),
                                handedOut.time,
                                handedOut.identity)));
            case Task.QueryTask query -> {
                // Nothing waits for the start of a query.
            }
        }
    }
}
