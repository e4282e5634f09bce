package dev.weft.matching.roster;

import static dev.weft.matching.queue.Tasks.NAMESPACE;
import static dev.weft.matching.queue.Tasks.QUEUE;
import static dev.weft.matching.queue.Tasks.activityTask;
import static dev.weft.matching.queue.Tasks.poll;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.protocol.WorkerProtocol.ShutdownRequest;
import dev.weft.core.protocol.WorkerProtocol.WorkerStatus;
import dev.weft.matching.partition.OwnedPartitions;
import dev.weft.matching.partition.OwnedPartitions.Storage;
import dev.weft.matching.partition.RequestOutbox;
import dev.weft.matching.queue.MemoryBudget;
import dev.weft.matching.queue.QueueLimits;
import dev.weft.matching.queue.QueueStatistics;
import dev.weft.schemas.RosterEntry;
import dev.weft.schemas.RosterEntry.QueueSeen;
import dev.weft.schemas.RosterEntry.WorkerSeen;
import dev.weft.schemas.codec.Codec;
import dev.weft.schemas.kafka.LogProducer;
import dev.weft.schemas.kafka.SharedLogWriter;
import dev.weft.schemas.subject.Codecs;
import dev.weft.schemas.subject.Subjects;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class RosterPublisherTest {
    private static final Duration REFRESH = Duration.ofSeconds(20);
    private static final Codec<RosterEntry> CODEC = new Codecs().of(Subjects.ROSTER);
    private static final String WORKER_KEY = "worker/default/orders/w";
    private static final String QUEUE_KEY = "queue/default/orders";

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private final MockProducer<byte[], byte[]> log =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final OwnedPartitions partitions = new OwnedPartitions(
            1,
            new Storage(
                    QueueLimits.DEFAULT,
                    new MemoryBudget(1 << 20),
                    () -> {
                        throw new IllegalStateException("Expected no spill");
                    },
                    new QueueStatistics()),
            new RequestOutbox(request -> CompletableFuture.completedFuture(null)),
            partition -> {},
            clock);
    private final RosterPublisher roster = new RosterPublisher(
            new SharedLogWriter<>(new LogProducer(log), "weft-workers", CODEC), partitions, 10, REFRESH, clock);

    @Test
    void eachStatusIsTold() {
        roster.seen(status(1));
        roster.publish();
        roster.publish();
        roster.seen(status(2));
        roster.seen(status(3));
        roster.publish();

        assertThat(told(WORKER_KEY)).containsExactly(new WorkerSeen(status(1), now), new WorkerSeen(status(3), now));
    }

    @Test
    void aWorkerThatLeavesIsTakenBack() {
        roster.seen(status(1));
        roster.left(new ShutdownRequest(NAMESPACE, QUEUE, "w"));
        roster.publish();

        assertThat(log.history()).hasSize(1);
        assertThat(log.history().getFirst().value()).isNull();
        assertThat(key(log.history().getFirst())).isEqualTo(WORKER_KEY);
    }

    @Test
    void aQueueIsToldAboutWhenItChangesAndFromTimeToTime() {
        partitions.own(0);
        partitions.offer(activityTask("1"));
        roster.publish();
        roster.publish();
        assertThat(told(QUEUE_KEY)).hasSize(1);

        partitions.offer(activityTask("2"));
        roster.publish();
        assertThat(told(QUEUE_KEY)).hasSize(2);
        assertThat(waiting()).isEqualTo(2);

        now = now.plus(REFRESH);
        roster.publish();

        assertThat(told(QUEUE_KEY)).hasSize(3);
        assertThat(told(QUEUE_KEY).getLast().time()).isEqualTo(now);
    }

    @Test
    void aQueueThatIsPolledIsToldAbout() {
        partitions.own(0);
        partitions.find(0).orElseThrow().poll(poll("w", 0, 1), () -> {});

        roster.publish();

        assertThat(waiting()).isZero();
    }

    @Test
    void aQueueThatIsEmptyAndIdleIsTakenBack() {
        partitions.own(0);
        partitions.offer(activityTask("1"));
        roster.publish();

        partitions.own(0);
        roster.publish();

        assertThat(key(log.history().getLast())).isEqualTo(QUEUE_KEY);
        assertThat(log.history().getLast().value()).isNull();
    }

    @Test
    void aQueueThatMovesIsLeftToItsNewOwner() {
        partitions.own(0);
        partitions.offer(activityTask("1"));
        roster.publish();

        partitions.giveUp(0);
        roster.publish();

        assertThat(log.history()).hasSize(1);
    }

    private static WorkerStatus status(int used) {
        return new WorkerStatus(
                NAMESPACE, QUEUE, "w", "w@host", "weft-java", "1", 10, used, 10, 0, 0, List.of("Order"), List.of());
    }

    private long waiting() {
        return ((QueueSeen) told(QUEUE_KEY).getLast()).kinds().get(1).waiting();
    }

    private List<RosterEntry> told(String key) {
        return log.history().stream()
                .filter(record -> key(record).equals(key))
                .map(record -> CODEC.decode(record.value()))
                .toList();
    }

    private static String key(ProducerRecord<byte[], byte[]> record) {
        return new String(record.key(), StandardCharsets.UTF_8);
    }
}
