package dev.weft.schemas.kafka;

import dev.weft.schemas.codec.Codec;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Writes to a topic that {@link SharedLog} reads. Thread-safe. */
public final class SharedLogWriter<T> {
    static final int PARTITION = 0;

    private final LogProducer producer;
    private final String topic;
    private final Codec<T> codec;

    public SharedLogWriter(LogProducer producer, String topic, Codec<T> codec) {
        this.producer = producer;
        this.topic = topic;
        this.codec = codec;
    }

    /** Completes when the log has acknowledged it. */
    public CompletableFuture<Void> say(String key, T value) {
        return send(key, codec.encode(value));
    }

    /** Says that the key stands for nothing any more. */
    public CompletableFuture<Void> withdraw(String key) {
        return send(key, null);
    }

    private CompletableFuture<Void> send(String key, byte @Nullable [] value) {
        return producer.send(new ProducerRecord<>(topic, PARTITION, key.getBytes(StandardCharsets.UTF_8), value));
    }
}
