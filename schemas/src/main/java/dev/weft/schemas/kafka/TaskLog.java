package dev.weft.schemas.kafka;

import dev.weft.core.task.QueueName;
import dev.weft.core.task.Task;
import dev.weft.schemas.codec.Codec;
import dev.weft.schemas.routing.Routing;
import dev.weft.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sends tasks to the matching instance that owns their queue. Thread-safe. */
public final class TaskLog {
    private final LogProducer producer;
    private final String topic;
    private final int partitions;
    private final Codec<Task> codec;

    public TaskLog(LogProducer producer, Topics topics, int partitions, Codec<Task> codec) {
        this.producer = producer;
        this.topic = topics.tasks();
        this.partitions = partitions;
        this.codec = codec;
    }

    public CompletableFuture<Void> send(Task task) {
        QueueName queue = task.queue();
        return producer.send(new ProducerRecord<>(
                topic,
                Routing.taskPartition(queue, partitions),
                (queue.namespace() + '/' + queue.taskQueue()).getBytes(StandardCharsets.UTF_8),
                codec.encode(task)));
    }
}
