package dev.weft.schemas.kafka;

import dev.weft.schemas.StreamEntry;
import dev.weft.schemas.codec.Codec;
import dev.weft.schemas.routing.ExecutionsKey;
import dev.weft.schemas.routing.Routing;
import dev.weft.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Tells those who follow an execution what is not in its history. Thread-safe. */
public final class StreamLog {
    private final LogProducer producer;
    private final Supplier<Routing> routing;
    private final String topic;
    private final Codec<StreamEntry> codec;

    /** @param routing the current one, asked for each entry */
    public StreamLog(LogProducer producer, Topics topics, Supplier<Routing> routing, Codec<StreamEntry> codec) {
        this.producer = producer;
        this.routing = routing;
        this.topic = topics.streams();
        this.codec = codec;
    }

    public CompletableFuture<Void> send(StreamEntry entry) {
        return producer.send(new ProducerRecord<>(
                topic,
                routing.get().partitionOf(entry.key()),
                entry.key().toString().getBytes(StandardCharsets.UTF_8),
                codec.encode(entry)));
    }

    /** What {@link ExecutionTail} needs to follow the entries. */
    public static ExecutionTail.Source<StreamEntry> source(Topics topics, Codec<StreamEntry> codec) {
        return new ExecutionTail.Source<>(
                topics.streams(), key -> ExecutionsKey.executionOf(new String(key, StandardCharsets.UTF_8)), codec);
    }
}
