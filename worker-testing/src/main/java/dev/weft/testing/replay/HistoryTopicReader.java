package dev.weft.testing.replay;

import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.RunOutcome;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionStarted;
import dev.weft.core.model.ExecutionKey;
import dev.weft.schemas.EventBatch;
import dev.weft.schemas.codec.Codec;
import dev.weft.schemas.kafka.KafkaSettings;
import dev.weft.schemas.routing.HistoryKey;
import dev.weft.schemas.subject.Codecs;
import dev.weft.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads histories from the history topic of a cluster, from its beginning to its present end, committed records only. It
 * joins no group and leaves no trace. Needs {@code kafka-clients} on the class path.
 *
 * @param kafka how the cluster is reached
 * @param topics of the installation
 * @param codecs for what the records hold
 * @param namespace of the workflows
 * @param workflowType of the workflows, empty for any
 * @param limit most runs that are given, the ones that were started last
 * @param openRunsOnly leaves out runs that are closed, which new code will not run again
 */
public record HistoryTopicReader(
        KafkaSettings kafka,
        Topics topics,
        Codecs codecs,
        String namespace,
        String workflowType,
        int limit,
        boolean openRunsOnly) {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int DEFAULT_LIMIT = 1_000;

    public HistoryTopicReader {
        if (limit < 1) {
            throw new IllegalArgumentException("Expected a limit of at least 1 run, but got " + limit);
        }
    }

    /**
     * The newest thousand runs of the default namespace.
     *
     * @param bootstrapServers {@code host:port}, separated by commas
     */
    public static HistoryTopicReader of(String bootstrapServers) {
        return new HistoryTopicReader(
                new KafkaSettings(bootstrapServers, Map.of()),
                Topics.DEFAULT,
                new Codecs(),
                ExecutionKey.DEFAULT_NAMESPACE,
                "",
                DEFAULT_LIMIT,
                false);
    }

    /** @param settings further client settings by Kafka's names, for security */
    public HistoryTopicReader withKafkaSettings(Map<String, String> settings) {
        KafkaSettings more = new KafkaSettings(kafka.bootstrapServers(), settings);
        return new HistoryTopicReader(more, topics, codecs, namespace, workflowType, limit, openRunsOnly);
    }

    public HistoryTopicReader withTopicPrefix(String prefix) {
        return new HistoryTopicReader(kafka, new Topics(prefix), codecs, namespace, workflowType, limit, openRunsOnly);
    }

    /** For an installation with a schema registry. */
    public HistoryTopicReader withCodecs(Codecs newCodecs) {
        return new HistoryTopicReader(kafka, topics, newCodecs, namespace, workflowType, limit, openRunsOnly);
    }

    public HistoryTopicReader withNamespace(String newNamespace) {
        return new HistoryTopicReader(kafka, topics, codecs, newNamespace, workflowType, limit, openRunsOnly);
    }

    public HistoryTopicReader withWorkflowType(String type) {
        return new HistoryTopicReader(kafka, topics, codecs, namespace, type, limit, openRunsOnly);
    }

    public HistoryTopicReader withLimit(int runs) {
        return new HistoryTopicReader(kafka, topics, codecs, namespace, workflowType, runs, openRunsOnly);
    }

    public HistoryTopicReader withOpenRunsOnly() {
        return new HistoryTopicReader(kafka, topics, codecs, namespace, workflowType, limit, true);
    }

    /** In the order in which the topic has them, partition by partition. */
    public List<RecordedHistory> read() {
        Map<String, Object> settings = kafka.tailConsumer("weft-replay");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        try (Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return readFrom(consumer);
        }
    }

    /** @throws IllegalArgumentException when there is no such topic */
    List<RecordedHistory> readFrom(Consumer<byte[], byte[]> consumer) {
        String topic = topics.historyChangelog();
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new IllegalArgumentException(
                    "Expected the topic " + topic + ", but there is none: is it the prefix of" + " the installation?");
        }
        Runs runs = new Runs();
        for (TopicPartition partition : partitions) {
            consumer.assign(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            consumer.seekToBeginning(List.of(partition));
            while (consumer.position(partition) < end) {
                consumer.poll(POLL).forEach(runs::add);
            }
        }
        return runs.histories();
    }

    /** The runs that were found so far, in the order of their starts. */
    private final class Runs {
        private final Codec<EventBatch> codec = codecs.eventBatch();
        private final Map<Run, TreeMap<Long, EventBatch>> wanted = new LinkedHashMap<>();

        private record Run(ExecutionKey key, String runId) {}

        private void add(ConsumerRecord<byte[], byte[]> record) {
            HistoryKey row = HistoryKey.decode(record.key());
            Run run = new Run(row.key(), row.runId());
            if (!row.key().namespace().equals(namespace)) {
                return;
            }
            if (record.value() == null) {
                wanted.remove(run);
            } else if (row.firstEventId() == 1 || wanted.containsKey(run)) {
                add(run, codec.decode(record.value()));
            }
        }

        private void add(Run run, EventBatch batch) {
            if (batch.events().getFirst().attributes() instanceof WorkflowExecutionStarted started
                    && !workflowType.isEmpty()
                    && !workflowType.equals(started.settings().workflowType())) {
                return;
            }
            wanted.computeIfAbsent(run, unseen -> new TreeMap<>()).put(batch.firstEventId(), batch);
            if (wanted.size() > limit && !openRunsOnly) {
                wanted.remove(wanted.keySet().iterator().next());
            }
        }

        private List<RecordedHistory> histories() {
            List<RecordedHistory> histories = new ArrayList<>();
            wanted.forEach((run, batches) -> {
                List<HistoryEvent> events = new ArrayList<>();
                batches.values().forEach(batch -> events.addAll(batch.events()));
                boolean open = RunOutcome.of(run.runId(), events.getLast()).isEmpty();
                if (open || !openRunsOnly) {
                    histories.add(new RecordedHistory(topics.historyChangelog(), run.key(), events));
                }
            });
            return histories.subList(Math.max(0, histories.size() - limit), histories.size());
        }
    }
}
