package dev.weft.testing.platform;

import dev.weft.core.protocol.WorkerProtocol.PollRequest;
import dev.weft.core.protocol.WorkerProtocol.ReportRequest;
import dev.weft.core.protocol.WorkerProtocol.ShutdownRequest;
import dev.weft.core.request.Request;
import dev.weft.core.state.Limits;
import dev.weft.core.task.Task;
import dev.weft.core.task.TaskWithdrawal;
import dev.weft.matching.queue.MemoryBudget;
import dev.weft.matching.queue.Poll;
import dev.weft.matching.queue.QueueLimits;
import dev.weft.matching.queue.QueueStatistics;
import dev.weft.matching.queue.StartReport;
import dev.weft.matching.queue.TaskQueues;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The task queues, and the workers that wait for their tasks. Used under the platform's lock. */
final class TaskDesk {
    /** As in production, but everything stays in memory. */
    private static final QueueLimits LIMITS = new QueueLimits(
            Integer.MAX_VALUE,
            Long.MAX_VALUE / 2,
            QueueLimits.DEFAULT.responseBytes(),
            QueueLimits.DEFAULT.grace(),
            QueueLimits.DEFAULT.stickyIdle(),
            QueueLimits.DEFAULT.stickyReconnect(),
            QueueLimits.DEFAULT.stickyUnknown(),
            QueueLimits.DEFAULT.idsRemembered(),
            QueueLimits.DEFAULT.idsRememberedFor());

    private final Clock clock;
    private final Agenda agenda;
    private final Log log;
    private final TaskQueues queues;
    private final WorkUnderWay work = new WorkUnderWay();
    private final Deque<WaitingPoll> ready = new ArrayDeque<>();

    /** What the desk asks of the log. */
    interface Log {
        void append(Request request);

        /** Whether a task that may start only once may go to this worker. */
        boolean claim(Task.ActivityTask task, String identity);
    }

    TaskDesk(Clock clock, Agenda agenda, Log log) {
        this.clock = clock;
        this.agenda = agenda;
        this.log = log;
        this.queues = new TaskQueues(
                LIMITS,
                new MemoryBudget(Long.MAX_VALUE / 2),
                () -> {
                    throw new IllegalStateException("Expected tasks to stay in memory, but they were spilled");
                },
                new QueueStatistics(),
                clock.instant());
    }

    /** A poll and its answer. On the virtual clock it waits as long as it takes. */
    final class WaitingPoll {
        private final PollRequest request;
        private final CompletableFuture<List<Task>> answer = new CompletableFuture<>();
        private final Poll poll;

        private WaitingPoll(PollRequest request) {
            this.request = request;
            PollRequest patient = new PollRequest(
                    request.namespace(),
                    request.taskQueue(),
                    request.workerId(),
                    request.identity(),
                    request.maximumWorkflowTasks(),
                    request.maximumActivityTasks(),
                    Limits.LONGEST.toMillis(),
                    List.of());
            this.poll = queues.poll(patient, () -> ready.add(this), now());
        }

        CompletableFuture<List<Task>> answer() {
            return answer;
        }

        private void count(boolean begins) {
            if (request.maximumWorkflowTasks() > 0) {
                count(begins, false);
            }
            if (request.maximumActivityTasks() > 0) {
                count(begins, true);
            }
        }

        private void count(boolean begins, boolean activities) {
            if (begins) {
                work.pollBegins(request.namespace(), request.taskQueue(), activities);
            } else {
                work.pollEnds(request.namespace(), request.taskQueue(), activities);
            }
        }
    }

    WorkUnderWay work() {
        return work;
    }

    void offer(Task task) {
        if (queues.offer(task, now())) {
            work.offered(task);
        }
        appendRequests();
    }

    void withdraw(TaskWithdrawal withdrawal) {
        work.withdrawn(queues.withdraw(withdrawal));
    }

    WaitingPoll poll(PollRequest request) {
        WaitingPoll waiting = new WaitingPoll(request);
        waiting.count(true);
        if (waiting.poll.isReady()) {
            ready.add(waiting);
        }
        appendRequests();
        return waiting;
    }

    /** The worker has hung up. */
    void cancel(WaitingPoll waiting) {
        if (!waiting.answer.isDone()) {
            waiting.answer.complete(List.of());
            waiting.count(false);
            queues.cancel(waiting.poll, now());
            appendRequests();
        }
    }

    void reported(ReportRequest request) {
        queues.reported(request.namespace(), request.taskQueue(), request.reports(), now());
        appendRequests();
    }

    void shutDownWorker(ShutdownRequest request) {
        work.serveNoMore(request.namespace(), request.taskQueue());
        queues.shutDownWorker(request.namespace(), request.taskQueue(), request.workerId(), now());
        appendRequests();
    }

    /** Answers the polls that have become ready. */
    void deliver() {
        for (WaitingPoll waiting = ready.poll(); waiting != null; waiting = ready.poll()) {
            if (!waiting.answer.isDone()) {
                List<Task> taken = queues.take(waiting.poll, now());
                appendRequests();
                waiting.count(false);
                work.taken(taken);
                waiting.answer.complete(claimed(taken, waiting.request.identity()));
            }
        }
    }

    private List<Task> claimed(List<Task> taken, String identity) {
        List<Task> granted = new ArrayList<>(taken.size());
        for (Task task : taken) {
            if (task instanceof Task.ActivityTask activity) {
                agenda.at(StartReport.due(activity, now(), LIMITS), this::tick);
                if (!isGranted(activity, identity)) {
                    work.ended(task);
                    continue;
                }
            }
            granted.add(task);
        }
        return granted;
    }

    private boolean isGranted(Task.ActivityTask task, String identity) {
        if (!task.claimRequired()) {
            return true;
        }
        boolean granted = log.claim(task, identity);
        if (granted) {
            queues.claimed(task, now());
        } else {
            queues.claimRefused(task, now());
        }
        return granted;
    }

    private void tick() {
        queues.tick(now());
        appendRequests();
    }

    private void appendRequests() {
        queues.drainRequests().forEach(log::append);
    }

    private Instant now() {
        return clock.instant();
    }
}
