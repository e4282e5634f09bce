package dev.weft.schemas.kafka;

import dev.weft.schemas.codec.Codec;
import dev.weft.schemas.routing.RoutingTable;
import dev.weft.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The routing tables of an installation: the last one in a compacted topic of one partition is in force. */
public final class RoutingLog {
    private static final byte[] KEY = "routing".getBytes(StandardCharsets.UTF_8);
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaSettings settings;
    private final TopicPartition partition;
    private final Codec<RoutingTable> codec;

    public RoutingLog(KafkaSettings settings, Topics topics, Codec<RoutingTable> codec) {
        this.settings = settings;
        this.partition = new TopicPartition(topics.routing(), 0);
        this.codec = codec;
    }

    /** The table in force; a new installation publishes its initial one. Processes that do so at once publish the same. */
    public RoutingTable readOrPublish(LogProducer producer, String clientId, int partitions) {
        return read(clientId).orElseGet(() -> {
            RoutingTable initial = RoutingTable.initial(partitions);
            producer.send(new ProducerRecord<>(partition.topic(), partition.partition(), KEY, codec.encode(initial)))
                    .join();
            return initial;
        });
    }

    private Optional<RoutingTable> read(String clientId) {
        try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                settings.tailConsumer(clientId), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            consumer.seekToBeginning(List.of(partition));
            Optional<RoutingTable> newest = Optional.empty();
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    newest = Optional.of(codec.decode(record.value()));
                }
            }
            return newest;
        }
    }
}
