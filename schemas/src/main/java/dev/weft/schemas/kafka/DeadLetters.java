package dev.weft.schemas.kafka;

import dev.weft.schemas.DeadLetter;
import dev.weft.schemas.codec.Codec;
import dev.weft.schemas.topic.Topics;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Puts aside records that cannot be handled. Thread-safe. */
public final class DeadLetters {
    private static final int PARTITION = 0;

    private final LogProducer producer;
    private final String topic;
    private final Codec<DeadLetter> codec;

    public DeadLetters(LogProducer producer, Topics topics, Codec<DeadLetter> codec) {
        this.producer = producer;
        this.topic = topics.deadLetters();
        this.codec = codec;
    }

    public CompletableFuture<Void> put(DeadLetter letter) {
        return producer.send(new ProducerRecord<>(topic, PARTITION, letter.key(), codec.encode(letter)));
    }
}
