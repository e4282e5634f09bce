package dev.weft.matching.ownership;

import dev.weft.core.port.TaskReceiver;
import dev.weft.core.task.Task;
import dev.weft.core.task.TaskEntry;
import dev.weft.core.task.TaskWithdrawal;
import dev.weft.schemas.DeadLetter;
import dev.weft.schemas.codec.Codec;
import dev.weft.schemas.codec.CodecException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes on what the task topic tells; what cannot be read becomes a dead letter. */
public final class TaskRecords {
    private static final Logger LOG = LoggerFactory.getLogger(TaskRecords.class);
    private static final byte[] NOTHING = new byte[0];

    private final Codec<TaskEntry> codec;
    private final TaskReceiver tasks;
    private final Consumer<DeadLetter> deadLetters;
    private final Clock clock;

    public TaskRecords(Codec<TaskEntry> codec, TaskReceiver tasks, Consumer<DeadLetter> deadLetters, Clock clock) {
        this.codec = codec;
        this.tasks = tasks;
        this.deadLetters = deadLetters;
        this.clock = clock;
    }

    /**
     * A task whose partition is not owned any more is dropped: its new owner has it sent again. Never throws, since the
     * records behind this one must not be lost with it.
     */
    void accept(ConsumerRecord<byte[], byte[]> record) {
        try {
            switch (codec.decode(valueOf(record))) {
                case Task task -> tasks.offer(task);
                case TaskWithdrawal withdrawal -> tasks.withdraw(withdrawal);
            }
        } catch (CodecException unreadable) {
            putAside(record, unreadable, "");
        } catch (RuntimeException bug) {
            StringWriter stack = new StringWriter();
            bug.printStackTrace(new PrintWriter(stack));
            putAside(record, bug, stack.toString());
        }
    }

    private void putAside(ConsumerRecord<byte[], byte[]> task, RuntimeException reason, String stackTrace) {
        LOG.error(
                "A task cannot be handled and becomes a dead letter: partition={} offset={}",
                task.partition(),
                task.offset(),
                reason);
        deadLetters.accept(new DeadLetter(
                task.topic(),
                task.partition(),
                task.offset(),
                String.valueOf(reason.getMessage()),
                stackTrace,
                task.key() == null ? NOTHING : task.key(),
                valueOf(task),
                clock.instant()));
    }

    private static byte[] valueOf(ConsumerRecord<byte[], byte[]> task) {
        return task.value() == null ? NOTHING : task.value();
    }
}
