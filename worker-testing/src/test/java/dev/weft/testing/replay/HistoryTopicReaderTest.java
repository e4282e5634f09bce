package dev.weft.testing.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.core.event.EventAttributes;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.TimerEvent;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionTerminated;
import dev.weft.core.model.ExecutionKey;
import dev.weft.schemas.EventBatch;
import dev.weft.schemas.json.RecordJsonReader;
import dev.weft.schemas.routing.HistoryKey;
import dev.weft.schemas.subject.Codecs;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class HistoryTopicReaderTest {
    private static final String TOPIC = "weft-history-changelog";
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
    private static final HistoryTopicReader READER = HistoryTopicReader.of("localhost:9092");

    private final Codecs codecs = new Codecs();
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private long offset;

    private static HistoryEvent event(long id, EventAttributes attributes) {
        return new HistoryEvent(id, Instant.parse("2026-01-01T00:00:00Z"), attributes);
    }

    private static HistoryEvent started(String type, String runId) {
        String json =
                "{\"eventId\":1,\"eventType\":\"WorkflowExecutionStarted\",\"eventTime\":\"2026-01-01T00:00:00Z\","
                        + "\"attributes\":{\"workflowType\":\"" + type + "\",\"runId\":\"" + runId + "\"}}";
        return RecordJsonReader.event(RecordJsonReader.parse(json.getBytes(StandardCharsets.UTF_8)));
    }

    private void run(String namespace, String type, String id, boolean closed) {
        ExecutionKey key = new ExecutionKey(namespace, id);
        String runId = "run-" + id;
        append(key, runId, List.of(started(type, runId), event(2, new TimerEvent.TimerFired("1", 1))));
        append(
                key,
                runId,
                List.of(event(
                        3,
                        closed
                                ? new WorkflowExecutionTerminated("enough", List.of(), "", "")
                                : new TimerEvent.TimerFired("2", 1))));
    }

    private void append(ExecutionKey key, String runId, List<HistoryEvent> events) {
        EventBatch batch = new EventBatch(key, runId, events);
        add(
                HistoryKey.encode(key, runId, batch.firstEventId()),
                codecs.eventBatch().encode(batch));
    }

    private void add(byte[] key, byte[] value) {
        long next = offset++;
        consumer.schedulePollTask(() -> consumer.addRecord(new ConsumerRecord<>(TOPIC, 0, next, key, value)));
    }

    private List<String> read(HistoryTopicReader reader) {
        Node node = new Node(0, "localhost", 9092);
        consumer.updatePartitions(
                TOPIC, List.of(new PartitionInfo(TOPIC, 0, node, new Node[] {node}, new Node[] {node})));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, offset));
        return reader.readFrom(consumer).stream()
                .map(history -> history.workflowType() + " " + history.key().workflowId() + " "
                        + history.events().size())
                .toList();
    }

    @Test
    void runsOfTheNamespaceAreReadWhole() {
        run("default", "Order", "a", true);
        run("other", "Order", "b", true);
        run("default", "Refund", "c", false);

        assertThat(read(READER)).containsExactly("Order a 3", "Refund c 3");
    }

    @Test
    void runsOfOneTypeAreRead() {
        run("default", "Order", "a", true);
        run("default", "Refund", "c", true);

        assertThat(read(READER.withWorkflowType("Refund"))).containsExactly("Refund c 3");
    }

    @Test
    void theNewestRunsAreReadUpToTheLimit() {
        for (String id : List.of("a", "b", "c", "d")) {
            run("default", "Order", id, true);
        }

        assertThat(read(READER.withLimit(2))).containsExactly("Order c 3", "Order d 3");
    }

    @Test
    void closedRunsAreLeftOutOnRequest() {
        run("default", "Order", "a", false);
        run("default", "Order", "b", true);

        assertThat(read(READER.withOpenRunsOnly().withLimit(1))).containsExactly("Order a 3");
    }

    @Test
    void runsThatWereDeletedAreLeftOut() {
        run("default", "Order", "a", true);
        ExecutionKey key = new ExecutionKey("default", "a");
        long next = offset++;
        consumer.schedulePollTask(() ->
                consumer.addRecord(new ConsumerRecord<>(TOPIC, 0, next, HistoryKey.encode(key, "run-a", 1), null)));

        assertThat(read(READER)).isEmpty();
    }

    @Test
    void impossibleOptionsAreRefused() {
        assertThatThrownBy(() -> READER.withLimit(0)).hasMessage("Expected a limit of at least 1 run, but got 0");
        assertThatThrownBy(() -> READER.withTopicPrefix("no spaces")).hasMessageContaining("Expected a topic prefix");
        consumer.updatePartitions(TOPIC, List.of());
        assertThatThrownBy(() -> READER.readFrom(consumer))
                .hasMessageStartingWith("Expected the topic weft-history-changelog, but there is none");
    }
}
