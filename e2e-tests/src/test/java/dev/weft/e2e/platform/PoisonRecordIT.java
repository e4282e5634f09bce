package dev.weft.e2e.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.benchmarks.rig.Api;
import dev.weft.benchmarks.rig.Rig;
import dev.weft.e2e.installation.Installation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes what nobody can read to the request topic. */
final class PoisonRecordIT {
    private static final int PARTITIONS = 4;

    @Test
    void recordThatCannotBeReadBecomesADeadLetterAndStopsNoPartition(@TempDir Path directory) {
        int kafkaPort = Rig.freePort();
        try (Installation installation = new Installation(directory)) {
            installation.startServing("platform", "dev", "--kafka-port", Integer.toString(kafkaPort));
            installation.startWorker("worker", "platform");
            String bootstrap = "127.0.0.1:" + kafkaPort;
            List<byte[]> poison = List.of(
                    "not even Avro".getBytes(StandardCharsets.UTF_8),
                    new byte[0],
                    new byte[] {0, 0, 0, 0, 1},
                    new byte[] {0, 127, 127, 127, 127, 1, 2, 3});
            try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                    Map.of("bootstrap.servers", bootstrap), new ByteArraySerializer(), new ByteArraySerializer())) {
                for (int partition = 0; partition < PARTITIONS; partition++) {
                    for (byte[] value : poison) {
                        producer.send(new ProducerRecord<>("weft-requests", partition, null, value));
                    }
                }
                producer.flush();
            }
            try (Api api = installation.api("platform")) {
                for (int i = 0; i < 20; i++) {
                    api.start("Chain", "after-" + i, "{\"steps\":1,\"activityMillis\":0}");
                    assertThat(api.result("after-" + i).path("status").asText()).isEqualTo("COMPLETED");
                }
            }
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(deadLetters(bootstrap)).hasSize(PARTITIONS * poison.size()));
        }
    }

    private static List<byte[]> deadLetters(String bootstrap) {
        List<byte[]> values = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition("weft-dead-letters", 0);
            consumer.assign(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            consumer.seekToBeginning(List.of(partition));
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
            }
        }
        return values;
    }
}
