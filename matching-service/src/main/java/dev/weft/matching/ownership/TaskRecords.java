package dev.weft.matching.ownership;

import dev.weft.core.port.TaskReceiver;
import dev.weft.core.task.Task;
import dev.weft.schemas.DeadLetter;
import dev.weft.schemas.codec.Codec;
import dev.weft.schemas.codec.CodecException;
import java.time.Clock;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes on the tasks of the topic; what is no task becomes a dead letter. */
public final class TaskRecords {
    private static final Logger LOG = LoggerFactory.getLogger(TaskRecords.class);
    private static final byte[] NOTHING = new byte[0];

    private final Codec<Task> codec;
    private final TaskReceiver tasks;
    private final Consumer<DeadLetter> deadLetters;
    private final Clock clock;

    public TaskRecords(Codec<Task> codec, TaskReceiver tasks, Consumer<DeadLetter> deadLetters, Clock clock) {
        this.codec = codec;
        this.tasks = tasks;
        this.deadLetters = deadLetters;
        this.clock = clock;
    }

    /** A task whose partition is not owned any more is dropped: its new owner has it sent again. */
    void accept(ConsumerRecord<byte[], byte[]> task) {
        byte[] value = task.value() == null ? NOTHING : task.value();
        try {
            tasks.offer(codec.decode(value));
        } catch (CodecException unreadable) {
            LOG.error(
                    "A task cannot be read and becomes a dead letter: partition={} offset={}",
                    task.partition(),
                    task.offset(),
                    unreadable);
            deadLetters.accept(new DeadLetter(
                    task.topic(),
                    task.partition(),
                    task.offset(),
                    String.valueOf(unreadable.getMessage()),
                    "",
                    task.key() == null ? NOTHING : task.key(),
                    value,
                    clock.instant()));
        }
    }
}
