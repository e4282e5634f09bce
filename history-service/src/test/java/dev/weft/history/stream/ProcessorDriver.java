package dev.weft.history.stream;

import dev.weft.core.port.TaskReceiver;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.Request;
import dev.weft.core.task.Task;
import dev.weft.history.config.HistoryConfig;
import dev.weft.history.config.ProcessIdentity;
import dev.weft.history.config.StreamsSettings;
import dev.weft.history.dispatch.EffectLogs;
import dev.weft.history.dispatch.Neighbours;
import dev.weft.history.store.CacheBudget;
import dev.weft.history.store.ExecutionsStore;
import dev.weft.history.store.RocksMemory;
import dev.weft.history.timer.TimerService;
import dev.weft.schemas.kafka.DeadLetters;
import dev.weft.schemas.kafka.KafkaSettings;
import dev.weft.schemas.kafka.LogProducer;
import dev.weft.schemas.kafka.ReplyLog;
import dev.weft.schemas.kafka.RequestLog;
import dev.weft.schemas.kafka.StreamLog;
import dev.weft.schemas.kafka.TaskLog;
import dev.weft.schemas.routing.Routing;
import dev.weft.schemas.subject.Codecs;
import dev.weft.schemas.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;

/** The topology without a broker, for one partition. What leaves it is kept for the test. */
final class ProcessorDriver implements AutoCloseable {
    static final Instant START = Instant.ofEpochSecond(1_800_000_000);

    final Topics topics = Topics.DEFAULT;
    final Codecs codecs = new Codecs();
    final List<Task> tasks = new ArrayList<>();
    final List<Reply> replies = new ArrayList<>();
    final MockProducer<byte[], byte[]> produced =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final CacheBudget cache;
    private final RocksMemory memory = new RocksMemory(8 << 20);
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> requests;

    ProcessorDriver(Path directory) {
        this(directory, 1 << 20, null);
    }

    ProcessorDriver(Path directory, long cacheBytes, TaskReceiver receiver) {
        HistoryConfig config = new SmallRyeConfigBuilder()
                .withMapping(HistoryConfig.class)
                .build()
                .getConfigMapping(HistoryConfig.class);
        LogProducer producer = new LogProducer(produced);
        RequestLog requestLog = new RequestLog(producer, topics, () -> Routing.initial(1), codecs.request());
        cache = new CacheBudget(cacheBytes);
        HistoryParts parts = new HistoryParts(
                topics,
                codecs,
                new Neighbours(
                        receiver == null ? tasks::add : receiver,
                        (replyTo, reply) -> replies.add(reply),
                        (key, runId, events) -> {}),
                new EffectLogs(
                        new TaskLog(producer, topics, 1, codecs.task()),
                        new ReplyLog(producer, topics, 1, codecs.reply()),
                        requestLog,
                        new StreamLog(producer, topics, () -> Routing.initial(1), codecs.streamEntry())),
                new DeadLetters(producer, topics, codecs.deadLetter()),
                new TimerService(requestLog, START::toEpochMilli),
                cache,
                new HistoryMetrics(meters),
                new PartitionHealth(System::currentTimeMillis));
        driver = new TopologyTestDriver(
                HistoryTopology.build(parts),
                new StreamsSettings(config, KafkaSettings.of("nowhere:1"), topics)
                        .toProperties(new ProcessIdentity("test", directory), memory),
                START);
        requests = driver.createInputTopic(topics.requests(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    void send(Request request) {
        sendBytes(request.key().toString().getBytes(), codecs.request().encode(request));
    }

    void sendBytes(byte[] key, byte[] value) {
        requests.pipeInput(key, value, START);
    }

    /** Time in which the processor does what it does between requests. */
    void pass(Duration time) {
        driver.advanceWallClockTime(time);
    }

    TestOutputTopic<byte[], byte[]> topic(String name) {
        return driver.createOutputTopic(name, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    List<ProducerRecord<byte[], byte[]>> producedTo(String topic) {
        return produced.history().stream()
                .filter(record -> record.topic().equals(topic))
                .toList();
    }

    ExecutionsStore executions() {
        return (ExecutionsStore) driver.getStateStore(Topics.EXECUTIONS_STORE);
    }

    /** The rows that the partition had elsewhere, before this processor begins to walk over them. */
    void takeOver(List<KeyValue<byte[], byte[]>> rows) {
        rows.forEach(row -> executions().wrapped().put(Bytes.wrap(row.key), row.value));
    }

    @Override
    public void close() {
        driver.close();
        memory.close();
    }
}
