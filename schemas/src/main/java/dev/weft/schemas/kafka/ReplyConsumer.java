package dev.weft.schemas.kafka;

import dev.weft.core.port.ReplyReceiver;
import dev.weft.schemas.ReplyEnvelope;
import dev.weft.schemas.codec.Codec;
import dev.weft.schemas.codec.CodecException;
import dev.weft.schemas.routing.Routing;
import dev.weft.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads, from now on, the replies that other processes send to this one. */
public final class ReplyConsumer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReplyConsumer.class);
    private static final Duration POLL = Duration.ofSeconds(1);

    private final Consumer<byte[], byte[]> consumer;
    private final TopicPartition partition;
    private final byte[] instanceKey;
    private final Codec<ReplyEnvelope> codec;
    private final ReplyReceiver receiver;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final ConsumerThread thread;

    /**
     * Begins to read.
     *
     * @param consumer used by one thread of this object only, and closed with it
     * @param partitions of the reply topic
     */
    public ReplyConsumer(
            Consumer<byte[], byte[]> consumer,
            Topics topics,
            int partitions,
            String instanceId,
            Codec<ReplyEnvelope> codec,
            ReplyReceiver receiver) {
        this.consumer = consumer;
        this.partition = new TopicPartition(topics.replies(), Routing.replyPartition(instanceId, partitions));
        this.instanceKey = instanceId.getBytes(StandardCharsets.UTF_8);
        this.codec = codec;
        this.receiver = receiver;
        this.thread = ConsumerThread.start("weft-replies", consumer, this::readOnce);
    }

    /** Reads the replies to a client. */
    public static ReplyConsumer connect(
            KafkaSettings settings, Topics topics, int partitions, LogClient client, Codec<ReplyEnvelope> codec) {
        Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                settings.tailConsumer(client.instanceId() + "-replies"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        return new ReplyConsumer(consumer, topics, partitions, client.instanceId(), codec, client);
    }

    /** Completes when no reply that is sent from then on will be missed. */
    public CompletableFuture<Void> ready() {
        return ready;
    }

    @Override
    public void close() {
        thread.close();
        ready.cancel(false);
    }

    private void readOnce() {
        if (!ready.isDone()) {
            consumer.assign(List.of(partition));
            consumer.seekToEnd(List.of(partition));
            consumer.position(partition);
            ready.complete(null);
        }
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            if (Arrays.equals(record.key(), instanceKey)) {
                deliver(record);
            }
        }
    }

    private void deliver(ConsumerRecord<byte[], byte[]> record) {
        try {
            ReplyEnvelope envelope = codec.decode(record.value());
            receiver.offer(envelope.replyTo(), envelope.reply());
        } catch (CodecException unreadable) {
            LOG.error(
                    "Skipped a reply that cannot be read partition={} offset={}",
                    record.partition(),
                    record.offset(),
                    unreadable);
        }
    }
}
