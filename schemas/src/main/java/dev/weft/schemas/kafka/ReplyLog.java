package dev.weft.schemas.kafka;

import dev.weft.core.reply.Reply;
import dev.weft.core.request.ReplyTo;
import dev.weft.schemas.ReplyEnvelope;
import dev.weft.schemas.codec.Codec;
import dev.weft.schemas.routing.Routing;
import dev.weft.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sends replies to processes that wait elsewhere. Thread-safe. */
public final class ReplyLog {
    private final LogProducer producer;
    private final String topic;
    private final int partitions;
    private final Codec<ReplyEnvelope> codec;

    public ReplyLog(LogProducer producer, Topics topics, int partitions, Codec<ReplyEnvelope> codec) {
        this.producer = producer;
        this.topic = topics.replies();
        this.partitions = partitions;
        this.codec = codec;
    }

    public CompletableFuture<Void> send(ReplyTo replyTo, Reply reply) {
        return producer.send(new ProducerRecord<>(
                topic,
                Routing.replyPartition(replyTo.instance(), partitions),
                replyTo.instance().getBytes(StandardCharsets.UTF_8),
                codec.encode(new ReplyEnvelope(replyTo, reply))));
    }
}
