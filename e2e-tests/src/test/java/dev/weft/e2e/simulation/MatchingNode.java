package dev.weft.e2e.simulation;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.protocol.WorkerProtocol.LogReport;
import dev.weft.core.protocol.WorkerProtocol.PollRequest;
import dev.weft.core.protocol.WorkerProtocol.QueryReport;
import dev.weft.core.protocol.WorkerProtocol.Report;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.EngineRequest;
import dev.weft.core.request.ReplyTo;
import dev.weft.core.request.Request;
import dev.weft.core.task.Task;
import dev.weft.core.task.TaskWithdrawal;
import dev.weft.matching.queue.MemoryBudget;
import dev.weft.matching.queue.Poll;
import dev.weft.matching.queue.QueueLimits;
import dev.weft.matching.queue.QueueStatistics;
import dev.weft.matching.queue.StartClaim;
import dev.weft.matching.queue.TaskQueues;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The one owner of all task queues: the real queues, and what a process adds around them. */
final class MatchingNode {
    static final String INSTANCE = "matching";
    private static final Duration TICK = Duration.ofMillis(200);
    private static final Duration CLAIM_TIMEOUT = Duration.ofSeconds(2);

    private final Timeline timeline;
    private final Choice choice;
    private final Faults faults;
    private final SimulatedLog log;
    private final Consumer<QueryReport> answers;
    private final Map<Long, Consumer<Reply>> claims = new HashMap<>();
    private TaskQueues queues;
    private int life;
    private boolean alive = true;
    private long correlations;

    MatchingNode(Timeline timeline, Choice choice, Faults faults, SimulatedLog log, Consumer<QueryReport> answers) {
        this.timeline = timeline;
        this.choice = choice;
        this.faults = faults;
        this.log = log;
        this.answers = answers;
        this.queues = newQueues();
        tick(life);
    }

    private TaskQueues newQueues() {
        return new TaskQueues(
                QueueLimits.DEFAULT,
                new MemoryBudget(Long.MAX_VALUE / 2),
                () -> {
                    throw new IllegalStateException("Expected few enough tasks for memory, but they were spilled");
                },
                new QueueStatistics(),
                timeline.now());
    }

    boolean isAlive() {
        return alive;
    }

    int life() {
        return life;
    }

    void restart(Fault fault) {
        if (!alive) {
            return;
        }
        faults.note(fault);
        if (fault == Fault.MATCHING_RESTART) {
            queues.drop(timeline.now());
            appendRequests();
        }
        alive = false;
        life++;
        claims.clear();
        timeline.after(choice.between(10, 3_000), this::takeOver);
    }

    /** What was waiting here is told again by history. */
    private void takeOver() {
        alive = true;
        life++;
        queues = newQueues();
        for (int partition = 0; partition < log.partitionCount(); partition++) {
            int target = partition;
            Request resend = Request.of(ExecutionKey.NONE, new EngineRequest.ResendTasks(0, 1));
            timeline.after(choice.between(0, 50), () -> log.append(target, resend));
        }
        tick(life);
    }

    private void tick(int born) {
        timeline.after(TICK, () -> {
            if (born == life && alive) {
                queues.tick(timeline.now());
                appendRequests();
                tick(born);
            }
        });
    }

    /** Tasks for a dead instance are lost; its successor asks for them again. */
    void offer(Task task) {
        if (alive) {
            queues.offer(task, timeline.now());
            appendRequests();
        }
    }

    void withdraw(TaskWithdrawal withdrawal) {
        if (alive) {
            queues.withdraw(withdrawal);
        }
    }

    void poll(PollRequest request, Consumer<List<Task>> whenReady) {
        Poll[] poll = new Poll[1];
        int born = life;
        Runnable take = () -> timeline.after(Duration.ZERO, () -> {
            if (born == life && alive) {
                List<Task> tasks = queues.take(poll[0], timeline.now());
                appendRequests();
                claimAndHandOver(tasks, request.identity(), whenReady);
            }
        });
        poll[0] = queues.poll(request, take, timeline.now());
        appendRequests();
        if (poll[0].isReady()) {
            take.run();
        }
    }

    /** A worker of which only the connection is known to be broken. */
    void shutDownWorker(String taskQueue, String workerId) {
        if (alive) {
            queues.shutDownWorker(ExecutionKey.DEFAULT_NAMESPACE, taskQueue, workerId, timeline.now());
            appendRequests();
        }
    }

    private void claimAndHandOver(List<Task> tasks, String identity, Consumer<List<Task>> whenReady) {
        List<Task> ready = new ArrayList<>();
        for (Task task : tasks) {
            if (task instanceof Task.ActivityTask activity && activity.claimRequired()) {
                claim(activity, identity, whenReady);
            } else {
                ready.add(task);
            }
        }
        if (!ready.isEmpty() || tasks.isEmpty()) {
            whenReady.accept(ready);
        }
    }

    private void claim(Task.ActivityTask task, String identity, Consumer<List<Task>> whenReady) {
        StartClaim claim = queues.claim(task, identity, timeline.now());
        claim.sent(CompletableFuture.completedFuture(null));
        long correlation = ++correlations;
        int born = life;
        claims.put(correlation, reply -> {
            claims.remove(correlation);
            switch (reply) {
                case Reply.ClaimGranted granted -> {
                    queues.claimed(task, timeline.now());
                    whenReady.accept(List.of(task));
                }
                case Reply.None unanswered -> {
                    queues.claimUnanswered(task, timeline.now());
                    whenReady.accept(List.of());
                }
                default -> {
                    queues.claimRefused(task, timeline.now());
                    whenReady.accept(List.of());
                }
            }
        });
        Request request = new Request(task.key(), "", new ReplyTo(INSTANCE, correlation), claim.request());
        append(request);
        timeline.after(CLAIM_TIMEOUT, () -> {
            if (born == life && claims.containsKey(correlation)) {
                append(request);
            }
        });
        timeline.after(CLAIM_TIMEOUT.multipliedBy(2), () -> {
            Consumer<Reply> waiting = claims.get(correlation);
            if (born == life && waiting != null) {
                waiting.accept(new Reply.None());
            }
        });
    }

    void answered(ReplyTo replyTo, Reply reply) {
        Consumer<Reply> waiting = claims.get(replyTo.correlationId());
        if (waiting != null) {
            waiting.accept(reply);
        }
    }

    /** What a worker reports reaches the log, in order. */
    void report(String taskQueue, List<Report> reports) {
        queues.reported(ExecutionKey.DEFAULT_NAMESPACE, taskQueue, reports, timeline.now());
        appendRequests();
        for (Report report : reports) {
            switch (report) {
                case LogReport logged -> append(Request.of(logged.key(), logged.request()));
                case QueryReport query -> answers.accept(query);
            }
        }
    }

    private void appendRequests() {
        queues.drainRequests().forEach(this::append);
    }

    private void append(Request request) {
        log.append(request);
        if (faults.strikes(Fault.DUPLICATE_REQUEST, 40)) {
            timeline.after(choice.between(0, 2_000), () -> log.append(request));
        }
    }
}
