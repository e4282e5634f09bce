package dev.weft.matching.http;

import static dev.weft.matching.http.WorkerRoutesTest.encode;
import static dev.weft.matching.http.WorkerRoutesTest.pollBody;
import static dev.weft.matching.http.WorkerRoutesTest.tasks;
import static dev.weft.matching.queue.Tasks.NAMESPACE;
import static dev.weft.matching.queue.Tasks.QUEUE;
import static dev.weft.matching.queue.Tasks.activityTask;
import static dev.weft.matching.queue.Tasks.runs;
import static dev.weft.matching.queue.Tasks.workflowTask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.core.model.Payload;
import dev.weft.core.protocol.WorkerProtocol;
import dev.weft.core.protocol.WorkerProtocol.LogReport;
import dev.weft.core.protocol.WorkerProtocol.Report;
import dev.weft.core.protocol.WorkerProtocol.ReportRequest;
import dev.weft.core.request.WorkerRequest.CompleteActivityTask;
import dev.weft.matching.ownership.KnownOwners;
import dev.weft.schemas.subject.Subjects;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForwardingTest {
    private static final Report REPORT = new LogReport(
            activityTask("1").key(), new CompleteActivityTask("1", 5, 1, Instant.EPOCH, Payload.NONE, "w"));

    @TempDir
    Path directory;

    private Instance owner;
    private Instance other;

    @BeforeEach
    void start() {
        owner = new Instance(directory.resolve("owner"), true, Map.of()).own();
        other = new Instance(directory.resolve("other"), true, Map.of());
        KnownOwners.tell(other.service.owners(), Map.of(0, owner.endpoint));
    }

    @AfterEach
    void stop() {
        other.close();
        owner.close();
    }

    @Test
    void aPollIsPassedOnToTheOwnerAndWaitsThere() {
        CompletableFuture<HttpResponse<byte[]>> poll =
                other.post(WorkerProtocol.POLL_PATH, pollBody(30_000, List.of()));
        await().until(() -> owner.waitingPolls() == 1);

        owner.service.offer(workflowTask("1"));

        assertThat(runs(tasks(poll.join()))).containsExactly("1");
    }

    @Test
    void aReportEndsInTheBooksOfTheOwner() {
        HttpResponse<byte[]> answer = report().join();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(owner.reported()).hasSize(1);
        assertThat(other.reported()).isEmpty();
    }

    @Test
    void aPassedOnPollEndsWithItsWorkersConnection() {
        CompletableFuture<HttpResponse<byte[]>> poll =
                other.post(WorkerProtocol.POLL_PATH, pollBody(30_000, List.of()));
        await().until(() -> owner.waitingPolls() == 1);

        poll.cancel(true);

        await().until(() -> owner.waitingPolls() == 0);
    }

    @Test
    void reportsAreAppendedHereWhenTheOwnerIsAway() {
        owner.stopListening();

        assertThat(report().join().statusCode()).isEqualTo(200);
        assertThat(tasks(other.post(WorkerProtocol.POLL_PATH, pollBody(200, List.of(REPORT)))
                        .join()))
                .isEmpty();

        assertThat(other.reported()).hasSize(2);
    }

    @Test
    void aPollFindsTheNewOwnerWhileItWaits() {
        KnownOwners.tell(other.service.owners(), Map.of());
        CompletableFuture<HttpResponse<byte[]>> poll =
                other.post(WorkerProtocol.POLL_PATH, pollBody(30_000, List.of()));
        owner.service.offer(workflowTask("1"));

        KnownOwners.tell(other.service.owners(), Map.of(0, owner.endpoint));

        assertThat(runs(tasks(poll.join()))).containsExactly("1");
    }

    @Test
    void twoInstancesThatTakeEachOtherForTheOwnerDoNotPassACallAroundForEver() {
        owner.service.partitions().giveUp(0);
        KnownOwners.tell(owner.service.owners(), Map.of(0, other.endpoint));

        assertThat(report().join().statusCode()).isEqualTo(200);
        assertThat(tasks(other.post(WorkerProtocol.POLL_PATH, pollBody(300, List.of()))
                        .join()))
                .isEmpty();
    }

    private CompletableFuture<HttpResponse<byte[]>> report() {
        return other.post(
                WorkerProtocol.REPORT_PATH,
                encode(
                        Instance.CODECS.of(Subjects.REPORT_REQUEST),
                        new ReportRequest(NAMESPACE, QUEUE, "w", List.of(REPORT), 0)));
    }
}
