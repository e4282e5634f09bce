package dev.weft.matching.queue;

import dev.weft.core.request.Request;
import dev.weft.core.request.WorkerRequest.ReportActivityStarted;
import dev.weft.core.request.WorkerRequest.ReportWorkflowTaskStarted;
import dev.weft.core.task.QueueName;
import dev.weft.core.task.Task;
import dev.weft.core.task.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What was handed to workers.
 *
 * <pre>
 * handed out --its report--> finished (activities and queries: the id is kept; workflow tasks: forgotten)
 * handed out --claimed on the log--> started (the id is kept)
 * handed out --claim refused--> forgotten, or back to its queue when it was sent again meanwhile
 * handed out --claim unanswered--> back to its queue; the claim is kept
 * handed out --grace time--> started on the log (the id is kept)
 * handed out --not written to the worker--> back to its queue, unless it was withdrawn
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
    private final Map<TaskId, StartClaim> claims = new HashMap<>();

    Books(QueueLimits limits) {
        this.limits = limits;
    }

    /**
     * @param task as it was sent last
     * @param again whether it was sent to its queue anew since it was handed out
     * @param withdrawnUpTo sendings up to then are taken back
     */
    private record HandedOut(Task task, String identity, Instant time, boolean again, Instant withdrawnUpTo) {
        HandedOut sentAgain(Task newer) {
            return new HandedOut(newer, identity, time, true, withdrawnUpTo);
        }

        HandedOut withdrawn(Instant dispatchedUpTo) {
            Instant later = dispatchedUpTo.isAfter(withdrawnUpTo) ? dispatchedUpTo : withdrawnUpTo;
            return new HandedOut(task, identity, time, again, later);
        }

        boolean isWithdrawn() {
            return task instanceof Task.ActivityTask activity
                    && !activity.attemptScheduledTime().isAfter(withdrawnUpTo);
        }
    }

    private record Kept(QueueName queue, Instant since) {}

    /** Whether the task was handed out from the same queue before. Takes note when it was sent anew since then. */
    boolean recognises(Task task) {
        underWay.computeIfPresent(
                task.id(), (id, current) -> isNewer(task, current.task) ? current.sentAgain(task) : current);
        return knows(task);
    }

    private boolean knows(Task task) {
        TaskId id = task.id();
        HandedOut current = underWay.get(id);
        if (current != null && current.task.queue().equals(task.queue())) {
            return true;
        }
        Kept past = kept.get(id);
        return past != null && past.queue.equals(task.queue());
    }

    void handedOut(Task task, String identity, Instant now) {
        underWay.put(task.id(), new HandedOut(task, identity, now, false, Instant.MIN));
    }

    /** What is handed out stays so, but does not come back to its queue. */
    void withdraw(TaskId id, Instant dispatchedUpTo) {
        underWay.computeIfPresent(id, (same, current) -> current.withdrawn(dispatchedUpTo));
    }

    /**
     * The task is out of hand, and no worker has seen it.
     *
     * @return what is to wait for the next worker
     */
    Optional<Task> comeBack(Task task) {
        HandedOut current = underWay.remove(task.id());
        kept.remove(task.id());
        if (current == null) {
            return Optional.of(task);
        }
        if (current.isWithdrawn()) {
            claims.remove(task.id());
            return Optional.empty();
        }
        return Optional.of(current.task);
    }

    /** The claim to make now: the former one while it may be on the log. */
    StartClaim claim(Task.ActivityTask task, String identity, Instant now) {
        return claims.compute(
                task.id(),
                (id, former) -> former != null && former.mayBeOnLog() ? former : new StartClaim(task, identity, now));
    }

    void forgetClaim(TaskId id) {
        claims.remove(id);
    }

    /** @return what was sent to its queue anew while the claim was under way, and may have been sent after the refusal */
    Optional<Task> claimRefused(Task task) {
        claims.remove(task.id());
        HandedOut current = underWay.remove(task.id());
        return current != null && current.again && !current.isWithdrawn()
                ? Optional.of(current.task)
                : Optional.empty();
    }

    /** Whether nothing was heard of the task since it was handed out. */
    boolean isUnderWay(Task task) {
        return underWay.containsKey(task.id());
    }

    /** The task is started on the log already: no need to report it. */
    void started(Task task, Instant now) {
        claims.remove(task.id());
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

    private static boolean isNewer(Task task, Task than) {
        return task instanceof Task.ActivityTask newer
                && than instanceof Task.ActivityTask older
                && newer.attemptScheduledTime().isAfter(older.attemptScheduledTime());
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
