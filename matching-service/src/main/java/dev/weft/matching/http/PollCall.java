package dev.weft.matching.http;

import dev.weft.core.protocol.WorkerProtocol.PollRequest;
import dev.weft.core.protocol.WorkerProtocol.PollResponse;
import dev.weft.core.task.QueueName;
import dev.weft.core.task.Task;
import dev.weft.matching.partition.Claims;
import dev.weft.matching.partition.NotOwnedException;
import dev.weft.matching.partition.OwnedPartition;
import dev.weft.matching.partition.OwnedPartition.Begun;
import dev.weft.matching.queue.Poll;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker polls: what it brings is appended, then it waits where its queue is owned, then it gets what is there. All on
 * one event loop; only {@link #becameReady} is called from elsewhere.
 */
final class PollCall {
    private static final Logger LOG = LoggerFactory.getLogger(PollCall.class);
    private static final long OWNER_LOOKUP_MILLIS = 100;
    private static final Duration FORWARD_MARGIN = Duration.ofSeconds(10);

    private final WorkerEndpoint endpoint;
    private final Exchange exchange;
    private final PollRequest request;
    private long waitLeftMillis;
    private boolean reportsAppended;
    private @Nullable Poll poll;

    PollCall(WorkerEndpoint endpoint, Exchange exchange, PollRequest request) {
        this.endpoint = endpoint;
        this.exchange = exchange;
        this.waitLeftMillis = Math.min(
                request.waitMillis(),
                endpoint.service().config().http().pollWait().toMillis());
        this.request = request;
        this.reportsAppended = request.reports().isEmpty();
    }

    void place() {
        if (exchange.isOver()) {
            return;
        }
        switch (endpoint.placement().find(request.namespace(), request.taskQueue(), exchange.isForwarded())) {
            case Placement.Here here -> appendReports(here.partition());
            case Placement.There there ->
                endpoint.forwarder()
                        .forward(
                                there.endpoint(),
                                exchange,
                                FORWARD_MARGIN.plusMillis(waitLeftMillis),
                                this::lookForOwner);
            case Placement.Nowhere nowhere -> lookForOwner();
        }
    }

    /**
     * Appends the reports here, so that they do not wait with the poll, and tries to place it again in a moment. A poll
     * that had brought reports or came from another instance is answered instead: it cannot be passed on as it is.
     */
    private void lookForOwner() {
        if (!reportsAppended) {
            append(this::lookForOwner);
        } else if (waitLeftMillis <= OWNER_LOOKUP_MILLIS
                || exchange.isForwarded()
                || !request.reports().isEmpty()) {
            exchange.runAfter(Math.max(1, Math.min(waitLeftMillis, OWNER_LOOKUP_MILLIS)), this::answerNothing);
        } else {
            waitLeftMillis -= OWNER_LOOKUP_MILLIS;
            exchange.runAfter(OWNER_LOOKUP_MILLIS, this::place);
        }
    }

    private void appendReports(OwnedPartition partition) {
        if (reportsAppended) {
            begin(partition);
            return;
        }
        append(() -> {
            partition.reported(request.namespace(), request.taskQueue(), request.reports());
            begin(partition);
        });
    }

    private void append(Runnable whenDurable) {
        long timer = exchange.runAfter(endpoint.answerWait().toMillis(), () -> exchange.refuse(ReportCall.logAway()));
        endpoint.service()
                .reports()
                .take(request.reports(), exchange.body().length())
                .whenComplete((done, failure) -> exchange.run(() -> {
                    exchange.cancelTimer(timer);
                    if (failure != null) {
                        LOG.debug("Reports were not acknowledged", failure);
                        exchange.refuse(ReportCall.logAway());
                    } else {
                        reportsAppended = true;
                        whenDurable.run();
                    }
                }));
    }

    private void begin(OwnedPartition partition) {
        if (exchange.isOver()) {
            return;
        }
        Begun begun;
        try {
            begun = partition.poll(withWait(), () -> becameReady(partition));
        } catch (NotOwnedException moved) {
            lookForOwner();
            return;
        }
        poll = begun.poll();
        if (request.maximumWorkflowTasks() > 0) {
            QueueName queue = new QueueName(request.namespace(), request.taskQueue(), "");
            endpoint.service().newcomers().polls(queue, request.workerId());
        }
        if (begun.ended()) {
            deliver(begun.tasks(), partition);
        } else {
            exchange.whenClosed(() -> partition.cancel(begun.poll()));
        }
    }

    private void becameReady(OwnedPartition partition) {
        exchange.run(() -> {
            Poll ready = poll;
            if (ready == null) {
                throw new IllegalStateException("Expected a poll to be known before it becomes ready");
            }
            if (exchange.isOver()) {
                partition.cancel(ready);
            } else {
                deliver(partition.take(ready), partition);
            }
        });
    }

    private void deliver(List<Task> tasks, OwnedPartition partition) {
        if (!Claims.areNeeded(tasks)) {
            answer(tasks, partition);
            return;
        }
        endpoint.service()
                .claims()
                .claim(tasks, request.identity(), partition)
                .whenComplete((granted, failure) -> exchange.run(() -> {
                    if (failure != null) {
                        LOG.error("Claiming tasks failed: taskQueue={}", request.taskQueue(), failure);
                        partition.putBackUnsent(tasks);
                        exchange.refuse(Problem.unexpected());
                    } else {
                        answer(granted, partition);
                    }
                }));
    }

    private void answer(List<Task> tasks, OwnedPartition partition) {
        if (tasks.isEmpty()) {
            answerNothing();
        } else if (exchange.isOver()) {
            partition.putBackUnsent(tasks);
        } else {
            exchange.answer(endpoint.pollResponses(), new PollResponse(tasks))
                    .onFailure(broken -> partition.putBackUndelivered(tasks));
        }
    }

    private void answerNothing() {
        if (!exchange.isOver()) {
            exchange.answer(endpoint.noTasks());
        }
    }

    private PollRequest withWait() {
        return waitLeftMillis == request.waitMillis()
                ? request
                : new PollRequest(
                        request.namespace(),
                        request.taskQueue(),
                        request.workerId(),
                        request.identity(),
                        request.maximumWorkflowTasks(),
                        request.maximumActivityTasks(),
                        waitLeftMillis,
                        List.of());
    }
}
