package dev.weft.matching.queue;

import dev.weft.core.request.Request;
import dev.weft.core.task.QueueName;
import dev.weft.core.task.Task;
import dev.weft.core.task.TaskId;
import dev.weft.core.task.TaskWithdrawal;
import dev.weft.matching.queue.Poll.PollDemand;
import dev.weft.schemas.RosterEntry.QueueSeen;
import dev.weft.schemas.RosterEntry.TaskCounts;
import dev.weft.schemas.RosterEntry.TaskKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A queue that users name, with the sticky queues of its workers. While a poll waits, no task that it could take does.
 */
final class TaskQueue {
    private final QueueName name;
    private final Surroundings surroundings;
    private final Books books;
    private final QueueCounts counts = new QueueCounts();
    private final Backlog workflowTasks;
    private final Backlog activityTasks;
    private final Backlog queries;
    private final Set<Poll> pollsForWorkflowTasks = new LinkedHashSet<>();
    private final Set<Poll> pollsForActivityTasks = new LinkedHashSet<>();
    private final Map<String, StickyWorker> workers = new HashMap<>();
    private final Map<String, EagerClaim> eagerClaims = new HashMap<>();

    TaskQueue(QueueName name, Surroundings surroundings) {
        this.name = name;
        this.surroundings = surroundings;
        this.books = new Books(surroundings.limits());
        this.workflowTasks = surroundings.newBacklog();
        this.activityTasks = surroundings.newBacklog();
        this.queries = surroundings.newBacklog();
    }

    /** What all queues of one owner share. */
    record Surroundings(
            QueueLimits limits,
            MemoryBudget budget,
            Spill spill,
            QueueStatistics statistics,
            Instant ownedSince,
            List<Request> requests) {

        Backlog newBacklog() {
            return new Backlog(limits, budget, spill, statistics);
        }
    }

    QueueName name() {
        return name;
    }

    Books books() {
        return books;
    }

    boolean offer(Task task, Instant now) {
        if (books.recognises(task) || backlogOf(task, now).holds(task)) {
            surroundings.statistics().duplicates.increment();
            return false;
        }
        if (isSticky(task) && !worker(task.queue().stickyId(), now).isAvailable(now)) {
            StickyWorker.addRefusal(task, surroundings.requests());
            surroundings.statistics().stickyGivenUp.increment();
            return true;
        }
        counts.add(task, now);
        if (putAside(task, now)) {
            return true;
        }
        Optional<Poll> poll = waitingPollFor(task, now);
        if (poll.isPresent()) {
            surroundings.statistics().matchedAtOnce.increment();
            assign(task, poll.get(), now);
        } else {
            backlogOf(task, now).addLast(task);
        }
        return true;
    }

    /** Begins to put activities of the run aside, in place of an earlier claim of it. */
    EagerClaim claimEagerly(String runId, String identity, int room) {
        EagerClaim claim = new EagerClaim(this, runId, identity, room);
        eagerClaims.put(runId, claim);
        return claim;
    }

    /** Ends the claim; what was put aside counts as handed out. */
    List<Task> take(EagerClaim claim) {
        eagerClaims.remove(claim.runId(), claim);
        surroundings.statistics().handedOut.add(claim.tasks().size());
        counts.dispatch(claim.tasks());
        return claim.tasks();
    }

    private boolean putAside(Task task, Instant now) {
        EagerClaim claim = eagerClaims.isEmpty() ? null : eagerClaims.get(task.runId());
        if (claim == null || !(task instanceof Task.ActivityTask activity) || !claim.takes(activity)) {
            return false;
        }
        claim.tasks().add(task);
        books.handedOut(task, claim.identity(), now);
        surroundings.statistics().eager.increment();
        return true;
    }

    Poll poll(PollDemand demand, Instant deadline, Runnable onReady, Instant now) {
        Poll poll = new Poll(this, demand, deadline, onReady);
        StickyWorker worker = worker(demand.workerId(), now);
        if (!deadline.isAfter(now) || poll.wantsNothing() || hasTaskFor(poll, worker)) {
            poll.readyAtOnce();
            return poll;
        }
        worker.pollBegan(poll);
        if (poll.maximumWorkflowTasks() > 0) {
            pollsForWorkflowTasks.add(poll);
        }
        if (poll.maximumActivityTasks() > 0) {
            pollsForActivityTasks.add(poll);
        }
        surroundings.statistics().pollsWaiting.increment();
        return poll;
    }

    /** Ends the poll with all that is there for it: its worker's own tasks first, then queries, then the others. */
    List<Task> take(Poll poll, Instant now) {
        if (poll.isEnded()) {
            return List.of();
        }
        StickyWorker worker = worker(poll.workerId(), now);
        stopWaiting(poll);
        worker.pollEnded(poll, now.plus(surroundings.limits().stickyIdle()));
        poll.end();
        Handful handful = new Handful(poll, surroundings.limits().responseBytes());
        for (Backlog backlog : List.of(worker.backlog(), queries, workflowTasks)) {
            handful.fillWithWorkflowTasks(backlog);
        }
        handful.fillWithActivityTasks(activityTasks);
        for (Task task : handful.tasks()) {
            books.handedOut(task, poll.identity(), now);
        }
        surroundings.statistics().handedOut.add(handful.tasks().size());
        counts.dispatch(handful.tasks());
        return handful.tasks();
    }

    /** The worker's connection broke: what was meant for the poll goes to others. */
    void cancel(Poll poll, Instant now) {
        if (poll.isEnded()) {
            return;
        }
        stopWaiting(poll);
        worker(poll.workerId(), now)
                .pollDropped(poll, now, surroundings.limits().stickyReconnect());
        poll.end();
        for (Task task : poll.assigned().reversed()) {
            putBack(task, now);
        }
    }

    /** Puts a task that no worker has seen where it was. */
    void putBack(Task handedOut, Instant now) {
        Optional<Task> back = books.comeBack(handedOut);
        if (back.isPresent()) {
            waitAgain(back.get(), now);
        }
    }

    /** The log refused the start: what was sent before is out of date. */
    void claimRefused(Task task, Instant now) {
        Optional<Task> again = books.claimRefused(task);
        if (again.isPresent()) {
            waitAgain(again.get(), now);
        }
    }

    private void waitAgain(Task task, Instant now) {
        Optional<Poll> poll = waitingPollFor(task, now);
        if (poll.isPresent()) {
            assign(task, poll.get(), now);
        } else if (!backlogOf(task, now).contains(task.id())) {
            backlogOf(task, now).addFirst(task);
        }
    }

    /** Takes back what waits, and lets what is handed out not come back. */
    List<TaskId> withdraw(TaskWithdrawal withdrawal) {
        List<TaskId> removed = new ArrayList<>();
        for (TaskWithdrawal.Attempt attempt : withdrawal.attempts()) {
            TaskId id = withdrawal.id(attempt);
            if (activityTasks.remove(id, withdrawal.dispatchedUpTo())) {
                books.forgetClaim(id);
                removed.add(id);
            } else {
                books.withdraw(id, withdrawal.dispatchedUpTo());
            }
        }
        surroundings.statistics().withdrawn.add(removed.size());
        return removed;
    }

    void shutDownWorker(String workerId, Instant now) {
        StickyWorker worker = workers.get(workerId);
        if (worker == null) {
            return;
        }
        for (Poll poll : worker.waiting()) {
            stopWaiting(poll);
            worker.pollEnded(poll, now);
            poll.becomeReady();
        }
        worker.shutDown();
        giveUpIfGone(worker, now);
    }

    /** Does what has become due, and reports whether tasks were lost that must be sent again. */
    boolean tick(Instant now) {
        endOverduePolls(pollsForWorkflowTasks, now);
        endOverduePolls(pollsForActivityTasks, now);
        surroundings.requests().addAll(books.reportOverdue(now));
        books.expire(now);
        boolean lost = false;
        Iterator<StickyWorker> all = workers.values().iterator();
        while (all.hasNext()) {
            StickyWorker worker = all.next();
            giveUpIfGone(worker, now);
            lost |= worker.backlog().takeDrainedIncomplete();
            if (worker.backlog().isEmpty() && !worker.isAvailable(now)) {
                all.remove();
            }
        }
        return lost
                | workflowTasks.takeDrainedIncomplete()
                | activityTasks.takeDrainedIncomplete()
                | queries.takeDrainedIncomplete();
    }

    /** Another instance owns the queue from now on: workers must ask there. */
    void drop(Instant now) {
        for (StickyWorker worker : workers.values()) {
            for (Poll poll : worker.waiting()) {
                stopWaiting(poll);
                worker.pollEnded(poll, now);
                poll.becomeReady();
            }
            worker.backlog().clear();
        }
        eagerClaims.values().forEach(claim -> claim.tasks().forEach(task -> books.forget(task.id())));
        surroundings.requests().addAll(books.reportAll(now));
        workflowTasks.clear();
        activityTasks.clear();
        queries.clear();
    }

    boolean isIdle() {
        return workers.isEmpty()
                && eagerClaims.isEmpty()
                && books.isEmpty()
                && workflowTasks.isEmpty()
                && activityTasks.isEmpty()
                && queries.isEmpty();
    }

    long size() {
        long sticky = workers.values().stream()
                .mapToLong(worker -> worker.backlog().size())
                .sum();
        return sticky + workflowTasks.size() + activityTasks.size() + queries.size();
    }

    /** What can be told of the queue; tasks that wait for one worker count as workflow tasks. */
    QueueSeen describe(Instant now) {
        List<Backlog> workflow = new ArrayList<>(List.of(workflowTasks));
        workers.values().forEach(worker -> workflow.add(worker.backlog()));
        return new QueueSeen(
                name.namespace(),
                name.taskQueue(),
                counts.since(),
                List.of(
                        describe(TaskKind.WORKFLOW, workflow),
                        describe(TaskKind.ACTIVITY, List.of(activityTasks)),
                        describe(TaskKind.QUERY, List.of(queries))),
                now);
    }

    private TaskCounts describe(TaskKind kind, List<Backlog> backlogs) {
        long waiting = backlogs.stream().mapToLong(Backlog::size).sum();
        Instant oldest = backlogs.stream()
                .map(Backlog::oldestTime)
                .filter(time -> time.isAfter(Instant.EPOCH))
                .min(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        return new TaskCounts(kind, waiting, oldest, counts.added(kind), counts.dispatched(kind));
    }

    private void assign(Task task, Poll poll, Instant now) {
        poll.assigned().add(task);
        books.handedOut(task, poll.identity(), now);
        stopWaiting(poll);
        worker(poll.workerId(), now)
                .pollEnded(poll, now.plus(surroundings.limits().stickyIdle()));
        poll.becomeReady();
    }

    private void stopWaiting(Poll poll) {
        if (poll.isWaiting()) {
            pollsForWorkflowTasks.remove(poll);
            pollsForActivityTasks.remove(poll);
            surroundings.statistics().pollsWaiting.decrement();
        }
    }

    private void endOverduePolls(Set<Poll> polls, Instant now) {
        List<Poll> overdue = new ArrayList<>();
        for (Poll poll : polls) {
            if (!poll.deadline().isAfter(now)) {
                overdue.add(poll);
            }
        }
        for (Poll poll : overdue) {
            stopWaiting(poll);
            worker(poll.workerId(), now)
                    .pollEnded(poll, now.plus(surroundings.limits().stickyIdle()));
            poll.becomeReady();
        }
    }

    private void giveUpIfGone(StickyWorker worker, Instant now) {
        if (!worker.backlog().isEmpty() && !worker.isAvailable(now)) {
            List<Request> givenUp = worker.giveUp();
            surroundings.statistics().stickyGivenUp.add(givenUp.size());
            surroundings.requests().addAll(givenUp);
        }
    }

    private boolean hasTaskFor(Poll poll, StickyWorker worker) {
        boolean workflowTask = !worker.backlog().isEmpty() || !queries.isEmpty() || !workflowTasks.isEmpty();
        return (poll.maximumWorkflowTasks() > 0 && workflowTask)
                || (poll.maximumActivityTasks() > 0 && !activityTasks.isEmpty());
    }

    private Optional<Poll> waitingPollFor(Task task, Instant now) {
        if (isSticky(task)) {
            return worker(task.queue().stickyId(), now).firstPollForWorkflowTasks();
        }
        Set<Poll> polls = task instanceof Task.ActivityTask ? pollsForActivityTasks : pollsForWorkflowTasks;
        return polls.isEmpty() ? Optional.empty() : Optional.of(polls.iterator().next());
    }

    private Backlog backlogOf(Task task, Instant now) {
        return switch (task) {
            case Task.ActivityTask activity -> activityTasks;
            case Task.WorkflowTask workflow
            when isSticky(task) -> worker(task.queue().stickyId(), now).backlog();
            case Task.QueryTask query
            when isSticky(task) -> worker(task.queue().stickyId(), now).backlog();
            case Task.WorkflowTask workflow -> workflowTasks;
            case Task.QueryTask query -> queries;
        };
    }

    private static boolean isSticky(Task task) {
        return task.queue().isSticky() && !(task instanceof Task.ActivityTask);
    }

    private StickyWorker worker(String workerId, Instant now) {
        StickyWorker known = workers.get(workerId);
        if (known == null) {
            Instant availableUntil =
                    surroundings.ownedSince().plus(surroundings.limits().stickyUnknown());
            known = new StickyWorker(surroundings.newBacklog(), availableUntil);
            workers.put(workerId, known);
        }
        return known;
    }
}
