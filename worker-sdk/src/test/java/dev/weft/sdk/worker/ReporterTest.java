package dev.weft.sdk.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.FailureInfo;
import dev.weft.core.model.Payload;
import dev.weft.core.protocol.WorkerProtocol.LogReport;
import dev.weft.core.protocol.WorkerProtocol.Report;
import dev.weft.core.protocol.WorkerProtocol.ReportRequest;
import dev.weft.core.request.WorkerRequest.CompleteActivityTask;
import dev.weft.core.request.WorkerRequest.FailActivityTask;
import dev.weft.core.task.QueueName;
import dev.weft.sdk.transport.CallRefusedException;
import dev.weft.sdk.transport.TransportException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReporterTest {
    private final List<List<Report>> posted = new CopyOnWriteArrayList<>();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private volatile Consumer<ReportRequest> platform = request -> {};
    private final Reporter reporter = new Reporter(
            new WorkerIdentity("worker", "identity"),
            new QueueName("default", "queue", ""),
            request -> {
                platform.accept(request);
                posted.add(request.reports());
                return List.of();
            },
            new EagerActivities("queue", 0, type -> false, new Slots(1), task -> {}),
            new PlatformWatch("http://platform"));

    @AfterEach
    void stop() {
        reporter.stop();
    }

    @Test
    void whatIsFinishedDuringAPostGoesIntoTheNextOneTogether() {
        Semaphore gate = new Semaphore(0);
        AtomicInteger postsBegun = new AtomicInteger();
        platform = request -> {
            postsBegun.incrementAndGet();
            gate.acquireUninterruptibly();
        };
        reporter.start();
        report(0);
        Awaitility.await().until(() -> postsBegun.get() == 1);
        report(1);
        Awaitility.await().until(() -> postsBegun.get() == 2);
        for (int i = 2; i < 100; i++) {
            report(i);
        }

        gate.release(1_000);

        awaitAcknowledged(100);
        assertThat(posted).hasSizeLessThanOrEqualTo(4);
        assertThat(eventIds()).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void nothingIsLostWhileThePlatformComesAndGoes() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        ConcurrentLinkedQueue<RuntimeException> problems = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < 6; i++) {
            problems.add(
                    random.nextBoolean()
                            ? new TransportException("away", new IOException())
                            : new CallRefusedException(503, "not ready"));
        }
        platform = request -> {
            RuntimeException problem = problems.poll();
            if (problem != null) {
                throw problem;
            }
        };
        reporter.start();

        for (int i = 0; i < 500; i++) {
            report(i);
        }

        awaitAcknowledged(500);
        assertThat(eventIds()).hasSize(500).doesNotHaveDuplicates();
    }

    @Test
    void aReportThatIsRefusedForGoodIsReplacedByAFailureAndHarmsNoOther() {
        platform = request -> {
            for (Report report : request.reports()) {
                if (((LogReport) report).request() instanceof CompleteActivityTask task
                        && task.scheduledEventId() % 10 == 3) {
                    throw new CallRefusedException(413, "Expected at most 5 MB, but got 6 MB");
                }
            }
        };
        for (int i = 0; i < 100; i++) {
            report(i);
        }

        reporter.start();

        awaitAcknowledged(100);
        assertThat(eventIds()).hasSize(100).doesNotHaveDuplicates();
        assertThat(posted.stream().flatMap(List::stream))
                .filteredOn(report -> ((LogReport) report).request() instanceof FailActivityTask)
                .hasSize(10)
                .allSatisfy(report -> {
                    FailActivityTask task = (FailActivityTask) ((LogReport) report).request();
                    assertThat(task.scheduledEventId() % 10).isEqualTo(3);
                    assertThat(task.failure().chain())
                            .singleElement()
                            .isInstanceOfSatisfying(FailureInfo.Application.class, info -> {
                                assertThat(info.nonRetryable()).isTrue();
                                assertThat(info.message()).contains("Expected at most 5 MB, but got 6 MB");
                            });
                });
    }

    @Test
    void aReportWhoseReplacementIsRefusedTooIsGivenUpSoThatOthersGoOn() {
        platform = request -> {
            throw new CallRefusedException(422, "no");
        };
        reporter.start();

        report(1);

        awaitAcknowledged(1);
        assertThat(posted).isEmpty();
    }

    private void report(int eventId) {
        CompleteActivityTask completion =
                new CompleteActivityTask("run", eventId, 1, Instant.EPOCH, Payload.NONE, "me");
        reporter.report(new LogReport(new ExecutionKey("default", "w"), completion), acknowledged::incrementAndGet);
    }

    private void awaitAcknowledged(int count) {
        Awaitility.await().until(() -> acknowledged.get() == count);
    }

    private List<Long> eventIds() {
        return posted.stream()
                .flatMap(List::stream)
                .map(report -> switch (((LogReport) report).request()) {
                    case CompleteActivityTask task -> task.scheduledEventId();
                    case FailActivityTask task -> task.scheduledEventId();
                    default -> -1L;
                })
                .toList();
    }
}
