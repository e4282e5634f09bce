package dev.weft.benchmarks.rig;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The unit that latencies are told in: a record is appended with acks=all, then received by a plain consumer. */
public final class BareKafka {
    private static final String TOPIC = "bench-bare";
    private static final int ROUND_TRIPS = 1_500;
    private static final int WARM_UP = 500;

    private BareKafka() {}

    /** Median of one round trip at a time, in microseconds. */
    public static double roundTripMicros(String bootstrapServers) {
        createTopic(bootstrapServers);
        Map<String, Object> common = Map.of("bootstrap.servers", bootstrapServers, "enable.metrics.push", false);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        with(common, Map.of("acks", "all", "linger.ms", 0)),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
                KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                        with(common, Map.of("fetch.min.bytes", 1)),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(TOPIC, 0);
            consumer.assign(List.of(partition));
            consumer.seekToEnd(List.of(partition));
            consumer.position(partition);
            Histogram times = new Histogram(3);
            byte[] value = new byte[150];
            for (int trip = 0; trip < ROUND_TRIPS; trip++) {
                long from = System.nanoTime();
                producer.send(new ProducerRecord<>(TOPIC, 0, null, value)).get();
                while (consumer.poll(Duration.ofSeconds(1)).isEmpty()) {
                    Thread.onSpinWait();
                }
                if (trip >= WARM_UP) {
                    times.recordValue(System.nanoTime() - from);
                }
            }
            return times.getValueAtPercentile(50) / 1e3;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Expected the broker to acknowledge a bare record, but it did not", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Expected to measure bare Kafka, but was interrupted", e);
        }
    }

    private static Map<String, Object> with(Map<String, Object> common, Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(common);
        all.putAll(more);
        return all;
    }

    private static void createTopic(String bootstrapServers) {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", bootstrapServers, "enable.metrics.push", "false"))) {
            if (!admin.listTopics().names().get().contains(TOPIC)) {
                admin.createTopics(List.of(new NewTopic(TOPIC, Optional.of(1), Optional.empty())))
                        .all()
                        .get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("Expected to be able to create topic " + TOPIC, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Expected to create a topic, but was interrupted", e);
        }
    }
}
