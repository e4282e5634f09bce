package dev.weft.history.stream;

import static dev.weft.history.Requests.complete;
import static dev.weft.history.Requests.completeWorkflow;
import static dev.weft.history.Requests.delete;
import static dev.weft.history.Requests.key;
import static dev.weft.history.Requests.readHistory;
import static dev.weft.history.Requests.reset;
import static dev.weft.history.Requests.resetRunId;
import static dev.weft.history.Requests.runId;
import static dev.weft.history.Requests.scheduleActivity;
import static dev.weft.history.Requests.signal;
import static dev.weft.history.Requests.start;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.event.HistoryEvent;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.WorkflowStatus;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.EngineRequest;
import dev.weft.core.request.Request;
import dev.weft.core.request.WorkerRequest;
import dev.weft.core.state.ExecutionState;
import dev.weft.core.task.QueueName;
import dev.weft.core.task.Task;
import dev.weft.history.Requests;
import dev.weft.schemas.DeadLetter;
import dev.weft.schemas.EventBatch;
import dev.weft.schemas.routing.ExecutionsKey;
import dev.weft.schemas.routing.HistoryKey;
import dev.weft.schemas.routing.Routing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TestOutputTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryProcessorTest {
    @TempDir
    private Path directory;

    private ProcessorDriver driver;

    @BeforeEach
    void open() {
        driver = new ProcessorDriver(directory);
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void historyTopicShowsOneBatchPerRequestInTheWireFormat() {
        driver.send(start("a"));

        TestOutputTopic<byte[], byte[]> topic = driver.topic(driver.topics.historyChangelog());
        KeyValue<byte[], byte[]> row = topic.readKeyValue();
        EventBatch batch = driver.codecs.eventBatch().decode(row.value);
        assertThat(HistoryKey.decode(row.key)).isEqualTo(new HistoryKey(key("a"), runId("a"), 1));
        assertThat(batch.events()).hasSize(3);
        assertThat(topic.isEmpty()).isTrue();
    }

    @Test
    void commitWritesTheStateOfWhatHasChanged() {
        driver.send(start("a"));

        KeyValue<byte[], byte[]> row =
                driver.topic(driver.topics.executionsChangelog()).readKeyValue();
        ExecutionState state = ExecutionState.restore(driver.codecs.execution().decode(row.value));
        assertThat(ExecutionsKey.decode(row.key)).isEqualTo(key("a"));
        assertThat(state.isOpen()).isTrue();
        assertThat(state.nextEventId()).isEqualTo(4);
    }

    @Test
    void repliesAndTasksLeaveAtOnceInMemory() {
        driver.send(start("a"));

        assertThat(driver.replies).singleElement().isInstanceOf(Reply.Started.class);
        assertThat(driver.tasks).singleElement().isInstanceOf(Task.WorkflowTask.class);
        assertThat(driver.produced.history()).isEmpty();
    }

    @Test
    void executionsAreReadBackAfterTheyHaveLeftTheCache() {
        driver.close();
        driver = new ProcessorDriver(directory, 0, null);
        driver.send(start("a"));
        assertThat(driver.executions().cachedExecutions()).isZero();

        driver.send(complete((Task.WorkflowTask) driver.tasks.getLast(), scheduleActivity("charge")));
        driver.send(complete((Task.ActivityTask) driver.tasks.getLast()));
        driver.send(complete((Task.WorkflowTask) driver.tasks.getLast(), completeWorkflow()));

        assertThat(driver.executions().peek(key("a")).state().isOpen()).isFalse();
        assertThat(driver.cache.bytes()).isZero();
    }

    @Test
    void taskGoesThroughTheTopicWhenNobodyInThisProcessOwnsItsQueue() {
        driver.close();
        driver = new ProcessorDriver(directory, 1 << 20, task -> false);

        driver.send(start("a"));

        assertThat(driver.producedTo(driver.topics.tasks())).hasSize(1);
    }

    @Test
    void resendRequestSendsTheTasksOfItsQueuesOnly() {
        driver.send(start("a"));
        driver.pass(Duration.ofSeconds(1));
        int partition = Routing.taskPartition(new QueueName("default", Requests.QUEUE, ""), 16);
        driver.tasks.clear();

        driver.send(Request.of(ExecutionKey.NONE, new EngineRequest.ResendTasks((partition + 1) % 16, 16)));
        driver.pass(Duration.ofSeconds(1));
        assertThat(driver.tasks).isEmpty();
        driver.send(Request.of(ExecutionKey.NONE, new EngineRequest.ResendTasks(partition, 16)));
        driver.pass(Duration.ofSeconds(1));

        assertThat(driver.tasks).hasSize(1);
    }

    @Test
    void resendRequestsThatWaitTogetherAreServedByOneWalk() {
        driver.send(start("a"));
        driver.pass(Duration.ofSeconds(1));
        driver.tasks.clear();

        for (int round = 0; round < 2; round++) {
            for (int partition = 0; partition < 16; partition++) {
                driver.send(Request.of(ExecutionKey.NONE, new EngineRequest.ResendTasks(partition, 16)));
            }
        }
        driver.pass(Duration.ofSeconds(1));

        assertThat(driver.tasks).hasSize(1);
    }

    @Test
    void recordThatCannotBeReadIsPutAsideAndThePartitionGoesOn() {
        driver.sendBytes(new byte[] {1}, new byte[] {42, 42});
        driver.send(start("a"));

        DeadLetter letter = driver.codecs
                .deadLetter()
                .decode(driver.producedTo(driver.topics.deadLetters())
                        .getFirst()
                        .value());
        assertThat(letter.offset()).isZero();
        assertThat(letter.value()).containsExactly(42, 42);
        assertThat(driver.tasks).hasSize(1);
    }

    @Test
    void effectThatFailsIsPutAsideWithItsStackAndThePartitionGoesOn() {
        driver.close();
        driver = new ProcessorDriver(directory, 1 << 20, task -> {
            throw new IllegalStateException("Expected no task, but got one");
        });

        driver.send(start("a"));
        driver.send(signal("a", "pay"));

        DeadLetter letter = driver.codecs
                .deadLetter()
                .decode(driver.producedTo(driver.topics.deadLetters())
                        .getFirst()
                        .value());
        assertThat(letter.stackTrace()).contains("Expected no task, but got one");
        assertThat(driver.executions().peek(key("a")).state().buffer().isEmpty())
                .isFalse();
    }

    @Test
    void deletedExecutionLeavesTombstonesInBothTopics() {
        driver.send(start("a"));
        driver.send(complete((Task.WorkflowTask) driver.tasks.getLast()));
        driver.send(reset("a"));
        driver.send(delete("a", ""));

        Map<Bytes, byte[]> history = newestRows(driver.topics.historyChangelog());
        assertThat(history.keySet().stream()
                        .map(row -> HistoryKey.decode(row.get()).runId()))
                .contains(runId("a"), resetRunId("a"));
        assertThat(history.values()).containsOnlyNulls();
        assertThat(newestRows(driver.topics.executionsChangelog()).values()).containsOnlyNulls();
    }

    @Test
    void historyOfAResetRunIsReadFromItsOwnRowsAfterItsBaseIsDeleted() {
        driver.send(start("a"));
        driver.send(complete((Task.WorkflowTask) driver.tasks.getLast()));
        driver.send(reset("a"));
        driver.send(delete("a", runId("a")));
        driver.send(readHistory("a", 1, 100));

        Reply.HistoryPage page = (Reply.HistoryPage) driver.replies.getLast();
        assertThat(page.runId()).isEqualTo(resetRunId("a"));
        assertThat(page.events().stream().map(HistoryEvent::eventType))
                .startsWith("WorkflowExecutionStarted", "WorkflowTaskScheduled", "WorkflowTaskStarted");
        assertThat(newestRows(driver.topics.historyChangelog()).entrySet().stream()
                        .filter(row -> row.getValue() != null)
                        .map(row -> HistoryKey.decode(row.getKey().get()).runId()))
                .containsOnly(resetRunId("a"));
    }

    private Map<Bytes, byte[]> newestRows(String topic) {
        Map<Bytes, byte[]> rows = new HashMap<>();
        driver.topic(topic).readKeyValuesToList().forEach(row -> rows.put(Bytes.wrap(row.key), row.value));
        return rows;
    }

    @Test
    void taskThatIsTooLargeForTheLogIsPutAsideAndFails() {
        driver.close();
        driver = new ProcessorDriver(directory, 1 << 20, task -> false);
        driver.pass(Duration.ofSeconds(1));
        driver.produced.sendException = new RecordTooLargeException("9 MiB");
        driver.send(start("a"));
        driver.produced.sendException = null;

        driver.pass(Duration.ofSeconds(1));
        driver.pass(Duration.ofSeconds(5));

        assertThat(driver.producedTo(driver.topics.tasks())).isEmpty();
        assertThat(driver.producedTo(driver.topics.deadLetters()))
                .singleElement()
                .satisfies(record -> {
                    DeadLetter letter = driver.codecs.deadLetter().decode(record.value());
                    assertThat(letter.topic()).isEqualTo(driver.topics.tasks());
                    assertThat(letter.reason()).startsWith("WorkflowTask").endsWith("9 MiB");
                });
        assertThat(driver.producedTo(driver.topics.requests())).singleElement().satisfies(record -> {
            Request request = driver.codecs.request().decode(record.value());
            assertThat(request.body()).isInstanceOf(WorkerRequest.FailWorkflowTask.class);
            driver.send(request);
        });
        assertThat(driver.executions().peek(key("a")).state().status()).isEqualTo(WorkflowStatus.STUCK);
    }

    @Test
    void effectThatDidNotLeaveIsSentAgain() {
        driver.close();
        driver = new ProcessorDriver(directory, 1 << 20, task -> false);
        driver.pass(Duration.ofSeconds(1));
        driver.produced.sendException = new TimeoutException("no answer");
        driver.send(start("a"));
        assertThat(driver.producedTo(driver.topics.tasks())).isEmpty();

        driver.produced.sendException = null;
        driver.pass(Duration.ofSeconds(1));
        driver.pass(Duration.ofSeconds(1));

        assertThat(driver.producedTo(driver.topics.tasks())).hasSize(1);
    }
}
