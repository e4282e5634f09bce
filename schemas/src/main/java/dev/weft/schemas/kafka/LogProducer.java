package dev.weft.schemas.kafka;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The one idempotent, non-transactional producer of a process. Thread-safe; keeps the order of each thread's sends. */
public final class LogProducer implements AutoCloseable {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final Producer<byte[], byte[]> producer;

    /** @param producer closed with this object */
    public LogProducer(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    public static LogProducer connect(KafkaSettings settings, String clientId) {
        return new LogProducer(
                new KafkaProducer<>(settings.producer(clientId), new ByteArraySerializer(), new ByteArraySerializer()));
    }

    /**
     * Completes when the record is acknowledged, with a {@link LogException} when it was not: then it may or may not be
     * on the log. Completed on the producer's thread: dependents must not block. Blocks while the send buffer is full.
     */
    public CompletableFuture<Void> send(ProducerRecord<byte[], byte[]> record) {
        CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        try {
            producer.send(record, (metadata, failure) -> {
                if (failure == null) {
                    acknowledged.complete(null);
                } else {
                    acknowledged.completeExceptionally(refused(record, failure));
                }
            });
        } catch (KafkaException | IllegalStateException failure) {
            acknowledged.completeExceptionally(refused(record, failure));
        }
        return acknowledged;
    }

    /** How many partitions a topic has; asks the cluster when it is not known yet. */
    public int partitionCount(String topic) {
        return producer.partitionsFor(topic).size();
    }

    /** Sends what was given, for a few seconds at most. */
    @Override
    public void close() {
        producer.close(CLOSE_TIMEOUT);
    }

    private static LogException refused(ProducerRecord<byte[], byte[]> record, Exception failure) {
        return new LogException(
                "Expected " + record.topic() + '-' + record.partition() + " to acknowledge a record of "
                        + (record.value() == null ? 0 : record.value().length) + " bytes, but " + failure.getMessage(),
                failure);
    }
}
