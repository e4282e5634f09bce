package dev.weft.matching.queue;

import dev.weft.core.request.Request;
import dev.weft.core.request.WorkerRequest.ReportQueryUndelivered;
import dev.weft.core.request.WorkerRequest.ReportStickyUnavailable;
import dev.weft.core.task.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One worker's part of a task queue: its polls and the tasks that only it should get. */
final class StickyWorker {
    private static final int GIVEN_UP_AT_ONCE = 1_000;

    private final Backlog backlog;
    private final Set<Poll> waiting = new LinkedHashSet<>();
    private Instant availableUntil;
    private boolean shutDown;

    StickyWorker(Backlog backlog, Instant availableUntil) {
        this.backlog = backlog;
        this.availableUntil = availableUntil;
    }

    Backlog backlog() {
        return backlog;
    }

    void pollBegan(Poll poll) {
        waiting.add(poll);
    }

    void pollEnded(Poll poll, Instant availableUntil) {
        waiting.remove(poll);
        if (!shutDown && availableUntil.isAfter(this.availableUntil)) {
            this.availableUntil = availableUntil;
        }
    }

    /** A connection broke while it polled: unless another poll waits, the worker has only {@code reconnect} left. */
    void pollDropped(Poll poll, Instant now, Duration reconnect) {
        waiting.remove(poll);
        availableUntil = shutDown ? Instant.EPOCH : now.plus(reconnect);
    }

    /** For good: the polls that end by it do not bring the worker back. */
    void shutDown() {
        shutDown = true;
        availableUntil = Instant.EPOCH;
    }

    boolean isAvailable(Instant now) {
        return !waiting.isEmpty() || availableUntil.isAfter(now);
    }

    List<Poll> waiting() {
        return List.copyOf(waiting);
    }

    Optional<Poll> firstPollForWorkflowTasks() {
        for (Poll poll : waiting) {
            if (poll.maximumWorkflowTasks() > 0) {
                return Optional.of(poll);
            }
        }
        return Optional.empty();
    }

    /** Sends tasks of a worker that is gone back to history, which puts them on the normal queue. */
    List<Request> giveUp() {
        List<Request> requests = new ArrayList<>();
        while (requests.size() < GIVEN_UP_AT_ONCE) {
            Optional<Task> task = backlog.removeFirst();
            if (task.isEmpty()) {
                break;
            }
            addRefusal(task.get(), requests);
        }
        return requests;
    }

    static void addRefusal(Task task, List<Request> requests) {
        switch (task) {
            case Task.WorkflowTask workflow ->
                requests.add(Request.of(
                        workflow.key(),
                        new ReportStickyUnavailable(
                                workflow.runId(), workflow.scheduledEventId(), workflow.attempt())));
            case Task.QueryTask query ->
                requests.add(new Request(
                        query.key(),
                        "",
                        query.replyTo(),
                        new ReportQueryUndelivered(query.runId(), query.queryType(), query.input())));
            case Task.ActivityTask activity ->
                throw new IllegalStateException("Expected no activity on a sticky queue, but got " + activity.id());
        }
    }
}
