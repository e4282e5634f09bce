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
import dev.weft.schemas.subject.Subjects;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlowLogTest {
    private static final Report REPORT = new LogReport(
            activityTask("1").key(), new CompleteActivityTask("1", 5, 1, Instant.EPOCH, Payload.NONE, "w"));

    @TempDir
    Path directory;

    private Instance instance;

    @AfterEach
    void stop() {
        instance.close();
    }

    @Test
    void aPollGetsNoTaskBeforeItsReportsAreDurable() {
        instance = new Instance(directory, false, Map.of()).own();
        instance.log.completeNext();
        instance.service.offer(workflowTask("1"));
        CompletableFuture<HttpResponse<byte[]>> poll =
                instance.post(WorkerProtocol.POLL_PATH, pollBody(10_000, List.of(REPORT)));
        await().until(() -> instance.reported().size() == 1);
        assertThat(instance.service.partitions().find(0)).isPresent();

        await().until(instance.log::completeNext);

        assertThat(runs(tasks(poll.join()))).containsExactly("1");
    }

    @Test
    void aReportThatTheLogDoesNotAcknowledgeInTimeIsToBeRepeated() {
        instance = new Instance(directory, false, Map.of("answerWait", Duration.ofMillis(200))).own();

        HttpResponse<byte[]> answer = instance.post(
                        WorkerProtocol.REPORT_PATH,
                        encode(
                                Instance.CODECS.of(Subjects.REPORT_REQUEST),
                                new ReportRequest(NAMESPACE, QUEUE, "w", List.of(REPORT), 0)))
                .join();

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("retry-after")).isPresent();
    }
}
