package dev.weft.sdk.worker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.protocol.WorkerProtocol;
import dev.weft.core.protocol.WorkerProtocol.HeartbeatRequest;
import dev.weft.core.protocol.WorkerProtocol.HeartbeatResponse;
import dev.weft.core.protocol.WorkerProtocol.HistoryRequest;
import dev.weft.core.protocol.WorkerProtocol.HistoryResponse;
import dev.weft.core.protocol.WorkerProtocol.PollRequest;
import dev.weft.core.protocol.WorkerProtocol.PollResponse;
import dev.weft.core.protocol.WorkerProtocol.Report;
import dev.weft.core.protocol.WorkerProtocol.ReportRequest;
import dev.weft.core.protocol.WorkerProtocol.WorkerStatus;
import dev.weft.core.task.Task;
import dev.weft.schemas.subject.Codecs;
import dev.weft.schemas.subject.Subjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Speaks the worker protocol as matching does, with tasks that the test hands in. */
final class FakeMatching implements AutoCloseable {
    private static final int POLL_SLICE_MILLIS = 10;

    private final Codecs codecs = new Codecs();
    private final HttpServer server;
    private final BlockingQueue<Task> workflowTasks = new LinkedBlockingQueue<>();
    private final BlockingQueue<Task> activityTasks = new LinkedBlockingQueue<>();
    private final List<Report> reports = new CopyOnWriteArrayList<>();
    private final List<HeartbeatRequest> heartbeats = new CopyOnWriteArrayList<>();
    private final List<PollRequest> polls = new CopyOnWriteArrayList<>();
    private final List<WorkerStatus> statuses = new CopyOnWriteArrayList<>();
    private final Set<String> shutDown = ConcurrentHashMap.newKeySet();
    private volatile List<HistoryEvent> history = List.of();
    private volatile HeartbeatResponse heartbeatAnswer = new HeartbeatResponse(true, false);
    private volatile boolean away;

    private FakeMatching(HttpServer server) {
        this.server = server;
    }

    static FakeMatching start() {
        try {
            FakeMatching matching = new FakeMatching(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100));
            matching.route();
            return matching;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void route() {
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(WorkerProtocol.POLL_PATH, exchange -> answer(exchange, this::poll));
        server.createContext(WorkerProtocol.REPORT_PATH, exchange -> answer(exchange, this::report));
        server.createContext(WorkerProtocol.HEARTBEAT_PATH, exchange -> answer(exchange, this::heartbeat));
        server.createContext(WorkerProtocol.HISTORY_PATH, exchange -> answer(exchange, this::history));
        server.createContext(WorkerProtocol.SHUTDOWN_PATH, exchange -> answer(exchange, this::shutdown));
        server.createContext(WorkerProtocol.STATUS_PATH, exchange -> answer(exchange, this::status));
        server.start();
    }

    private interface Handler {
        byte[] handle(byte[] body) throws InterruptedException;
    }

    private void answer(HttpExchange exchange, Handler handler) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (away) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            if (!"1".equals(exchange.getRequestHeaders().getFirst(WorkerProtocol.VERSION_HEADER))) {
                exchange.sendResponseHeaders(400, -1);
                return;
            }
            byte[] answer = handler.handle(body);
            exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private byte[] poll(byte[] body) throws InterruptedException {
        PollRequest request = codecs.of(Subjects.POLL_REQUEST).decode(body);
        polls.add(request);
        BlockingQueue<Task> queue = request.maximumWorkflowTasks() > 0 ? workflowTasks : activityTasks;
        int most = Math.max(request.maximumWorkflowTasks(), request.maximumActivityTasks());
        List<Task> tasks = new ArrayList<>();
        Task first = null;
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(request.waitMillis());
        while (first == null && System.nanoTime() < end && !shutDown.contains(request.workerId())) {
            first = queue.poll(POLL_SLICE_MILLIS, TimeUnit.MILLISECONDS);
        }
        if (first != null) {
            tasks.add(first);
            queue.drainTo(tasks, most - 1);
        }
        return codecs.of(Subjects.POLL_RESPONSE).encode(new PollResponse(tasks));
    }

    private byte[] report(byte[] body) {
        ReportRequest request = codecs.of(Subjects.REPORT_REQUEST).decode(body);
        reports.addAll(request.reports());
        return new byte[0];
    }

    private byte[] heartbeat(byte[] body) {
        heartbeats.add(codecs.of(Subjects.HEARTBEAT_REQUEST).decode(body));
        return codecs.of(Subjects.HEARTBEAT_RESPONSE).encode(heartbeatAnswer);
    }

    private byte[] history(byte[] body) {
        HistoryRequest request = codecs.of(Subjects.HISTORY_REQUEST).decode(body);
        List<HistoryEvent> page = history.stream()
                .filter(event -> event.eventId() >= request.fromEventId())
                .limit(3)
                .toList();
        long last = page.isEmpty() ? 0 : page.getLast().eventId();
        long next = last == 0 || last == history.getLast().eventId() ? 0 : last + 1;
        return codecs.of(Subjects.HISTORY_RESPONSE).encode(new HistoryResponse(page, next));
    }

    private byte[] status(byte[] body) {
        statuses.add(codecs.of(Subjects.WORKER_STATUS).decode(body));
        return new byte[0];
    }

    /** What workers told about themselves so far. */
    List<WorkerStatus> statuses() {
        return statuses;
    }

    private byte[] shutdown(byte[] body) {
        shutDown.add(codecs.of(Subjects.SHUTDOWN_REQUEST).decode(body).workerId());
        return new byte[0];
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    void offer(Task task) {
        (task instanceof Task.ActivityTask ? activityTasks : workflowTasks).add(task);
    }

    void goAway() {
        away = true;
    }

    void comeBack() {
        away = false;
    }

    void hold(List<HistoryEvent> events) {
        history = List.copyOf(events);
    }

    void answerHeartbeats(HeartbeatResponse answer) {
        heartbeatAnswer = answer;
    }

    List<Report> reports() {
        return reports;
    }

    List<HeartbeatRequest> heartbeats() {
        return heartbeats;
    }

    List<PollRequest> polls() {
        return polls;
    }

    int shutdowns() {
        return shutDown.size();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
