package dev.weft.schemas.kafka;

import dev.weft.core.task.QueueName;
import dev.weft.core.task.TaskEntry;
import dev.weft.schemas.codec.Codec;
import dev.weft.schemas.routing.Routing;
import dev.weft.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Tells matching instances of tasks on the queues that they own. Thread-safe. */
public final class TaskLog {
    private final LogProducer producer;
    private final String topic;
    private final int partitions;
    private final Codec<TaskEntry> codec;

    public TaskLog(LogProducer producer, Topics topics, int partitions, Codec<TaskEntry> codec) {
        this.producer = producer;
        this.topic = topics.tasks();
        this.partitions = partitions;
        this.codec = codec;
    }

    public CompletableFuture<Void> send(TaskEntry entry) {
        QueueName queue = entry.queue();
        return producer.send(new ProducerRecord<>(
                topic,
                Routing.taskPartition(queue, partitions),
                (queue.namespace() + '/' + queue.taskQueue()).getBytes(StandardCharsets.UTF_8),
                codec.encode(entry)));
    }
}
