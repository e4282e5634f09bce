package dev.weft.matching.ownership;

import dev.weft.matching.partition.OwnedPartitions;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidSessionTimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that reads the task topic and follows who owns its partitions.
 *
 * <p>It commits no offsets and begins each partition at its end. That loses nothing: the end is fixed first, then the
 * partition is owned, then history is asked, through the log, to send what is pending. What had been written before the
 * end belongs to a request that precedes the question, so the answer contains it unless it is finished; what is written
 * later is read. Reading older records again would only run finished activities twice.
 */
public final class TaskConsumer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TaskConsumer.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration POSITION_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final Function<Duration, Consumer<byte[], byte[]>> consumers;
    private final Membership membership;
    private final OwnedPartitions partitions;
    private final TaskRecords records;
    private final Set<TopicPartition> gained = new HashSet<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable Consumer<byte[], byte[]> current;
    private volatile boolean joined;

    /** @param consumers makes a consumer with the given session timeout */
    public TaskConsumer(
            Function<Duration, Consumer<byte[], byte[]>> consumers,
            Membership membership,
            OwnedPartitions partitions,
            TaskRecords records) {
        this.consumers = consumers;
        this.membership = membership;
        this.partitions = partitions;
        this.records = records;
        this.thread = Thread.ofPlatform().daemon().name("weft-tasks").unstarted(this::run);
    }

    /** How partitions come to be owned. */
    public sealed interface Membership {
        String topic();

        /** This process is the only one: it owns all partitions from the first moment. */
        record Sole(String topic, int partitions) implements Membership {}

        /**
         * Instances share the partitions as a consumer group.
         *
         * @param sessionTimeout silence after which an instance counts as gone
         * @param sessionTimeoutAllowed used instead when the cluster does not allow {@code sessionTimeout}
         */
        record Group(String topic, Duration sessionTimeout, Duration sessionTimeoutAllowed) implements Membership {}
    }

    public void start() {
        thread.start();
    }

    /** Whether it is settled which partitions this process owns. */
    public boolean hasJoined() {
        return joined;
    }

    /** Leaves the group, so that others take over at once. */
    @Override
    public void close() {
        closing.countDown();
        Consumer<byte[], byte[]> consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            if (thread.isAlive() && !thread.join(CLOSE_TIMEOUT)) {
                LOG.warn("The task consumer is still closing: seconds={}", CLOSE_TIMEOUT.toSeconds());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            switch (membership) {
                case Membership.Sole sole -> readAll(sole);
                case Membership.Group group -> readShare(group);
            }
        } catch (InterruptedException | InterruptException interrupted) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            joined = false;
            LOG.error("Task queues cannot be owned any more; this instance must be restarted", failure);
        }
    }

    private void readAll(Membership.Sole sole) throws InterruptedException {
        try (Consumer<byte[], byte[]> consumer = consumers.apply(POLL)) {
            current = consumer;
            List<TopicPartition> all = IntStream.range(0, sole.partitions)
                    .mapToObj(partition -> new TopicPartition(sole.topic, partition))
                    .toList();
            consumer.assign(all);
            begin(consumer, all);
            read(consumer);
        }
    }

    private void readShare(Membership.Group group) throws InterruptedException {
        try {
            readShare(group.topic, group.sessionTimeout);
        } catch (InvalidSessionTimeoutException refused) {
            LOG.warn(
                    "The cluster does not allow the session timeout; takeovers will take longer:"
                            + " sessionTimeoutMillis={} usedMillis={}",
                    group.sessionTimeout.toMillis(),
                    group.sessionTimeoutAllowed.toMillis());
            readShare(group.topic, group.sessionTimeoutAllowed);
        }
    }

    private void readShare(String topic, Duration sessionTimeout) throws InterruptedException {
        try (Consumer<byte[], byte[]> consumer = consumers.apply(sessionTimeout)) {
            current = consumer;
            consumer.subscribe(List.of(topic), new Rebalances(consumer));
            read(consumer);
        }
    }

    private void read(Consumer<byte[], byte[]> consumer) throws InterruptedException {
        while (closing.getCount() > 0) {
            try {
                takeOver(consumer);
                for (ConsumerRecord<byte[], byte[]> task : consumer.poll(POLL)) {
                    records.accept(task);
                }
            } catch (WakeupException woken) {
                LOG.trace("Woken up");
            } catch (InterruptException | InvalidSessionTimeoutException fatal) {
                throw fatal;
            } catch (KafkaException failure) {
                LOG.warn("Reading tasks failed and is tried again", failure);
                closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    private void begin(Consumer<byte[], byte[]> consumer, Collection<TopicPartition> begun) {
        consumer.seekToEnd(begun);
        gained.addAll(begun);
        joined = joined || membership instanceof Membership.Group;
    }

    /** Fixes where reading begins, and only then owns the partition: see above. */
    private void takeOver(Consumer<byte[], byte[]> consumer) {
        for (TopicPartition partition : List.copyOf(gained)) {
            consumer.position(partition, POSITION_TIMEOUT);
            gained.remove(partition);
            partitions.own(partition.partition());
        }
        joined = joined || (gained.isEmpty() && membership instanceof Membership.Sole);
    }

    private final class Rebalances implements ConsumerRebalanceListener {
        private final Consumer<byte[], byte[]> consumer;

        Rebalances(Consumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
            begin(consumer, assigned);
            takeOver(consumer);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
            gained.removeAll(revoked);
            revoked.forEach(partition -> partitions.giveUp(partition.partition()));
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> lost) {
            gained.removeAll(lost);
            lost.forEach(partition -> partitions.lose(partition.partition()));
        }
    }
}
