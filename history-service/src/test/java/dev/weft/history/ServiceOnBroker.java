package dev.weft.history;

import static org.awaitility.Awaitility.await;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.request.Request;
import dev.weft.core.state.ExecutionState;
import dev.weft.core.task.Task;
import dev.weft.history.config.HistoryConfig;
import dev.weft.history.config.ProcessIdentity;
import dev.weft.history.dispatch.Neighbours;
import dev.weft.schemas.EventBatch;
import dev.weft.schemas.codec.Codec;
import dev.weft.schemas.kafka.LogProducer;
import dev.weft.schemas.kafka.RequestLog;
import dev.weft.schemas.routing.Routing;
import dev.weft.schemas.subject.Codecs;
import dev.weft.schemas.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A history service on a broker, with the test as its only neighbour. */
public final class ServiceOnBroker implements AutoCloseable {
    private static final int PARTITIONS = 2;
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration TASK_TIMEOUT = Duration.ofSeconds(30);

    private final Topics topics = Topics.DEFAULT;
    private final Codecs codecs = new Codecs();
    private final BlockingQueue<Task> tasks = new LinkedBlockingQueue<>();
    private final Broker broker;
    private final LogProducer producer;
    private final RequestLog requests;
    private final HistoryService service;
    private volatile boolean crashed;

    private ServiceOnBroker(Broker broker, Path state, Duration commitInterval) {
        this.broker = broker;
        String instance = "history-" + UUID.randomUUID();
        producer = LogProducer.connect(broker.settings(), instance + "-log");
        requests = new RequestLog(producer, topics, () -> Routing.initial(PARTITIONS), codecs.request());
        LogAccess log =
                new LogAccess(topics, broker.settings(), codecs, producer, () -> Routing.initial(PARTITIONS), 1, 1);
        Neighbours neighbours = new Neighbours(this::offer, (replyTo, reply) -> true, (key, runId, events) -> {});
        service = new HistoryService(
                config(commitInterval),
                log,
                neighbours,
                new ProcessIdentity(instance, state),
                new SimpleMeterRegistry(),
                () -> {});
    }

    /** A service that is not started. */
    static ServiceOnBroker prepare(Broker broker, Path state, Duration commitInterval) {
        return new ServiceOnBroker(broker, state, commitInterval);
    }

    /** @param commitInterval long for a service that commits only when it is closed */
    public static ServiceOnBroker start(Broker broker, Path state, Duration commitInterval) {
        ServiceOnBroker started = prepare(broker, state, commitInterval);
        started.service.start();
        await().atMost(START_TIMEOUT).until(started.service::isReady);
        return started;
    }

    void append(Request request) {
        requests.append(request).join();
    }

    Task awaitTask() {
        try {
            Task task = tasks.poll(TASK_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            if (task == null) {
                throw new AssertionError("Expected a task, but none came");
            }
            return task;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    Task awaitTaskOf(ExecutionKey key) {
        Task task = awaitTask();
        while (!task.key().equals(key)) {
            task = awaitTask();
        }
        return task;
    }

    /** The next request ends the service, without a commit. */
    void crash() {
        crashed = true;
        append(Requests.start("fatal"));
        await().atMost(START_TIMEOUT).until(service::hasEnded);
        close();
    }

    /** Every state that was ever committed, in the order of each partition. */
    List<ExecutionState> committedStates() {
        return committed(topics.executionsChangelog(), codecs.execution()).stream()
                .map(ExecutionState::restore)
                .toList();
    }

    /** The last state of each execution. */
    Collection<ExecutionState> newestStates() {
        Map<ExecutionKey, ExecutionState> newest = new LinkedHashMap<>();
        committedStates().forEach(state -> newest.put(state.key(), state));
        return newest.values();
    }

    List<EventBatch> committedBatches() {
        return committed(topics.historyChangelog(), codecs.eventBatch());
    }

    @Override
    public void close() {
        service.close();
        producer.close();
    }

    private boolean offer(Task task) {
        if (crashed) {
            throw new OutOfMemoryError("simulated");
        }
        return tasks.add(task);
    }

    private <T> List<T> committed(String topic, Codec<T> codec) {
        List<T> values = new ArrayList<>();
        Map<String, Object> settings = broker.settings().tailConsumer("reader");
        settings.put("isolation.level", "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (int partition = 0; partition < PARTITIONS; partition++) {
                partitions.add(new TopicPartition(topic, partition));
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    if (record.value() != null) {
                        values.add(codec.decode(record.value()));
                    }
                }
            }
        }
        return values;
    }

    private static HistoryConfig config(Duration commitInterval) {
        return new SmallRyeConfigBuilder()
                .withMapping(HistoryConfig.class)
                .withSources(new PropertiesConfigSource(
                        Map.of(
                                "weft.history.commit-interval", commitInterval.toString(),
                                "weft.history.takeover.transaction-timeout",
                                        commitInterval.plusMillis(1_500).toString()),
                        "test",
                        100))
                .build()
                .getConfigMapping(HistoryConfig.class);
    }
}
