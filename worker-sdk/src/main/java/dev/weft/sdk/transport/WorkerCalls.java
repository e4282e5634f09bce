package dev.weft.sdk.transport;

import dev.weft.core.protocol.WorkerProtocol;
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
import dev.weft.core.task.Task;
import dev.weft.schemas.codec.Codec;
import dev.weft.schemas.codec.CodecException;
import dev.weft.schemas.subject.Codecs;
import dev.weft.schemas.subject.Subjects;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The calls of the worker protocol. Thread-safe; each blocks until it is answered.
 *
 * <p>Every call throws {@link TransportException} when no answer came and {@link CallRefusedException} when it was an
 * error.
 */
public final class WorkerCalls {
    private static final Map<String, String> HEADERS =
            Map.of(WorkerProtocol.VERSION_HEADER, Integer.toString(WorkerProtocol.VERSION));
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(15);
    /** What an answer to a poll may take on top of its wait. */
    private static final Duration POLL_MARGIN = Duration.ofSeconds(10);

    private final Transport transport;
    private final Codec<PollRequest> polls;
    private final Codec<PollResponse> polled;
    private final Codec<ReportRequest> reports;
    private final Codec<ReportResponse> reported;
    private final Codec<HeartbeatRequest> heartbeats;
    private final Codec<HeartbeatResponse> heartbeatAnswers;
    private final Codec<HistoryRequest> historyRequests;
    private final Codec<HistoryResponse> historyPages;
    private final Codec<ShutdownRequest> shutdowns;
    private final Codec<WorkerStatus> statuses;

    public WorkerCalls(Transport transport) {
        this.transport = transport;
        Codecs codecs = new Codecs();
        this.polls = codecs.of(Subjects.POLL_REQUEST);
        this.polled = codecs.of(Subjects.POLL_RESPONSE);
        this.reports = codecs.of(Subjects.REPORT_REQUEST);
        this.reported = codecs.of(Subjects.REPORT_RESPONSE);
        this.heartbeats = codecs.of(Subjects.HEARTBEAT_REQUEST);
        this.heartbeatAnswers = codecs.of(Subjects.HEARTBEAT_RESPONSE);
        this.historyRequests = codecs.of(Subjects.HISTORY_REQUEST);
        this.historyPages = codecs.of(Subjects.HISTORY_RESPONSE);
        this.shutdowns = codecs.of(Subjects.SHUTDOWN_REQUEST);
        this.statuses = codecs.of(Subjects.WORKER_STATUS);
    }

    /** Where calls go, for messages. */
    public String target() {
        return transport.target();
    }

    /** The clock by which the worker says when it began something. */
    public Clock clock() {
        return transport.clock();
    }

    /** The worker has ended a task, whether its report was sent or somebody else will report. */
    public void ended(Task task) {
        transport.ended(task);
    }

    public PollResponse poll(PollRequest request) {
        Duration timeout = Duration.ofMillis(request.waitMillis()).plus(POLL_MARGIN);
        byte[] body = post(WorkerProtocol.POLL_PATH, polls.encode(request), timeout);
        return decode(polled, WorkerProtocol.POLL_PATH, body);
    }

    /**
     * Returns when all reports are durable.
     *
     * @return activities that the worker asked to run at once
     */
    public List<Task> report(ReportRequest request) {
        byte[] body = post(WorkerProtocol.REPORT_PATH, reports.encode(request), ANSWER_TIMEOUT);
        return body.length == 0
                ? List.of()
                : decode(reported, WorkerProtocol.REPORT_PATH, body).eagerTasks();
    }

    public HeartbeatResponse heartbeat(HeartbeatRequest request) {
        byte[] body = post(WorkerProtocol.HEARTBEAT_PATH, heartbeats.encode(request), ANSWER_TIMEOUT);
        return decode(heartbeatAnswers, WorkerProtocol.HEARTBEAT_PATH, body);
    }

    public HistoryResponse history(HistoryRequest request) {
        byte[] body = post(WorkerProtocol.HISTORY_PATH, historyRequests.encode(request), ANSWER_TIMEOUT);
        return decode(historyPages, WorkerProtocol.HISTORY_PATH, body);
    }

    public void shutdown(ShutdownRequest request, Duration timeout) {
        post(WorkerProtocol.SHUTDOWN_PATH, shutdowns.encode(request), timeout);
    }

    /** Tells how the worker is. */
    public void status(WorkerStatus status) {
        post(WorkerProtocol.STATUS_PATH, statuses.encode(status), ANSWER_TIMEOUT);
    }

    private byte[] post(String path, byte[] body, Duration timeout) {
        HttpAnswer answer =
                transport.send(new HttpCall("POST", path, HEADERS, WorkerProtocol.CONTENT_TYPE, body, timeout));
        if (!answer.isSuccess()) {
            throw new CallRefusedException(
                    answer.status(),
                    "Expected " + transport.target() + path + " to take the call, but it answered " + answer.status()
                            + ": " + excerpt(answer));
        }
        return answer.body();
    }

    private static String excerpt(HttpAnswer answer) {
        int length = Math.min(answer.body().length, 500);
        return new String(answer.body(), 0, length, StandardCharsets.UTF_8).strip();
    }

    /** An answer that is not in the protocol comes from somebody else, a proxy perhaps, and may be right next time. */
    private <T> T decode(Codec<T> codec, String path, byte[] body) {
        try {
            return codec.decode(body);
        } catch (CodecException e) {
            throw new TransportException(
                    "Expected " + transport.target() + path + " to speak the worker protocol, but: " + e.getMessage(),
                    e);
        }
    }
}
