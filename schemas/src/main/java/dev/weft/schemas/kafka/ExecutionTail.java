package dev.weft.schemas.kafka;

import dev.weft.core.model.ExecutionKey;
import dev.weft.schemas.codec.Codec;
import dev.weft.schemas.codec.CodecException;
import dev.weft.schemas.routing.Routing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the end of a topic whose records belong to executions, uncommitted records included. Only partitions with
 * subscribers are read, and only their records are decoded; a partition is read for a while longer than it is needed, so
 * that one short subscription after the other costs nothing.
 *
 * @param <T> what a record says
 */
public final class ExecutionTail<T> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ExecutionTail.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration IDLE_MAX = Duration.ofSeconds(30);

    /** A partition that is new has to wait for the fetch under way, since a broker answers in turn. */
    private static final int FETCH_WAIT_MILLIS_MAX = 50;

    private final Consumer<byte[], byte[]> consumer;
    private final Source<T> source;
    private final Supplier<Routing> routing;
    private final Map<ExecutionKey, List<Tail>> tails = new ConcurrentHashMap<>();
    private final Object lock = new Object();
    /** Guarded by {@code lock}. */
    private final Map<TopicPartition, Followed> followed = new HashMap<>();

    private final Semaphore changed = new Semaphore(0);
    private final ConsumerThread thread;

    /**
     * What is followed.
     *
     * @param topic partitioned as the request topic is
     * @param keyOf the execution that a record's key names; throws {@code IllegalArgumentException} when it names none
     */
    public record Source<T>(String topic, Function<byte[], ExecutionKey> keyOf, Codec<T> codec) {}

    /** @param consumer used by one thread of this object only, and closed with it */
    public ExecutionTail(Consumer<byte[], byte[]> consumer, Source<T> source, Supplier<Routing> routing) {
        this.consumer = consumer;
        this.source = source;
        this.routing = routing;
        this.thread = ConsumerThread.start(source.topic() + "-tail", consumer, this::readOnce);
    }

    public static <T> ExecutionTail<T> connect(
            KafkaSettings settings, String clientId, Source<T> source, Supplier<Routing> routing) {
        Map<String, Object> own = settings.tailConsumer(clientId);
        own.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MILLIS_MAX);
        return new ExecutionTail<>(
                new KafkaConsumer<>(own, new ByteArrayDeserializer(), new ByteArrayDeserializer()), source, routing);
    }

    /** Ends with {@link #close()}, which may be called more than once. */
    public interface Subscription extends AutoCloseable {
        /** Completes when nothing that is appended from then on will be missed; cancelled when closed before. */
        CompletableFuture<Void> ready();

        @Override
        void close();
    }

    /** A partition that is read. */
    private final class Followed {
        private final List<Tail> waiting = new ArrayList<>();
        private int subscribers;
        private long idleSinceNanos;
        private boolean positioned;

        private boolean isIdle() {
            return subscribers == 0 && System.nanoTime() - idleSinceNanos > IDLE_MAX.toNanos();
        }
    }

    /** One subscription; equal to itself only. */
    private final class Tail implements Subscription {
        private final ExecutionKey key;
        private final TopicPartition partition;
        private final java.util.function.Consumer<T> listener;
        private final CompletableFuture<Void> ready = new CompletableFuture<>();
        private final AtomicBoolean closed = new AtomicBoolean();

        private Tail(ExecutionKey key, TopicPartition partition, java.util.function.Consumer<T> listener) {
            this.key = key;
            this.partition = partition;
            this.listener = listener;
        }

        @Override
        public CompletableFuture<Void> ready() {
            return ready;
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                unsubscribe(this);
                ready.cancel(false);
            }
        }
    }

    /**
     * Listens from now on; what was appended before is to be read elsewhere once the subscription is ready.
     *
     * @param listener called on the one thread of this tail. May hear the same more than once, and before it is committed
     */
    public Subscription subscribe(ExecutionKey key, java.util.function.Consumer<T> listener) {
        Tail tail =
                new Tail(key, new TopicPartition(source.topic(), routing.get().partitionOf(key)), listener);
        tails.compute(key, (same, others) -> {
            List<Tail> all = others == null ? new CopyOnWriteArrayList<>() : others;
            all.add(tail);
            return all;
        });
        boolean positioned;
        synchronized (lock) {
            Followed partition = followed.computeIfAbsent(tail.partition, unseen -> new Followed());
            partition.subscribers++;
            positioned = partition.positioned;
            if (!positioned) {
                partition.waiting.add(tail);
            }
        }
        if (positioned) {
            tail.ready.complete(null);
        } else {
            changed.release();
            thread.wakeUp();
        }
        return tail;
    }

    private void unsubscribe(Tail tail) {
        tails.computeIfPresent(tail.key, (same, others) -> {
            others.remove(tail);
            return others.isEmpty() ? null : others;
        });
        synchronized (lock) {
            Followed partition = followed.get(tail.partition);
            if (partition != null) {
                partition.subscribers--;
                partition.waiting.remove(tail);
                partition.idleSinceNanos = System.nanoTime();
            }
        }
    }

    @Override
    public void close() {
        thread.beginClose();
        // Afterwards, so that a thread that waits for subscribers finds that it has to end.
        changed.release();
        thread.close();
        tails.values().forEach(all -> all.forEach(tail -> tail.ready.cancel(false)));
    }

    private void readOnce() {
        Set<TopicPartition> wanted = wanted();
        if (!consumer.assignment().equals(wanted)) {
            consumer.assign(wanted);
        }
        position();
        if (wanted.isEmpty()) {
            awaitChange();
        } else {
            consumer.poll(POLL).forEach(this::deliver);
        }
    }

    private Set<TopicPartition> wanted() {
        synchronized (lock) {
            followed.values().removeIf(Followed::isIdle);
            return Set.copyOf(followed.keySet());
        }
    }

    /** Goes to the end of partitions that are new. One that fails is still new the next time. */
    private void position() {
        List<TopicPartition> unpositioned;
        synchronized (lock) {
            unpositioned = consumer.assignment().stream()
                    .filter(partition -> followed.get(partition) instanceof Followed known && !known.positioned)
                    .toList();
        }
        if (unpositioned.isEmpty()) {
            return;
        }
        consumer.seekToEnd(unpositioned);
        unpositioned.forEach(consumer::position);
        List<Tail> ready = new ArrayList<>();
        synchronized (lock) {
            for (TopicPartition partition : unpositioned) {
                if (followed.get(partition) instanceof Followed known) {
                    known.positioned = true;
                    ready.addAll(known.waiting);
                    known.waiting.clear();
                }
            }
        }
        ready.forEach(tail -> tail.ready.complete(null));
    }

    private void deliver(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return;
        }
        try {
            List<Tail> subscribers = tails.getOrDefault(source.keyOf().apply(record.key()), List.of());
            if (!subscribers.isEmpty()) {
                T said = source.codec().decode(record.value());
                subscribers.forEach(tail -> tell(tail, said));
            }
        } catch (IllegalArgumentException | CodecException unreadable) {
            LOG.error(
                    "Skipped a record that cannot be read topic={} partition={} offset={}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    unreadable);
        }
    }

    /** A listener that fails must not keep the record from the others. */
    private void tell(Tail tail, T said) {
        try {
            tail.listener.accept(said);
        } catch (RuntimeException failure) {
            LOG.error(
                    "A listener failed topic={} namespace={} workflowId={}",
                    source.topic(),
                    tail.key.namespace(),
                    tail.key.workflowId(),
                    failure);
        }
    }

    private void awaitChange() {
        try {
            changed.acquire();
            changed.drainPermits();
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        }
    }
}
