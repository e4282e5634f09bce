package dev.weft.standalone.verify;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads changelogs as they are committed. Belongs to no group, so that nobody notices. Used by one thread. */
final class Changelogs implements AutoCloseable {
    /** Longer than any transaction of the platform may stay open. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration POLL = Duration.ofMillis(200);

    /** Takes a row; a null value deletes what the key had before. */
    @FunctionalInterface
    interface Rows {
        void row(long offset, byte[] key, byte @Nullable [] value);
    }

    private final Admin admin;
    private final KafkaConsumer<byte[], byte[]> consumer;

    /** @param client settings that every Kafka client begins with */
    Changelogs(Map<String, Object> client) {
        Map<String, Object> settings = new TreeMap<>(client);
        settings.put("default.api.timeout.ms", Math.toIntExact(PATIENCE.toMillis()));
        settings.put("request.timeout.ms", Math.toIntExact(PATIENCE.toMillis() / 2));
        try {
            admin = Admin.create(settings);
        } catch (KafkaException failure) {
            throw new UnreadableLogException(
                    "Expected an address of a Kafka cluster, but " + reason(failure) + ": see --bootstrap.", failure);
        }
        settings.put("isolation.level", "read_committed");
        settings.put("auto.offset.reset", "earliest");
        settings.put("enable.auto.commit", "false");
        settings.put("allow.auto.create.topics", "false");
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    int partitions(String topic) {
        try {
            var described = await(admin.describeTopics(List.of(topic)).allTopicNames());
            return described.values().iterator().next().partitions().size();
        } catch (UnknownTopicOrPartitionException unknown) {
            throw new UnreadableLogException(
                    "Expected topic " + topic + ", but there is none: see that --bootstrap and --topic-prefix name an"
                            + " installation of Weft.",
                    unknown);
        }
    }

    /** Behind the last record that is committed and has no open transaction before it. */
    long committedEnd(TopicPartition partition) {
        return end(partition, IsolationLevel.READ_COMMITTED);
    }

    /** Behind the last record, whether it will be committed or not. */
    long end(TopicPartition partition) {
        return end(partition, IsolationLevel.READ_UNCOMMITTED);
    }

    private long end(TopicPartition partition, IsolationLevel isolation) {
        return await(admin.listOffsets(Map.of(partition, OffsetSpec.latest()), new ListOffsetsOptions(isolation))
                        .partitionResult(partition))
                .offset();
    }

    /** Reads what is committed between both offsets, and waits for transactions that are still open there. */
    void read(TopicPartition partition, long from, long end, Rows rows) {
        try {
            consumer.assign(List.of(partition));
            if (from == 0) {
                consumer.seekToBeginning(List.of(partition));
            } else {
                consumer.seek(partition, from);
            }
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            long position = consumer.position(partition);
            while (position < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    if (record.offset() < end) {
                        rows.row(record.offset(), record.key(), record.value());
                    }
                }
                long next = consumer.position(partition);
                if (next > position) {
                    deadline = System.nanoTime() + PATIENCE.toNanos();
                } else if (System.nanoTime() > deadline) {
                    throw new UnreadableLogException("Expected to read " + partition + " up to offset " + end
                            + ", but got no further than " + position + " within " + PATIENCE.toSeconds() + " s");
                }
                position = next;
            }
        } catch (KafkaException failure) {
            throw new UnreadableLogException("Expected to read " + partition + ", but got " + failure, failure);
        }
    }

    @Override
    public void close() {
        consumer.close();
        admin.close();
    }

    private static String reason(KafkaException failure) {
        return String.valueOf(
                failure.getCause() == null
                        ? failure.getMessage()
                        : failure.getCause().getMessage());
    }

    private static <T> T await(KafkaFuture<T> asked) {
        try {
            return asked.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException unknown) {
                throw unknown;
            }
            throw new UnreadableLogException(
                    "Expected a Kafka cluster to answer, but got " + e.getCause() + ": see that --bootstrap names one"
                            + " that runs.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreadableLogException("Expected to read the log, but was interrupted", e);
        }
    }
}
