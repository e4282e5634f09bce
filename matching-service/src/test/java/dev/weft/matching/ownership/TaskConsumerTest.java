package dev.weft.matching.ownership;

import static dev.weft.matching.queue.Tasks.NORMAL;
import static dev.weft.matching.queue.Tasks.activityTask;
import static dev.weft.matching.queue.Tasks.withdrawal;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.core.task.TaskEntry;
import dev.weft.matching.ownership.TaskConsumer.Membership;
import dev.weft.matching.partition.OwnedPartitions;
import dev.weft.matching.partition.OwnedPartitions.Storage;
import dev.weft.matching.partition.RequestOutbox;
import dev.weft.matching.queue.MemoryBudget;
import dev.weft.matching.queue.QueueLimits;
import dev.weft.matching.queue.QueueStatistics;
import dev.weft.schemas.DeadLetter;
import dev.weft.schemas.codec.Codec;
import dev.weft.schemas.subject.Codecs;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TaskConsumerTest {
    private static final String TOPIC = "weft-tasks";
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
    private static final byte[] KEY = "default/orders".getBytes(UTF_8);

    private final Codec<TaskEntry> codec = new Codecs().task();
    private final MockConsumer<byte[], byte[]> kafka = new MockConsumer<>("latest");
    private final List<Integer> resent = new CopyOnWriteArrayList<>();
    private final List<DeadLetter> deadLetters = new CopyOnWriteArrayList<>();
    private final QueueStatistics statistics = new QueueStatistics();
    private final OwnedPartitions partitions = new OwnedPartitions(
            1,
            new Storage(
                    QueueLimits.DEFAULT,
                    new MemoryBudget(1 << 20),
                    () -> {
                        throw new IllegalStateException("Expected no spill");
                    },
                    statistics),
            new RequestOutbox(request -> CompletableFuture.completedFuture(null)),
            resent::add,
            Clock.systemUTC());
    private TaskConsumer consumer;

    @AfterEach
    void close() {
        consumer.close();
    }

    @Test
    void theOnlyProcessOwnsAllFromTheEndOnAndAsksForWhatIsPending() {
        kafka.updateEndOffsets(Map.of(PARTITION, 42L));
        start(new Membership.Sole(TOPIC, 1));

        await().until(() -> consumer.hasJoined());
        assertThat(partitions.owns(NORMAL)).isTrue();
        assertThat(resent).containsExactly(0);
        assertThat(kafka.position(PARTITION)).isEqualTo(42L);
    }

    @Test
    void tasksOfTheTopicAreTakenAndWhatIsNoTaskIsPutAside() {
        kafka.updateEndOffsets(Map.of(PARTITION, 0L));
        start(new Membership.Sole(TOPIC, 1));
        await().until(() -> consumer.hasJoined());

        kafka.schedulePollTask(() -> {
            kafka.addRecord(new ConsumerRecord<>(TOPIC, 0, 0, KEY, "poison".getBytes(UTF_8)));
            kafka.addRecord(new ConsumerRecord<>(TOPIC, 0, 1, KEY, codec.encode(activityTask("1"))));
        });

        await().until(() -> statistics.waitingInMemory() == 1);
        assertThat(deadLetters).hasSize(1);
        assertThat(deadLetters.getFirst().offset()).isZero();
    }

    @Test
    void withdrawalsOfTheTopicAreHeeded() {
        kafka.updateEndOffsets(Map.of(PARTITION, 0L));
        start(new Membership.Sole(TOPIC, 1));
        await().until(() -> consumer.hasJoined());

        kafka.schedulePollTask(() -> {
            kafka.addRecord(new ConsumerRecord<>(TOPIC, 0, 0, KEY, codec.encode(activityTask("1"))));
            kafka.addRecord(new ConsumerRecord<>(TOPIC, 0, 1, KEY, codec.encode(activityTask("2"))));
            kafka.addRecord(new ConsumerRecord<>(TOPIC, 0, 2, KEY, codec.encode(withdrawal("1", Instant.MAX))));
        });

        await().until(() -> statistics.withdrawn() == 1);
        assertThat(statistics.waitingInMemory()).isEqualTo(1);
        assertThat(deadLetters).isEmpty();
    }

    private void start(Membership membership) {
        consumer = new TaskConsumer(
                timeout -> kafka,
                membership,
                partitions,
                new TaskRecords(codec, partitions, deadLetters::add, Clock.systemUTC()));
        consumer.start();
    }
}
