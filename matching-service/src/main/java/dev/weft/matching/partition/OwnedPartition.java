package dev.weft.matching.partition;

import dev.weft.core.protocol.WorkerProtocol.PollRequest;
import dev.weft.core.protocol.WorkerProtocol.Report;
import dev.weft.core.protocol.WorkerProtocol.ShutdownRequest;
import dev.weft.core.request.Request;
import dev.weft.core.task.QueueName;
import dev.weft.core.task.Task;
import dev.weft.core.task.Task.ActivityTask;
import dev.weft.core.task.TaskWithdrawal;
import dev.weft.matching.queue.EagerClaim;
import dev.weft.matching.queue.Poll;
import dev.weft.matching.queue.StartClaim;
import dev.weft.matching.queue.TaskQueues;
import dev.weft.schemas.RosterEntry.QueueSeen;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * The task queues of one partition while this process owns it. Thread-safe; the lock is held for memory and, rarely, the
 * spill, and never while the log is appended to. After {@link #drop} every call finds nothing and does nothing.
 */
public final class OwnedPartition {
    private final TaskQueues queues;
    private final RequestOutbox outbox;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean dropped;

    OwnedPartition(TaskQueues queues, RequestOutbox outbox, Clock clock) {
        this.queues = queues;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * How a poll began.
     *
     * @param ended whether {@code tasks} are the poll's result; otherwise it waits until it is told to be ready
     */
    public record Begun(Poll poll, boolean ended, List<Task> tasks) {}

    boolean offer(Task task) {
        return locked(false, now -> {
            queues.offer(task, now);
            return true;
        });
    }

    boolean withdraw(TaskWithdrawal withdrawal) {
        return locked(false, now -> {
            queues.withdraw(withdrawal);
            return true;
        });
    }

    /**
     * @param onReady called at most once, on any thread and under the lock: must only arrange for {@link #take}
     * @throws NotOwnedException when another instance owns the partition by now
     */
    public Begun poll(PollRequest request, Runnable onReady) {
        lock.lock();
        List<Request> requests;
        Begun begun;
        try {
            if (dropped) {
                throw new NotOwnedException();
            }
            Instant now = clock.instant();
            Poll poll = queues.poll(request, onReady, now);
            boolean ended = poll.isReady();
            begun = new Begun(poll, ended, ended ? queues.take(poll, now) : List.of());
            requests = queues.drainRequests();
        } finally {
            lock.unlock();
        }
        outbox.append(requests);
        return begun;
    }

    /** What a poll that has become ready gets; nothing when its wait is over. */
    public List<Task> take(Poll poll) {
        return locked(List.of(), now -> queues.take(poll, now));
    }

    /** Empty when another instance owns the partition by now. */
    public Optional<EagerClaim> claimEagerly(QueueName name, String runId, String identity, int room) {
        return locked(Optional.empty(), now -> Optional.of(queues.claimEagerly(name, runId, identity, room)));
    }

    /** What was put aside for the worker; nothing when another instance owns the partition by now. */
    public List<Task> take(EagerClaim claim) {
        return locked(List.of(), now -> queues.take(claim));
    }

    public void cancel(Poll poll) {
        locked(now -> queues.cancel(poll, now));
    }

    public void putBackUnsent(List<Task> tasks) {
        locked(now -> queues.putBackUnsent(tasks, now));
    }

    public void putBackUndelivered(List<Task> tasks) {
        locked(now -> queues.putBackUndelivered(tasks, now));
    }

    public void reported(String namespace, String taskQueue, List<Report> reports) {
        if (!reports.isEmpty()) {
            locked(now -> queues.reported(namespace, taskQueue, reports, now));
        }
    }

    public void shutDownWorker(ShutdownRequest request) {
        locked(now -> queues.shutDownWorker(request.namespace(), request.taskQueue(), request.workerId(), now));
    }

    /** What can be told of up to {@code maximum} queues. */
    List<QueueSeen> describe(int maximum) {
        return locked(List.of(), now -> queues.describe(maximum, now));
    }

    void claimed(Task task) {
        locked(now -> queues.claimed(task, now));
    }

    /** How the task is to be claimed on the log. */
    StartClaim claim(ActivityTask task, String identity) {
        StartClaim whenDropped = new StartClaim(task, identity, clock.instant());
        return locked(whenDropped, now -> queues.claim(task, identity, now));
    }

    void claimRefused(Task task) {
        locked(now -> queues.claimRefused(task, now));
    }

    void claimUnanswered(Task task) {
        locked(now -> queues.claimUnanswered(task, now));
    }

    /** @return whether the spill lost tasks, so that history must send all again */
    boolean tick() {
        return locked(false, now -> {
            queues.tick(now);
            return queues.takeResendNeeded();
        });
    }

    void drop() {
        locked(now -> {
            queues.drop(now);
            dropped = true;
        });
    }

    private void locked(Step step) {
        locked(false, now -> {
            step.at(now);
            return true;
        });
    }

    private <T> T locked(T whenDropped, Function<Instant, T> step) {
        T result;
        List<Request> requests;
        lock.lock();
        try {
            if (dropped) {
                return whenDropped;
            }
            result = step.apply(clock.instant());
            requests = queues.drainRequests();
        } finally {
            lock.unlock();
        }
        outbox.append(requests);
        return result;
    }

    @FunctionalInterface
    private interface Step {
        void at(Instant now);
    }
}
