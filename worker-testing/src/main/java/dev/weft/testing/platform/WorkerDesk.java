package dev.weft.testing.platform;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.protocol.WorkerProtocol;
import dev.weft.core.protocol.WorkerProtocol.HeartbeatRequest;
import dev.weft.core.protocol.WorkerProtocol.HeartbeatResponse;
import dev.weft.core.protocol.WorkerProtocol.HistoryRequest;
import dev.weft.core.protocol.WorkerProtocol.HistoryResponse;
import dev.weft.core.protocol.WorkerProtocol.LogReport;
import dev.weft.core.protocol.WorkerProtocol.PollRequest;
import dev.weft.core.protocol.WorkerProtocol.PollResponse;
import dev.weft.core.protocol.WorkerProtocol.QueryReport;
import dev.weft.core.protocol.WorkerProtocol.Report;
import dev.weft.core.protocol.WorkerProtocol.ReportRequest;
import dev.weft.core.protocol.WorkerProtocol.ShutdownRequest;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.ClientRequest.ReadHistory;
import dev.weft.core.request.Request;
import dev.weft.core.request.RequestBody;
import dev.weft.core.task.Task;
import dev.weft.schemas.subject.Codecs;
import dev.weft.schemas.subject.Subject;
import dev.weft.schemas.subject.Subjects;
import dev.weft.sdk.transport.HttpAnswer;
import dev.weft.sdk.transport.HttpCall;
import dev.weft.sdk.transport.TransportException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

/** Answers the calls of workers, in the bytes of the worker protocol. */
final class WorkerDesk {
    private static final byte[] NOTHING = new byte[0];

    private final MemoryPlatform platform;
    private final Codecs codecs = new Codecs();

    WorkerDesk(MemoryPlatform platform) {
        this.platform = platform;
    }

    HttpAnswer answer(HttpCall call) {
        byte[] body = call.body();
        return switch (call.target()) {
            case WorkerProtocol.POLL_PATH -> answer(body, Subjects.POLL_REQUEST, this::poll, Subjects.POLL_RESPONSE);
            case WorkerProtocol.REPORT_PATH -> {
                report(decode(body, Subjects.REPORT_REQUEST));
                yield ok(NOTHING);
            }
            case WorkerProtocol.HEARTBEAT_PATH ->
                answer(body, Subjects.HEARTBEAT_REQUEST, this::heartbeat, Subjects.HEARTBEAT_RESPONSE);
            case WorkerProtocol.HISTORY_PATH ->
                answer(body, Subjects.HISTORY_REQUEST, this::history, Subjects.HISTORY_RESPONSE);
            case WorkerProtocol.SHUTDOWN_PATH -> {
                ShutdownRequest request = decode(body, Subjects.SHUTDOWN_REQUEST);
                platform.call(() -> platform.tasks().shutDownWorker(request));
                yield ok(NOTHING);
            }
            // Nobody asks about workers here.
            case WorkerProtocol.STATUS_PATH -> ok(NOTHING);
            default -> new HttpAnswer(404, "text/plain", NOTHING);
        };
    }

    private <Q, A> HttpAnswer answer(byte[] body, Subject<Q> question, Function<Q, A> answer, Subject<A> subject) {
        return ok(codecs.of(subject).encode(answer.apply(decode(body, question))));
    }

    private <Q> Q decode(byte[] body, Subject<Q> subject) {
        return codecs.of(subject).decode(body);
    }

    private static HttpAnswer ok(byte[] body) {
        return new HttpAnswer(200, WorkerProtocol.CONTENT_TYPE, body);
    }

    private PollResponse poll(PollRequest request) {
        TaskDesk.WaitingPoll waiting = platform.call(() -> {
            request.reports().forEach(this::take);
            return platform.tasks().poll(request);
        });
        try {
            return new PollResponse(waiting.answer().get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            List<Task> late = platform.call(() -> {
                platform.tasks().cancel(waiting);
                return waiting.answer().getNow(List.of());
            });
            late.forEach(task -> platform.call(() -> platform.tasks().work().ended(task)));
            throw new TransportException("Expected tasks, but the worker hung up", e);
        } catch (ExecutionException e) {
            throw new TransportException("Expected tasks, but got none: " + e.getCause(), e);
        }
    }

    private void report(ReportRequest request) {
        platform.call(() -> {
            platform.tasks().reported(request);
            request.reports().forEach(this::take);
        });
    }

    private void take(Report report) {
        switch (report) {
            case LogReport(var key, var request) -> platform.append(Request.of(key, request));
            case QueryReport query ->
                platform.answered(query.replyTo(), new Reply.QueryAnswered(query.result(), query.failure()));
        }
    }

    private HeartbeatResponse heartbeat(HeartbeatRequest request) {
        return ask(request.key(), request.heartbeat()) instanceof Reply.HeartbeatRecorded recorded
                ? new HeartbeatResponse(true, recorded.cancelRequested())
                : new HeartbeatResponse(false, false);
    }

    private HistoryResponse history(HistoryRequest request) {
        ReadHistory read = new ReadHistory(request.runId(), request.fromEventId(), request.maximumEvents());
        return ask(request.key(), read) instanceof Reply.HistoryPage page
                ? new HistoryResponse(page.events(), page.nextEventId())
                : new HistoryResponse(List.of(), 0);
    }

    /** For questions that history answers at once. */
    private Reply ask(ExecutionKey key, RequestBody body) {
        long question = platform.call(() -> platform.ask(key, "", body));
        return platform.call(() -> platform.reply(question)).orElseGet(Reply.None::new);
    }
}
