package dev.weft.schemas.kafka;

import dev.weft.core.port.RequestAppender;
import dev.weft.core.request.Request;
import dev.weft.schemas.codec.Codec;
import dev.weft.schemas.routing.Routing;
import dev.weft.schemas.topic.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Appends to the request topic, in the partition that routing names. Thread-safe. */
public final class RequestLog implements RequestAppender {
    private final LogProducer producer;
    private final String topic;
    private final Supplier<Routing> routing;
    private final Codec<Request> codec;

    /** @param routing the current one, asked for each request */
    public RequestLog(LogProducer producer, Topics topics, Supplier<Routing> routing, Codec<Request> codec) {
        this.producer = producer;
        this.topic = topics.requests();
        this.routing = routing;
        this.codec = codec;
    }

    @Override
    public CompletableFuture<Void> append(Request request) {
        Routing current = routing.get();
        return append(current, current.partitionOf(request.key()), request);
    }

    /** Appends a request that is addressed to a partition rather than to an execution. */
    public CompletableFuture<Void> appendTo(int partition, Request request) {
        return append(routing.get(), partition, request);
    }

    private CompletableFuture<Void> append(Routing current, int partition, Request request) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                topic, partition, request.key().toString().getBytes(StandardCharsets.UTF_8), codec.encode(request));
        record.headers()
                .add(
                        Routing.VERSION_HEADER,
                        ByteBuffer.allocate(Integer.BYTES)
                                .putInt(current.version())
                                .array());
        return producer.send(record);
    }
}
