package dev.weft.matching.http;

import dev.weft.core.port.RequestAsker.Asked;
import dev.weft.core.protocol.WorkerProtocol.HeartbeatRequest;
import dev.weft.core.protocol.WorkerProtocol.HeartbeatResponse;
import dev.weft.core.protocol.WorkerProtocol.HistoryRequest;
import dev.weft.core.protocol.WorkerProtocol.HistoryResponse;
import dev.weft.core.protocol.WorkerProtocol.PollRequest;
import dev.weft.core.protocol.WorkerProtocol.PollResponse;
import dev.weft.core.protocol.WorkerProtocol.ReportRequest;
import dev.weft.core.protocol.WorkerProtocol.ReportResponse;
import dev.weft.core.protocol.WorkerProtocol.ShutdownRequest;
import dev.weft.core.protocol.WorkerProtocol.WorkerStatus;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.ClientRequest.ReadHistory;
import dev.weft.matching.MatchingService;
import dev.weft.schemas.codec.Codec;
import dev.weft.schemas.subject.Codecs;
import dev.weft.schemas.subject.Subjects;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the calls of workers. */
final class WorkerEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerEndpoint.class);

    private final MatchingService service;
    private final Placement placement;
    private final Forwarder forwarder;
    private final Duration answerWait;
    private final Codec<PollRequest> pollRequests;
    private final Codec<PollResponse> pollResponses;
    private final Codec<ReportRequest> reportRequests;
    private final Codec<ReportResponse> reportResponses;
    private final Codec<HeartbeatRequest> heartbeatRequests;
    private final Codec<HeartbeatResponse> heartbeatResponses;
    private final Codec<HistoryRequest> historyRequests;
    private final Codec<HistoryResponse> historyResponses;
    private final Codec<ShutdownRequest> shutdownRequests;
    private final Codec<WorkerStatus> workerStatuses;
    private final Buffer noTasks;

    WorkerEndpoint(MatchingService service) {
        this.service = service;
        this.placement = new Placement(service);
        this.forwarder = new Forwarder(service.config().http().forwardConnections());
        this.answerWait = service.config().http().answerWait();
        Codecs codecs = service.codecs();
        this.pollRequests = codecs.of(Subjects.POLL_REQUEST);
        this.pollResponses = codecs.of(Subjects.POLL_RESPONSE);
        this.reportRequests = codecs.of(Subjects.REPORT_REQUEST);
        this.reportResponses = codecs.of(Subjects.REPORT_RESPONSE);
        this.heartbeatRequests = codecs.of(Subjects.HEARTBEAT_REQUEST);
        this.heartbeatResponses = codecs.of(Subjects.HEARTBEAT_RESPONSE);
        this.historyRequests = codecs.of(Subjects.HISTORY_REQUEST);
        this.historyResponses = codecs.of(Subjects.HISTORY_RESPONSE);
        this.shutdownRequests = codecs.of(Subjects.SHUTDOWN_REQUEST);
        this.workerStatuses = codecs.of(Subjects.WORKER_STATUS);
        this.noTasks = Buffer.buffer(pollResponses.encode(new PollResponse(List.of())));
    }

    void close() {
        forwarder.close();
    }

    int bodyBytes() {
        return service.config().http().bodyBytes();
    }

    void poll(Exchange exchange) {
        exchange.decode(pollRequests, request -> Validation.check(request)
                .ifPresentOrElse(exchange::refuse, () -> new PollCall(this, exchange, request).place()));
    }

    void report(Exchange exchange) {
        exchange.decode(reportRequests, request -> Validation.check(request)
                .ifPresentOrElse(exchange::refuse, () -> new ReportCall(this, exchange, request).place()));
    }

    void shutDown(Exchange exchange) {
        exchange.decode(shutdownRequests, request -> {
            service.roster().left(request);
            switch (placement.find(request.namespace(), request.taskQueue(), exchange.isForwarded())) {
                case Placement.Here here -> {
                    here.partition().shutDownWorker(request);
                    exchange.answerEmpty();
                }
                case Placement.There there ->
                    forwarder.forward(there.endpoint(), exchange, answerWait, exchange::answerEmpty);
                case Placement.Nowhere nowhere -> exchange.answerEmpty();
            }
        });
    }

    /** Taken by any instance: what it tells goes to everybody. */
    void status(Exchange exchange) {
        exchange.decode(workerStatuses, status -> Validation.check(status).ifPresentOrElse(exchange::refuse, () -> {
            service.roster().seen(status);
            exchange.answerEmpty();
        }));
    }

    void heartbeat(Exchange exchange) {
        exchange.decode(heartbeatRequests, request -> {
            Asked asked = service.asker().ask(request.key(), "", request.heartbeat(), answerWait);
            await(exchange, asked, reply -> answerHeartbeat(exchange, reply));
        });
    }

    void history(Exchange exchange) {
        exchange.decode(historyRequests, request -> {
            ReadHistory read = new ReadHistory(request.runId(), request.fromEventId(), request.maximumEvents());
            Asked asked = service.asker().ask(request.key(), "", read, answerWait);
            await(exchange, asked, reply -> answerHistory(exchange, reply));
        });
    }

    MatchingService service() {
        return service;
    }

    Placement placement() {
        return placement;
    }

    Forwarder forwarder() {
        return forwarder;
    }

    Duration answerWait() {
        return answerWait;
    }

    Codec<PollResponse> pollResponses() {
        return pollResponses;
    }

    Codec<ReportResponse> reportResponses() {
        return reportResponses;
    }

    /** The encoded response without tasks. */
    Buffer noTasks() {
        return noTasks;
    }

    private void answerHeartbeat(Exchange exchange, Reply reply) {
        switch (reply) {
            case Reply.HeartbeatRecorded recorded ->
                exchange.answer(heartbeatResponses, new HeartbeatResponse(true, recorded.cancelRequested()));
            case Reply.Rejected refused -> exchange.answer(heartbeatResponses, new HeartbeatResponse(false, false));
            case Reply.None other -> unexpected(exchange, other);
            case Reply.Accepted other -> unexpected(exchange, other);
            case Reply.Started other -> unexpected(exchange, other);
            case Reply.Described other -> unexpected(exchange, other);
            case Reply.HistoryPage other -> unexpected(exchange, other);
            case Reply.QueryAnswered other -> unexpected(exchange, other);
            case Reply.UpdateProgress other -> unexpected(exchange, other);
            case Reply.ClaimGranted other -> unexpected(exchange, other);
            case Reply.ResetDone other -> unexpected(exchange, other);
        }
    }

    private void answerHistory(Exchange exchange, Reply reply) {
        switch (reply) {
            case Reply.HistoryPage page ->
                exchange.answer(historyResponses, new HistoryResponse(page.events(), page.nextEventId()));
            case Reply.Rejected refused -> exchange.refuse(Problem.unknown(refused.message()));
            case Reply.None other -> unexpected(exchange, other);
            case Reply.Accepted other -> unexpected(exchange, other);
            case Reply.Started other -> unexpected(exchange, other);
            case Reply.Described other -> unexpected(exchange, other);
            case Reply.HeartbeatRecorded other -> unexpected(exchange, other);
            case Reply.QueryAnswered other -> unexpected(exchange, other);
            case Reply.UpdateProgress other -> unexpected(exchange, other);
            case Reply.ClaimGranted other -> unexpected(exchange, other);
            case Reply.ResetDone other -> unexpected(exchange, other);
        }
    }

    private static void unexpected(Exchange exchange, Reply reply) {
        LOG.error("History answered a worker's call with another kind of reply: reply={}", reply);
        exchange.refuse(Problem.unexpected());
    }

    private static void await(Exchange exchange, Asked asked, Consumer<Reply> answered) {
        asked.reply()
                .whenComplete((@Nullable Reply reply, @Nullable Throwable failure) -> exchange.run(() -> {
                    if (exchange.isOver()) {
                        return;
                    }
                    if (reply == null) {
                        LOG.debug("A question was not answered", failure);
                        exchange.refuse(
                                Problem.unavailable("Expected an answer from history in time, but there was none"));
                    } else {
                        answered.accept(reply);
                    }
                }));
    }
}
