package dev.weft.schemas.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.core.reply.Reply;
import dev.weft.core.request.ReplyTo;
import dev.weft.schemas.ReplyEnvelope;
import dev.weft.schemas.routing.Routing;
import dev.weft.schemas.subject.Codecs;
import dev.weft.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ReplyConsumerTest {
    private static final int PARTITIONS = 4;
    private static final long END = 100;
    private static final TopicPartition PARTITION =
            new TopicPartition("weft-replies", Routing.replyPartition("me", PARTITIONS));

    private final Codecs codecs = new Codecs();
    private final List<ReplyEnvelope> received = new CopyOnWriteArrayList<>();
    private final MockConsumer<byte[], byte[]> kafka = new MockConsumer<>("latest");
    private ReplyConsumer replies;
    private long nextOffset = END;

    @BeforeEach
    void start() throws Exception {
        kafka.updateEndOffsets(Map.of(PARTITION, END));
        replies = new ReplyConsumer(
                kafka,
                Topics.DEFAULT,
                PARTITIONS,
                "me",
                codecs.reply(),
                (replyTo, reply) -> received.add(new ReplyEnvelope(replyTo, reply)));
        replies.ready().get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() {
        replies.close();
    }

    @Test
    void repliesToThisInstanceAreReceived() {
        ReplyEnvelope mine = new ReplyEnvelope(new ReplyTo("me", 7), new Reply.Accepted("run"));

        add("other", codecs.reply().encode(new ReplyEnvelope(new ReplyTo("other", 7), new Reply.None())));
        add("me", codecs.reply().encode(mine));

        await().untilAsserted(() -> assertThat(received).containsExactly(mine));
    }

    @Test
    void replyThatCannotBeReadIsSkipped() {
        ReplyEnvelope mine = new ReplyEnvelope(new ReplyTo("me", 8), new Reply.None());

        add("me", new byte[] {1, 2, 3});
        add("me", codecs.reply().encode(mine));

        await().untilAsserted(() -> assertThat(received).containsExactly(mine));
    }

    @Test
    void readingGoesOnAfterAFailure() {
        ReplyEnvelope mine = new ReplyEnvelope(new ReplyTo("me", 9), new Reply.None());

        kafka.setPollException(new KafkaException("away"));
        add("me", codecs.reply().encode(mine));

        await().untilAsserted(() -> assertThat(received).containsExactly(mine));
    }

    @Test
    void closingLetsGoOfTheConsumer() {
        replies.close();

        assertThat(kafka.closed()).isTrue();
    }

    private void add(String key, byte[] value) {
        long offset = nextOffset++;
        kafka.schedulePollTask(() -> kafka.addRecord(new ConsumerRecord<>(
                PARTITION.topic(), PARTITION.partition(), offset, key.getBytes(StandardCharsets.UTF_8), value)));
    }
}
