package dev.weft.schemas.kafka;

import dev.weft.schemas.codec.Codec;
import dev.weft.schemas.codec.CodecException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A topic of one partition that every process reads whole, from its beginning on, and then follows: all of them hear the
 * same in the same order.
 */
public final class SharedLog<T> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SharedLog.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final long UNKNOWN = -1;

    private final Consumer<byte[], byte[]> consumer;
    private final TopicPartition partition;
    private final Codec<T> codec;
    private final Listener<T> listener;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final ConsumerThread thread;
    private long end = UNKNOWN;

    /** Hears what stands in the log. Called on one thread; must not block. */
    @FunctionalInterface
    public interface Listener<T> {
        void said(String key, T value);

        /** The key stands for nothing any more. Nothing happens by default, for logs in which that does not occur. */
        default void withdrawn(String key) {}
    }

    /** @param consumer used by one thread of this object only, and closed with it */
    public SharedLog(Consumer<byte[], byte[]> consumer, String topic, Codec<T> codec, Listener<T> listener) {
        this.consumer = consumer;
        this.partition = new TopicPartition(topic, SharedLogWriter.PARTITION);
        this.codec = codec;
        this.listener = listener;
        this.thread = ConsumerThread.start("weft-" + topic, consumer, this::readOnce);
    }

    public static <T> SharedLog<T> connect(
            KafkaSettings settings, String clientId, String topic, Codec<T> codec, Listener<T> listener) {
        Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                settings.tailConsumer(clientId), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        return new SharedLog<>(consumer, topic, codec, listener);
    }

    /** Completes when everything that the log held when this began to read has been told. */
    public CompletableFuture<Void> ready() {
        return ready;
    }

    @Override
    public void close() {
        thread.close();
        ready.cancel(false);
    }

    private void readOnce() {
        if (end == UNKNOWN) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        }
        if (!ready.isDone() && consumer.position(partition) >= end) {
            ready.complete(null);
        }
        consumer.poll(POLL).forEach(this::tell);
    }

    private void tell(ConsumerRecord<byte[], byte[]> record) {
        String key = new String(record.key(), StandardCharsets.UTF_8);
        try {
            if (record.value() == null) {
                listener.withdrawn(key);
            } else {
                listener.said(key, codec.decode(record.value()));
            }
        } catch (CodecException unreadable) {
            LOG.error(
                    "Skipped a record that cannot be read topic={} partition={} offset={}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    unreadable);
        }
    }
}
