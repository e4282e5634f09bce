package dev.weft.matching.queue;

import dev.weft.core.protocol.WorkerProtocol.LogReport;
import dev.weft.core.protocol.WorkerProtocol.PollRequest;
import dev.weft.core.request.Request;
import dev.weft.core.request.WorkerRequest;
import dev.weft.core.task.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Task queues at a time of our own, and the polls that have become ready. */
final class Desk {
    final HeldSpill spill = new HeldSpill();
    final MemoryBudget budget;
    final QueueStatistics statistics = new QueueStatistics();
    final List<String> ready = new ArrayList<>();
    final TaskQueues queues;
    Instant now = Instant.parse("2026-01-01T00:00:00Z");

    Desk() {
        this(QueueLimits.DEFAULT, Long.MAX_VALUE);
    }

    Desk(QueueLimits limits, long bytesOfAllQueues) {
        budget = new MemoryBudget(bytesOfAllQueues);
        queues = new TaskQueues(limits, budget, spill, statistics, now);
    }

    boolean offer(Task task) {
        return queues.offer(task, now);
    }

    void offerAll(List<? extends Task> tasks) {
        tasks.forEach(this::offer);
    }

    /** Begins a poll that is named after its worker once it is ready. */
    Poll poll(PollRequest request) {
        return queues.poll(request, () -> ready.add(request.workerId()), now);
    }

    /** A poll that does not wait. */
    List<Task> pollNow(PollRequest request) {
        return take(poll(request));
    }

    List<Task> take(Poll poll) {
        return queues.take(poll, now);
    }

    void pass(Duration time) {
        now = now.plus(time);
        queues.tick(now);
    }

    void report(WorkerRequest request, Task task) {
        queues.reported(Tasks.NAMESPACE, Tasks.QUEUE, List.of(new LogReport(task.key(), request)), now);
    }

    List<WorkerRequest> requests() {
        List<WorkerRequest> bodies = new ArrayList<>();
        for (Request request : queues.drainRequests()) {
            bodies.add((WorkerRequest) request.body());
        }
        return bodies;
    }
}
