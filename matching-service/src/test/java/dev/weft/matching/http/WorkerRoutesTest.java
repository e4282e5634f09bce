package dev.weft.matching.http;

import static dev.weft.matching.queue.Tasks.NAMESPACE;
import static dev.weft.matching.queue.Tasks.QUEUE;
import static dev.weft.matching.queue.Tasks.activityTask;
import static dev.weft.matching.queue.Tasks.activityToClaim;
import static dev.weft.matching.queue.Tasks.runs;
import static dev.weft.matching.queue.Tasks.workflowTask;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.core.model.Failure;
import dev.weft.core.model.Payload;
import dev.weft.core.protocol.WorkerProtocol;
import dev.weft.core.protocol.WorkerProtocol.HeartbeatRequest;
import dev.weft.core.protocol.WorkerProtocol.HeartbeatResponse;
import dev.weft.core.protocol.WorkerProtocol.HistoryRequest;
import dev.weft.core.protocol.WorkerProtocol.HistoryResponse;
import dev.weft.core.protocol.WorkerProtocol.LogReport;
import dev.weft.core.protocol.WorkerProtocol.PollRequest;
import dev.weft.core.protocol.WorkerProtocol.QueryReport;
import dev.weft.core.protocol.WorkerProtocol.Report;
import dev.weft.core.protocol.WorkerProtocol.ReportRequest;
import dev.weft.core.protocol.WorkerProtocol.ShutdownRequest;
import dev.weft.core.protocol.WorkerProtocol.WorkerStatus;
import dev.weft.core.reply.RejectionReason;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.EngineRequest;
import dev.weft.core.request.ReplyTo;
import dev.weft.core.request.WorkerRequest;
import dev.weft.core.request.WorkerRequest.CompleteActivityTask;
import dev.weft.core.task.Task;
import dev.weft.schemas.RosterEntry.WorkerSeen;
import dev.weft.schemas.codec.Codec;
import dev.weft.schemas.subject.Subjects;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerRoutesTest {
    private static final WorkerRequest COMPLETION =
            new CompleteActivityTask("1", 5, 1, Instant.EPOCH, Payload.NONE, "w");
    private static final Report REPORT = new LogReport(activityTask("1").key(), COMPLETION);

    private static final WorkerStatus WORKER = new WorkerStatus(
            NAMESPACE, QUEUE, "w", "w@host", "weft-java", "1", 10, 1, 20, 2, 3, List.of("Order"), List.of("Charge"));

    @TempDir
    Path directory;

    private Instance instance;

    @BeforeEach
    void start() {
        instance = new Instance(directory, true, Map.of()).own();
    }

    @AfterEach
    void stop() {
        instance.close();
    }

    @Test
    void aPollIsAnsweredWithAllThatIsThere() {
        instance.service.offer(workflowTask("1"));
        instance.service.offer(activityTask("2"));

        assertThat(runs(tasks(poll(0, List.of()).join()))).containsExactly("1", "2");
    }

    @Test
    void aWaitingPollIsAnsweredWhenATaskComes() {
        CompletableFuture<HttpResponse<byte[]>> poll = poll(30_000, List.of());
        await().until(() -> waitingPolls() == 1);

        instance.service.offer(workflowTask("1"));

        assertThat(runs(tasks(poll.join()))).containsExactly("1");
    }

    @Test
    void historyIsToldOfAWorkerThatWasNotThereBefore() {
        poll(0, List.of()).join();
        poll(0, List.of()).join();

        assertThat(instance.asked())
                .filteredOn(EngineRequest.WorkerArrived.class::isInstance)
                .containsExactly(new EngineRequest.WorkerArrived(NAMESPACE, QUEUE));
    }

    @Test
    void reportsThatAPollBringsAreAppendedFirst() {
        HttpResponse<byte[]> answer = poll(0, List.of(REPORT)).join();

        assertThat(tasks(answer)).isEmpty();
        assertThat(instance.reported()).containsExactly(COMPLETION);
        assertThat(instance.service.offer(activityTask("1"))).isTrue();
        assertThat(tasks(poll(0, List.of()).join())).isEmpty();
    }

    @Test
    void aReportIsAnsweredOnceTheLogHasIt() {
        HttpResponse<byte[]> answer = report(List.of(REPORT, REPORT)).join();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(instance.reported()).hasSize(2);
    }

    @Test
    void theAnswerToAQueryGoesToItsAskerHereOrElsewhere() {
        report(List.of(
                        new QueryReport(new ReplyTo("here", 1), Payload.json("1"), Failure.NONE),
                        new QueryReport(new ReplyTo("elsewhere", 2), Payload.json("2"), Failure.NONE)))
                .join();

        assertThat(instance.localReplies).containsExactly(new Reply.QueryAnswered(Payload.json("1"), Failure.NONE));
        assertThat(instance.log.history()).anyMatch(record -> record.topic().equals("weft-replies"));
    }

    @Test
    void aTaskThatMayStartOnlyOnceIsClaimedBeforeTheWorkerGetsIt() {
        instance.historySays = new Reply.ClaimGranted();
        instance.service.offer(activityToClaim("1"));
        assertThat(runs(tasks(poll(0, List.of()).join()))).containsExactly("1");

        instance.historySays = new Reply.Rejected(RejectionReason.STALE, "Expected a pending attempt", "2");
        instance.service.offer(activityToClaim("2"));
        assertThat(tasks(poll(0, List.of()).join())).isEmpty();
    }

    @Test
    void aHeartbeatTellsWhatHistorySays() {
        instance.historySays = new Reply.HeartbeatRecorded(true);
        assertThat(heartbeat()).isEqualTo(new HeartbeatResponse(true, true));

        instance.historySays = new Reply.Rejected(RejectionReason.STALE, "Expected a pending attempt", "1");
        assertThat(heartbeat()).isEqualTo(new HeartbeatResponse(false, false));
    }

    @Test
    void aPageOfHistoryIsWhatHistorySays() {
        byte[] request = encode(
                Instance.CODECS.of(Subjects.HISTORY_REQUEST),
                new HistoryRequest(activityTask("1").key(), "1", 1, 100));

        instance.historySays = new Reply.HistoryPage("1", List.of(), 7, false);
        HttpResponse<byte[]> page =
                instance.post(WorkerProtocol.HISTORY_PATH, request).join();
        assertThat(Instance.CODECS.of(Subjects.HISTORY_RESPONSE).decode(page.body()))
                .isEqualTo(new HistoryResponse(List.of(), 7));

        instance.historySays = new Reply.Rejected(RejectionReason.WORKFLOW_NOT_FOUND, "Expected a run", "");
        assertThat(instance.post(WorkerProtocol.HISTORY_PATH, request).join().statusCode())
                .isEqualTo(404);
    }

    @Test
    void aShutdownEndsTheWorkersPolls() {
        CompletableFuture<HttpResponse<byte[]>> poll = poll(30_000, List.of());
        await().until(() -> waitingPolls() == 1);

        byte[] request =
                encode(Instance.CODECS.of(Subjects.SHUTDOWN_REQUEST), new ShutdownRequest(NAMESPACE, QUEUE, "w"));
        assertThat(instance.post(WorkerProtocol.SHUTDOWN_PATH, request).join().statusCode())
                .isEqualTo(200);

        assertThat(tasks(poll.join())).isEmpty();
    }

    @Test
    void aStatusIsToldToEverybodyUntilTheWorkerShutsDown() {
        assertThat(status(WORKER).join().statusCode()).isEqualTo(200);
        instance.service.roster().publish();

        String key = "worker/" + NAMESPACE + "/" + QUEUE + "/w";
        assertThat(instance.roster().get(key)).hasValueSatisfying(entry -> assertThat(((WorkerSeen) entry).status())
                .isEqualTo(WORKER));

        instance.post(
                        WorkerProtocol.SHUTDOWN_PATH,
                        encode(
                                Instance.CODECS.of(Subjects.SHUTDOWN_REQUEST),
                                new ShutdownRequest(NAMESPACE, QUEUE, "w")))
                .join();
        instance.service.roster().publish();

        assertThat(instance.roster().get(key)).isEmpty();
    }

    @Test
    void aStatusThatMakesNoSenseIsRefused() {
        assertThat(statusProblem(new WorkerStatus(
                        NAMESPACE, "", "w", "w@host", "sdk", "1", 1, 0, 1, 0, 0, List.of(), List.of())))
                .startsWith("400")
                .contains("task queue");
        assertThat(statusProblem(new WorkerStatus(
                        NAMESPACE, QUEUE, "", "w@host", "sdk", "1", 1, 0, 1, 0, 0, List.of(), List.of())))
                .contains("worker id");
        assertThat(statusProblem(
                        new WorkerStatus("", QUEUE, "w", "w@host", "sdk", "1", 1, 0, 1, 0, 0, List.of(), List.of())))
                .contains("namespace");
        assertThat(statusProblem(new WorkerStatus(
                        NAMESPACE, QUEUE, "w", "w@host", "sdk", "1", 1, -1, 1, 0, 0, List.of(), List.of())))
                .contains("Expected counts from 0");
        assertThat(statusProblem(new WorkerStatus(
                        NAMESPACE,
                        QUEUE,
                        "w",
                        "w@host",
                        "sdk",
                        "1",
                        1,
                        0,
                        1,
                        0,
                        0,
                        Collections.nCopies(10_001, "T"),
                        List.of())))
                .contains("at most 10000 types");
    }

    @Test
    void aPollWhoseConnectionBreaksLeavesItsTaskToOthers() {
        CompletableFuture<HttpResponse<byte[]>> broken = poll(30_000, List.of());
        await().until(() -> waitingPolls() == 1);
        broken.cancel(true);
        await().until(() -> waitingPolls() == 0);

        instance.service.offer(workflowTask("1"));

        assertThat(runs(tasks(poll(0, List.of()).join()))).containsExactly("1");
    }

    @Test
    void losingThePartitionEndsItsPolls() {
        CompletableFuture<HttpResponse<byte[]>> poll = poll(30_000, List.of());
        await().until(() -> waitingPolls() == 1);

        instance.service.partitions().giveUp(0);

        assertThat(tasks(poll.join())).isEmpty();
    }

    @Test
    void whatIsNotTheProtocolIsRefusedWithASentence() {
        HttpResponse<byte[]> garbage = instance.post(WorkerProtocol.POLL_PATH, "garbage".getBytes(UTF_8))
                .join();
        assertThat(garbage.statusCode()).isEqualTo(400);
        assertThat(garbage.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(new String(garbage.body(), UTF_8)).contains("Expected");

        HttpRequest otherVersion = instance.request(WorkerProtocol.POLL_PATH, pollBody(0, List.of()))
                .setHeader(WorkerProtocol.VERSION_HEADER, "99")
                .build();
        assertThat(problem(otherVersion)).startsWith("400").contains("Expected header Weft-Protocol: 1, but got 99");

        HttpRequest json = instance.request(WorkerProtocol.POLL_PATH, pollBody(0, List.of()))
                .setHeader("Content-Type", "application/json")
                .build();
        assertThat(problem(json)).startsWith("400").contains("but got application/json");

        PollRequest nameless = new PollRequest(NAMESPACE, "", "w", "w", 1, 1, 0, List.of());
        HttpRequest withoutQueue = instance.request(
                        WorkerProtocol.POLL_PATH, encode(Instance.CODECS.of(Subjects.POLL_REQUEST), nameless))
                .build();
        assertThat(problem(withoutQueue)).startsWith("400").contains("task queue");
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        HttpRequest declared =
                instance.request(WorkerProtocol.REPORT_PATH, new byte[7 << 20]).build();
        assertThat(problem(declared)).startsWith("413");

        HttpRequest chunked = instance.request(WorkerProtocol.REPORT_PATH, new byte[0])
                .POST(HttpRequest.BodyPublishers.fromPublisher(
                        HttpRequest.BodyPublishers.ofByteArray(new byte[7 << 20])))
                .build();
        assertThat(problem(chunked)).startsWith("413");
    }

    @Test
    void aProcessWithoutTheServiceAsksToTryAgain() {
        instance.detach();

        HttpResponse<byte[]> answer = poll(0, List.of()).join();

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("retry-after")).contains("1");
    }

    private CompletableFuture<HttpResponse<byte[]>> status(WorkerStatus status) {
        return instance.post(WorkerProtocol.STATUS_PATH, encode(Instance.CODECS.of(Subjects.WORKER_STATUS), status));
    }

    private String statusProblem(WorkerStatus status) {
        HttpResponse<byte[]> answer = status(status).join();
        return answer.statusCode() + " " + new String(answer.body(), UTF_8);
    }

    private double waitingPolls() {
        return instance.waitingPolls();
    }

    private HeartbeatResponse heartbeat() {
        byte[] request = encode(
                Instance.CODECS.of(Subjects.HEARTBEAT_REQUEST),
                new HeartbeatRequest(
                        activityTask("1").key(),
                        new WorkerRequest.RecordActivityHeartbeat("1", 5, 1, Instant.EPOCH, List.of(), "w")));
        return Instance.CODECS
                .of(Subjects.HEARTBEAT_RESPONSE)
                .decode(instance.post(WorkerProtocol.HEARTBEAT_PATH, request)
                        .join()
                        .body());
    }

    private CompletableFuture<HttpResponse<byte[]>> poll(long waitMillis, List<Report> reports) {
        return instance.post(WorkerProtocol.POLL_PATH, pollBody(waitMillis, reports));
    }

    private CompletableFuture<HttpResponse<byte[]>> report(List<Report> reports) {
        return instance.post(
                WorkerProtocol.REPORT_PATH,
                encode(
                        Instance.CODECS.of(Subjects.REPORT_REQUEST),
                        new ReportRequest(NAMESPACE, QUEUE, "w", reports, 0)));
    }

    private String problem(HttpRequest request) {
        HttpResponse<byte[]> answer = instance.send(request).join();
        return answer.statusCode() + " " + new String(answer.body(), UTF_8);
    }

    static byte[] pollBody(long waitMillis, List<Report> reports) {
        return encode(
                Instance.CODECS.of(Subjects.POLL_REQUEST),
                new PollRequest(NAMESPACE, QUEUE, "w", "w@host", 10, 10, waitMillis, reports));
    }

    static List<Task> tasks(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        return Instance.CODECS.of(Subjects.POLL_RESPONSE).decode(answer.body()).tasks();
    }

    static <T> byte[] encode(Codec<T> codec, T value) {
        return codec.encode(value);
    }
}
