package dev.weft.e2e.platform;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.state.ExecutionSnapshot;
import dev.weft.schemas.codec.Codec;
import dev.weft.schemas.routing.ExecutionsKey;
import dev.weft.schemas.routing.Routing;
import dev.weft.schemas.subject.Codecs;
import dev.weft.schemas.topic.Topics;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The states of executions in their changelog, for tests that tamper with them. */
final class StoredStates {
    private static final int PARTITIONS = 4;

    private final String bootstrapServers;
    private final Codec<ExecutionSnapshot> codec = new Codecs().execution();

    StoredStates(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** The newest committed one. */
    Optional<ExecutionSnapshot> newest(ExecutionKey key) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrapServers,
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest");
        TopicPartition partition = partition(key);
        byte[] rowKey = ExecutionsKey.encode(key);
        Optional<ExecutionSnapshot> newest = Optional.empty();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            consumer.seekToBeginning(List.of(partition));
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    if (Arrays.equals(record.key(), rowKey)) {
                        newest = Optional.ofNullable(record.value()).map(codec::decode);
                    }
                }
            }
        }
        return newest;
    }

    void write(ExecutionSnapshot state) {
        TopicPartition partition = partition(state.key());
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                    partition.topic(), partition.partition(), ExecutionsKey.encode(state.key()), codec.encode(state)));
            producer.flush();
        }
    }

    private static TopicPartition partition(ExecutionKey key) {
        int number = Routing.initial(PARTITIONS).partitionOf(key);
        return new TopicPartition(Topics.DEFAULT.executionsChangelog(), number);
    }
}
