package dev.weft.schemas.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.schemas.NamespaceChange;
import dev.weft.schemas.codec.Codec;
import dev.weft.schemas.subject.Codecs;
import dev.weft.schemas.subject.Subjects;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SharedLogTest {
    private static final TopicPartition PARTITION = new TopicPartition("weft-namespaces", 0);
    private static final Codec<NamespaceChange> CODEC = new Codecs().of(Subjects.NAMESPACE);

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final MockConsumer<byte[], byte[]> kafka = new MockConsumer<>("earliest");
    private SharedLog<NamespaceChange> log;
    private long nextOffset;

    @BeforeEach
    void start() {
        kafka.updateBeginningOffsets(Map.of(PARTITION, 0L));
        kafka.updateEndOffsets(Map.of(PARTITION, 2L));
        log = new SharedLog<>(kafka, PARTITION.topic(), CODEC, new SharedLog.Listener<>() {
            @Override
            public void said(String key, NamespaceChange value) {
                heard.add(key + "=" + value.description());
            }

            @Override
            public void withdrawn(String key) {
                heard.add(key + " withdrawn");
            }
        });
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void theLogIsReadyWhenAllThatItHeldIsTold() {
        add("a", CODEC.encode(change("one")));
        await().until(() -> heard.size() == 1);
        assertThat(log.ready()).isNotDone();

        add("a", CODEC.encode(change("two")));

        await().until(() -> log.ready().isDone());
        assertThat(heard).containsExactly("a=one", "a=two");
    }

    @Test
    void whatFollowsIsToldInItsOrder() {
        add("a", CODEC.encode(change("one")));
        add("b", CODEC.encode(change("two")));
        add("a", null);

        await().untilAsserted(() -> assertThat(heard).containsExactly("a=one", "b=two", "a withdrawn"));
    }

    @Test
    void recordThatCannotBeReadIsSkipped() {
        add("a", new byte[] {1, 2, 3});
        add("b", CODEC.encode(change("two")));

        await().untilAsserted(() -> assertThat(heard).containsExactly("b=two"));
    }

    @Test
    void readingGoesOnAfterAFailure() {
        kafka.setPollException(new KafkaException("away"));
        add("a", CODEC.encode(change("one")));

        await().untilAsserted(() -> assertThat(heard).containsExactly("a=one"));
    }

    @Test
    void whatIsSaidAndWithdrawnGoesToThePartition() {
        MockProducer<byte[], byte[]> producer =
                new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        SharedLogWriter<NamespaceChange> writer =
                new SharedLogWriter<>(new LogProducer(producer), PARTITION.topic(), CODEC);

        CompletableFuture<Void> said = writer.say("a", change("one"));
        writer.withdraw("a");

        assertThat(said).isCompleted();
        assertThat(producer.history())
                .allSatisfy(record -> assertThat(record.topic()).isEqualTo("weft-namespaces"))
                .allSatisfy(record -> assertThat(record.key())
                        .asString(StandardCharsets.UTF_8)
                        .isEqualTo("a"))
                .allSatisfy(record -> assertThat(record.partition()).isZero());
        assertThat(producer.history().getFirst())
                .extracting(ProducerRecord::value)
                .isEqualTo(CODEC.encode(change("one")));
        assertThat(producer.history().getLast().value()).isNull();
    }

    private static NamespaceChange change(String description) {
        return new NamespaceChange(
                "shop",
                "c1",
                "",
                NamespaceChange.State.REGISTERED,
                Duration.ofDays(1),
                description,
                Map.of("k", "v"),
                Instant.EPOCH);
    }

    private void add(String key, byte[] value) {
        long offset = nextOffset++;
        kafka.schedulePollTask(() -> kafka.addRecord(
                new ConsumerRecord<>(PARTITION.topic(), 0, offset, key.getBytes(StandardCharsets.UTF_8), value)));
    }
}
