package dev.weft.schemas.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.TimerEvent;
import dev.weft.core.model.ExecutionKey;
import dev.weft.schemas.EventBatch;
import dev.weft.schemas.routing.HistoryKey;
import dev.weft.schemas.routing.Routing;
import dev.weft.schemas.subject.Codecs;
import dev.weft.schemas.topic.Topics;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class HistoryTailTest {
    private static final int PARTITIONS = 4;
    private static final Routing ROUTING = Routing.initial(PARTITIONS);
    private static final ExecutionKey KEY = new ExecutionKey("default", "a");
    private static final ExecutionKey NEIGHBOUR = neighbourOf(KEY);
    private static final String RUN = "run-1";

    private final Codecs codecs = new Codecs();
    private final MockConsumer<byte[], byte[]> kafka = new MockConsumer<>("latest");
    private final Map<Integer, AtomicLong> offsets = new ConcurrentHashMap<>();
    private final List<Long> heard = new CopyOnWriteArrayList<>();
    private HistoryTail tail;

    @BeforeEach
    void start() {
        Map<TopicPartition, Long> ends = new HashMap<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            ends.put(new TopicPartition("weft-history-changelog", partition), 0L);
            offsets.put(partition, new AtomicLong());
        }
        kafka.updateEndOffsets(ends);
        tail = new HistoryTail(kafka, Topics.DEFAULT, () -> ROUTING, codecs.eventBatch());
    }

    @AfterEach
    void close() {
        tail.close();
    }

    @Test
    void subscriberHearsOfItsExecutionOnly() throws Exception {
        subscribe(KEY, heard);

        append(NEIGHBOUR, 1);
        append(KEY, 2);
        append(KEY, 3);

        await().untilAsserted(() -> assertThat(heard).containsExactly(2L, 3L));
    }

    @Test
    void subscribersOfOneExecutionAllHear() throws Exception {
        List<Long> others = new CopyOnWriteArrayList<>();
        subscribe(KEY, heard);
        subscribe(KEY, others);

        append(KEY, 1);

        await().untilAsserted(() -> assertThat(heard).containsExactly(1L));
        await().untilAsserted(() -> assertThat(others).containsExactly(1L));
    }

    @Test
    void closedSubscriptionHearsNothing() throws Exception {
        List<Long> others = new CopyOnWriteArrayList<>();
        ExecutionTail.Subscription closed = subscribe(KEY, heard);
        subscribe(KEY, others);

        closed.close();
        closed.close();
        append(KEY, 1);

        await().untilAsserted(() -> assertThat(others).containsExactly(1L));
        assertThat(heard).isEmpty();
    }

    @Test
    void onlyPartitionsWithSubscribersAreRead() throws Exception {
        subscribe(KEY, heard);

        assertThat(kafka.assignment())
                .containsExactly(new TopicPartition("weft-history-changelog", ROUTING.partitionOf(KEY)));
    }

    @Test
    void secondSubscriptionOfAPartitionIsReadyAtOnce() throws Exception {
        subscribe(KEY, heard).close();

        ExecutionTail.Subscription second = tail.subscribe(NEIGHBOUR, (key, runId, events) -> {});

        assertThat(second.ready()).isCompleted();
    }

    @Test
    void tombstonesAndUnreadableRecordsAreSkipped() throws Exception {
        subscribe(KEY, heard);

        append(KEY, HistoryKey.encode(KEY, RUN, 1), null);
        append(KEY, new byte[] {1}, new byte[] {2});
        append(KEY, HistoryKey.encode(KEY, RUN, 1), new byte[] {2});
        append(KEY, 5);

        await().untilAsserted(() -> assertThat(heard).containsExactly(5L));
    }

    @Test
    void listenerThatFailsDoesNotStopTheTail() throws Exception {
        tail.subscribe(KEY, (key, runId, events) -> {
            throw new IllegalStateException("listener");
        });
        subscribe(KEY, heard);

        append(KEY, 1);
        append(KEY, 2);

        await().untilAsserted(() -> assertThat(heard).containsExactly(1L, 2L));
    }

    @Test
    void closingATailWithoutSubscribersLetsGoOfTheConsumer() {
        tail.close();

        assertThat(kafka.closed()).isTrue();
    }

    @Test
    void closingEndsSubscriptionsThatAreNotReady() {
        tail.close();

        ExecutionTail.Subscription late = tail.subscribe(KEY, (key, runId, events) -> {});
        late.close();

        assertThat(late.ready()).isCancelled();
    }

    private ExecutionTail.Subscription subscribe(ExecutionKey key, List<Long> eventIds) throws Exception {
        ExecutionTail.Subscription subscription =
                tail.subscribe(key, (same, runId, events) -> events.forEach(event -> eventIds.add(event.eventId())));
        subscription.ready().get(10, TimeUnit.SECONDS);
        return subscription;
    }

    private void append(ExecutionKey key, long eventId) {
        HistoryEvent event = new HistoryEvent(eventId, Instant.EPOCH, new TimerEvent.TimerFired("t", 1));
        append(
                key,
                HistoryKey.encode(key, RUN, eventId),
                codecs.eventBatch().encode(new EventBatch(key, RUN, List.of(event))));
    }

    private void append(ExecutionKey key, byte[] recordKey, byte[] value) {
        int partition = ROUTING.partitionOf(key);
        long offset = offsets.get(partition).getAndIncrement();
        kafka.schedulePollTask(() ->
                kafka.addRecord(new ConsumerRecord<>("weft-history-changelog", partition, offset, recordKey, value)));
    }

    private static ExecutionKey neighbourOf(ExecutionKey key) {
        return IntStream.range(0, 1000)
                .mapToObj(i -> new ExecutionKey("default", "n" + i))
                .filter(other -> ROUTING.partitionOf(other) == ROUTING.partitionOf(key))
                .findFirst()
                .orElseThrow();
    }
}
