package dev.weft.matching.queue;

import dev.weft.core.protocol.WorkerProtocol.LogReport;
import dev.weft.core.protocol.WorkerProtocol.PollRequest;
import dev.weft.core.protocol.WorkerProtocol.QueryReport;
import dev.weft.core.protocol.WorkerProtocol.Report;
import dev.weft.core.request.Request;
import dev.weft.core.request.WorkerRequest;
import dev.weft.core.task.QueueName;
import dev.weft.core.task.Task;
import dev.weft.core.task.TaskId;
import dev.weft.core.task.TaskWithdrawal;
import dev.weft.matching.queue.Poll.PollDemand;
import dev.weft.schemas.RosterEntry.QueueSeen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The task queues of one partition of the task topic: matches tasks with polls, first come, first served. Everything in
 * here is derived and may be dropped at any time.
 *
 * <p>No I/O but the spill, no threads, no clock: every call is told the time. Not thread-safe. Requests that follow from
 * a call are kept until {@link #drainRequests}; each is harmless when repeated.
 */
public final class TaskQueues {
    private final TaskQueue.Surroundings surroundings;
    private final List<Request> requests = new ArrayList<>();
    private final Map<QueueName, TaskQueue> queues = new HashMap<>();
    private boolean resendNeeded;

    /** @param ownedSince when this owner began: workers unknown since then are given a moment to appear */
    public TaskQueues(
            QueueLimits limits, MemoryBudget budget, Spill spill, QueueStatistics statistics, Instant ownedSince) {
        this.surroundings = new TaskQueue.Surroundings(limits, budget, spill, statistics, ownedSince, requests);
    }

    /**
     * Hands the task to a waiting poll or lets it wait.
     *
     * @return false when the task is known already, and ignored
     */
    public boolean offer(Task task, Instant now) {
        return queue(task.queue().normal()).offer(task, now);
    }

    /**
     * Takes back what waits for a worker; what a worker has got already runs.
     *
     * @return what was taken back
     */
    public List<TaskId> withdraw(TaskWithdrawal withdrawal) {
        TaskQueue known = queues.get(withdrawal.queue().normal());
        return known == null ? List.of() : known.withdraw(withdrawal);
    }

    /**
     * Begins a poll. When it is ready at once, {@code onReady} is not called; otherwise it is called once, inside
     * another call of this object, and must only note that the poll is to be taken.
     */
    public Poll poll(PollRequest request, Runnable onReady, Instant now) {
        QueueName name = new QueueName(request.namespace(), request.taskQueue(), "");
        PollDemand demand = new PollDemand(
                request.workerId(), request.identity(), request.maximumWorkflowTasks(), request.maximumActivityTasks());
        return queue(name).poll(demand, now.plusMillis(request.waitMillis()), onReady, now);
    }

    /** Ends a poll with all that is there for it, perhaps nothing; the tasks count as handed out. */
    public List<Task> take(Poll poll, Instant now) {
        return poll.queue().take(poll, now);
    }

    /** Puts activities of a run aside for the worker whose report may lead to them, until {@link #take(EagerClaim)}. */
    public EagerClaim claimEagerly(QueueName name, String runId, String identity, int room) {
        return queue(name).claimEagerly(runId, identity, room);
    }

    /** Ends the claim with what was put aside; the tasks count as handed out. */
    public List<Task> take(EagerClaim claim) {
        return claim.queue().take(claim);
    }

    /** Ends a poll whose connection broke before it was taken. */
    public void cancel(Poll poll, Instant now) {
        poll.queue().cancel(poll, now);
    }

    /** Tasks that were taken, but of which nothing was written to the worker, go back to the front. */
    public void putBackUnsent(List<Task> tasks, Instant now) {
        for (Task task : tasks.reversed()) {
            queue(task.queue().normal()).putBack(task, now);
        }
    }

    /**
     * Tasks whose response could not be written to its end: the worker may have got them. What it has not reported goes
     * back to the front, unless it must never start twice.
     */
    public void putBackUndelivered(List<Task> tasks, Instant now) {
        for (Task task : tasks.reversed()) {
            TaskQueue queue = queue(task.queue().normal());
            if (queue.books().isUnderWay(task)) {
                queue.putBack(task, now);
            }
        }
    }

    /** How a task that was handed out, and may start only once, is to be claimed on the log. */
    public StartClaim claim(Task.ActivityTask task, String identity, Instant now) {
        return queue(task.queue().normal()).books().claim(task, identity, now);
    }

    /** The log granted the start of a task that may start only once. */
    public void claimed(Task task, Instant now) {
        queue(task.queue().normal()).books().started(task, now);
    }

    /** The log refused the start: the task is out of date, unless it was sent to its queue anew meanwhile. */
    public void claimRefused(Task task, Instant now) {
        queue(task.queue().normal()).claimRefused(task, now);
    }

    /** Nobody knows whether the log granted the start: the next worker's poll finds out, with the same claim. */
    public void claimUnanswered(Task task, Instant now) {
        queue(task.queue().normal()).putBack(task, now);
    }

    /** Tasks that these reports finish are no longer under way. */
    public void reported(String namespace, String taskQueue, List<Report> reports, Instant now) {
        TaskQueue queue = queue(new QueueName(namespace, taskQueue, ""));
        for (Report report : reports) {
            switch (report) {
                case LogReport log -> reported(queue, log.request(), now);
                case QueryReport query ->
                    queue.books()
                            .finished(
                                    new TaskId(
                                            query.replyTo().instance(),
                                            query.replyTo().correlationId(),
                                            0),
                                    queue.name(),
                                    now);
            }
        }
    }

    /** The worker takes no more tasks: its polls end, its sticky tasks go elsewhere. */
    public void shutDownWorker(String namespace, String taskQueue, String workerId, Instant now) {
        queue(new QueueName(namespace, taskQueue, "")).shutDownWorker(workerId, now);
    }

    /** Does what has become due. To be called several times a second. */
    public void tick(Instant now) {
        Iterator<TaskQueue> all = queues.values().iterator();
        while (all.hasNext()) {
            TaskQueue queue = all.next();
            resendNeeded |= queue.tick(now);
            if (queue.isIdle()) {
                all.remove();
            }
        }
    }

    /** Another instance owns the partition from now on: polls end empty, tasks are forgotten, starts are reported. */
    public void drop(Instant now) {
        for (TaskQueue queue : queues.values()) {
            queue.drop(now);
        }
        queues.clear();
    }

    /** Requests to append, in order. */
    public List<Request> drainRequests() {
        if (requests.isEmpty()) {
            return List.of();
        }
        List<Request> drained = List.copyOf(requests);
        requests.clear();
        return drained;
    }

    /** @return whether the spill lost tasks, so that history must send everything again; told once */
    public boolean takeResendNeeded() {
        boolean needed = resendNeeded;
        resendNeeded = false;
        return needed;
    }

    /** Tasks that wait, the sticky ones of its workers included. */
    public long waiting(QueueName name) {
        TaskQueue queue = queues.get(name.normal());
        return queue == null ? 0 : queue.size();
    }

    /** What can be told of up to {@code maximum} queues: those that have tasks or are polled. */
    public List<QueueSeen> describe(int maximum, Instant now) {
        return queues.values().stream()
                .limit(maximum)
                .map(queue -> queue.describe(now))
                .toList();
    }

    /** Task queues with anything in them. */
    public int size() {
        return queues.size();
    }

    private TaskQueue queue(QueueName name) {
        TaskQueue known = queues.get(name);
        if (known == null) {
            known = new TaskQueue(name, surroundings);
            queues.put(name, known);
        }
        return known;
    }

    private static void reported(TaskQueue queue, WorkerRequest request, Instant now) {
        switch (request) {
            case WorkerRequest.CompleteWorkflowTask task ->
                queue.books().forget(new TaskId(task.runId(), task.scheduledEventId(), task.attempt()));
            case WorkerRequest.FailWorkflowTask task ->
                queue.books().forget(new TaskId(task.runId(), task.scheduledEventId(), task.attempt()));
            case WorkerRequest.CompleteActivityTask task ->
                finished(queue, new TaskId(task.runId(), task.scheduledEventId(), task.attempt()), now);
            case WorkerRequest.FailActivityTask task ->
                finished(queue, new TaskId(task.runId(), task.scheduledEventId(), task.attempt()), now);
            case WorkerRequest.ReportActivityCanceled task ->
                finished(queue, new TaskId(task.runId(), task.scheduledEventId(), task.attempt()), now);
            case WorkerRequest.ReportWorkflowTaskStarted unfinished -> {}
            case WorkerRequest.ReportStickyUnavailable unfinished -> {}
            case WorkerRequest.ClaimActivityTask unfinished -> {}
            case WorkerRequest.ReportActivityStarted unfinished -> {}
            case WorkerRequest.RecordActivityHeartbeat unfinished -> {}
            case WorkerRequest.ReportQueryUndelivered unfinished -> {}
        }
    }

    private static void finished(TaskQueue queue, TaskId id, Instant now) {
        queue.books().finished(id, queue.name(), now);
    }
}
