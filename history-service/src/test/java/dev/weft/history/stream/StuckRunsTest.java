package dev.weft.history.stream;

import static dev.weft.history.Requests.complete;
import static dev.weft.history.Requests.fail;
import static dev.weft.history.Requests.key;
import static dev.weft.history.Requests.runId;
import static dev.weft.history.Requests.signal;
import static dev.weft.history.Requests.start;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.Payload;
import dev.weft.core.model.WorkflowStatus;
import dev.weft.core.model.WorkflowTaskFailedCause;
import dev.weft.core.request.ClientRequest;
import dev.weft.core.request.EngineRequest.WorkerArrived;
import dev.weft.core.request.ReplyTo;
import dev.weft.core.request.Request;
import dev.weft.core.task.Task;
import dev.weft.history.Requests;
import dev.weft.schemas.StreamEntry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the shell makes of runs that are stuck. */
class StuckRunsTest {
    private static final WorkerArrived ARRIVED = new WorkerArrived("default", Requests.QUEUE);

    @TempDir
    private Path directory;

    @TempDir
    private Path otherDirectory;

    private ProcessorDriver driver;

    @BeforeEach
    void open() {
        driver = new ProcessorDriver(directory);
        passAWhile();
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void followersAreToldWhenARunBecomesStuckAndWhenItGoesOn() {
        Task.WorkflowTask task = stuck("a");
        assertThat(told()).singleElement().satisfies(entry -> {
            assertThat(entry.key()).isEqualTo(key("a"));
            assertThat(entry.runId()).isEqualTo(runId("a"));
            assertThat(entry.status()).isEqualTo(WorkflowStatus.STUCK);
            assertThat(entry.problem().cause()).isEqualTo("NON_DETERMINISTIC_ERROR");
        });

        driver.send(Request.of(key("a"), ARRIVED));
        driver.send(complete(lastTask()));

        assertThat(task.attempt()).isEqualTo(1);
        assertThat(told()).extracting(StreamEntry.StatusChanged::status).last().isEqualTo(WorkflowStatus.RUNNING);
    }

    @Test
    void gaugeCountsOpenRunsThatAreStuck() {
        stuck("a");
        stuck("b");
        assertThat(gauge()).isEqualTo(2);

        driver.send(Request.of(key("a"), ARRIVED));
        driver.send(complete(lastTask()));
        assertThat(gauge()).isEqualTo(1);

        driver.send(Request.of(key("b"), new ClientRequest.TerminateWorkflow("", "", List.of(), "")));
        assertThat(gauge()).isZero();
    }

    @Test
    void becomingStuckIsCountedByItsCause() {
        stuck("a");

        assertThat(driver.meters
                        .get("weft.history.became.stuck")
                        .tag("cause", "NON_DETERMINISTIC_ERROR")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void takeoverCountsStuckRunsWithoutCountingThemAsNew() {
        stuck("a");
        takeOver();
        passAWhile();

        assertThat(gauge()).isEqualTo(1);
        assertThat(driver.meters.find("weft.history.became.stuck").counter()).isNull();
        assertThat(told()).extracting(StreamEntry.StatusChanged::status).containsExactly(WorkflowStatus.STUCK);
    }

    @Test
    void partitionThatGoesElsewhereIsNotCountedAnyMore() {
        stuck("a");
        ProcessorDriver former = driver;
        takeOver();

        assertThat(former.meters.get("weft.history.stuck").gauge().value()).isZero();
    }

    @Test
    void stuckRunsOfTheQueueAreToldOfAWorkerByTheLog() {
        stuck("a");
        driver.send(start("healthy"));

        driver.send(Request.of(ExecutionKey.NONE, ARRIVED));
        passAWhile();

        assertThat(requests()).containsExactly(Request.of(key("a"), ARRIVED));
    }

    @Test
    void workerOfAnotherQueueConcernsNobody() {
        stuck("a");

        driver.send(Request.of(ExecutionKey.NONE, new WorkerArrived("default", "others")));
        driver.send(Request.of(ExecutionKey.NONE, new WorkerArrived("elsewhere", Requests.QUEUE)));
        passAWhile();

        assertThat(requests()).isEmpty();
    }

    @Test
    void workerThatArrivesDuringATakeoverReachesRunsThatWereNotSeenYet() {
        stuck("a");
        takeOver();

        driver.send(Request.of(ExecutionKey.NONE, ARRIVED));
        passAWhile();

        assertThat(requests()).containsExactly(Request.of(key("a"), ARRIVED));
    }

    @Test
    void runWithALongHistoryIsCountedOnce() {
        driver.send(start("a"));
        driver.send(complete(lastTask()));
        driver.send(Request.of(key("a"), new ClientRequest.PauseWorkflow("", "", "")));
        for (int signal = 0; signal < 12; signal++) {
            driver.send(large("a", signal));
        }

        assertThat(driver.meters.get("weft.history.long").counter().count()).isEqualTo(1);
    }

    @Test
    void largeRequestsAreCounted() {
        driver.send(start("a"));
        driver.send(complete(lastTask()));
        driver.send(signal("a", "small"));
        driver.send(complete(lastTask()));
        driver.send(large("a", 1));

        assertThat(driver.meters.get("weft.history.large.transitions").counter().count())
                .isEqualTo(1);
    }

    private static Request large(String workflowId, int number) {
        Payload megabyte = new Payload(Payload.BINARY, Map.of(), new byte[1 << 20]);
        return new Request(
                key(workflowId),
                "signal-" + number,
                ReplyTo.NOBODY,
                new ClientRequest.SignalWorkflow("", "large", List.of(megabyte), Map.of(), "tester"));
    }

    private Task.WorkflowTask stuck(String workflowId) {
        driver.send(start(workflowId));
        Task.WorkflowTask task = lastTask();
        driver.send(fail(task, WorkflowTaskFailedCause.NON_DETERMINISTIC_ERROR));
        return task;
    }

    private Task.WorkflowTask lastTask() {
        return (Task.WorkflowTask) driver.tasks.getLast();
    }

    private void takeOver() {
        List<KeyValue<byte[], byte[]>> rows =
                driver.topic(driver.topics.executionsChangelog()).readKeyValuesToList();
        driver.close();
        driver = new ProcessorDriver(otherDirectory);
        driver.takeOver(rows);
    }

    /** Long enough for everything that is done between requests, a piece at a time. */
    private void passAWhile() {
        for (int piece = 0; piece < 20; piece++) {
            driver.pass(Duration.ofMillis(100));
        }
    }

    private double gauge() {
        return driver.meters.get("weft.history.stuck").gauge().value();
    }

    private List<StreamEntry.StatusChanged> told() {
        return driver.producedTo(driver.topics.streams()).stream()
                .map(record -> driver.codecs.streamEntry().decode(record.value()))
                .map(StreamEntry.StatusChanged.class::cast)
                .toList();
    }

    private List<Request> requests() {
        return driver.producedTo(driver.topics.requests()).stream()
                .map(record -> driver.codecs.request().decode(record.value()))
                .toList();
    }
}
