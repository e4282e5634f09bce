package dev.weft.matching.http;

import dev.weft.core.protocol.WorkerProtocol.ReportRequest;
import dev.weft.core.protocol.WorkerProtocol.ReportResponse;
import dev.weft.core.task.Task;
import dev.weft.matching.partition.OwnedPartition;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker reports finished work. It goes to the owner of the queue, whose books end there; when the owner is away, any
 * instance can append it. Activities that the worker would run at once come with the answer, which then waits for what
 * history decides.
 */
final class ReportCall {
    private static final Logger LOG = LoggerFactory.getLogger(ReportCall.class);

    private final WorkerEndpoint endpoint;
    private final Exchange exchange;
    private final ReportRequest request;

    ReportCall(WorkerEndpoint endpoint, Exchange exchange, ReportRequest request) {
        this.endpoint = endpoint;
        this.exchange = exchange;
        this.request = request;
    }

    void place() {
        switch (endpoint.placement().find(request.namespace(), request.taskQueue(), exchange.isForwarded())) {
            case Placement.Here here -> append(Optional.of(here.partition()));
            case Placement.There there ->
                endpoint.forwarder()
                        .forward(there.endpoint(), exchange, endpoint.answerWait(), () -> append(Optional.empty()));
            case Placement.Nowhere nowhere -> append(Optional.empty());
        }
    }

    private void append(Optional<OwnedPartition> books) {
        long timer = exchange.runAfter(endpoint.answerWait().toMillis(), () -> exchange.refuse(logAway()));
        Optional<EagerClaims> eager = request.eagerActivities() > 0
                ? books.map(partition -> EagerClaims.open(partition, request))
                : Optional.empty();
        endpoint.service()
                .reports()
                .take(request.reports(), exchange.body().length(), report -> eager.filter(
                                claims -> claims.concern(report))
                        .isPresent())
                .whenComplete((done, failure) -> exchange.run(() -> {
                    exchange.cancelTimer(timer);
                    appended(books, eager.map(EagerClaims::take).orElse(List.of()), failure);
                }));
    }

    private void appended(Optional<OwnedPartition> books, List<Task> eagerTasks, @Nullable Throwable failure) {
        if (failure != null) {
            LOG.debug("Reports were not acknowledged", failure);
            books.ifPresent(partition -> partition.putBackUnsent(eagerTasks));
            exchange.refuse(logAway());
            return;
        }
        books.ifPresent(partition -> partition.reported(request.namespace(), request.taskQueue(), request.reports()));
        if (eagerTasks.isEmpty()) {
            exchange.answerEmpty();
        } else if (exchange.isOver()) {
            books.ifPresent(partition -> partition.putBackUnsent(eagerTasks));
        } else {
            exchange.answer(endpoint.reportResponses(), new ReportResponse(eagerTasks))
                    .onFailure(broken -> books.ifPresent(partition -> partition.putBackUndelivered(eagerTasks)));
        }
    }

    static Problem logAway() {
        return Problem.unavailable("Expected the log to acknowledge the reports in time, but it did not; repeat them");
    }
}
