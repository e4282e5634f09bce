package dev.weft.history.config;

import dev.weft.history.store.RocksMemory;
import dev.weft.history.store.SharedRocksConfig;
import dev.weft.schemas.kafka.KafkaSettings;
import dev.weft.schemas.topic.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The settings of Kafka Streams, all in one place. The group protocol is the classic one: standby replicas, session and
 * heartbeat times are then the application's own settings, while the newer protocol takes them from the brokers.
 */
public final class StreamsSettings {
    private static final Duration POLL = Duration.ofMillis(5);
    /** Streams' shortest: how often standbys that have caught up may get their share of the partitions. */
    private static final Duration PROBING_REBALANCE = Duration.ofMinutes(1);

    private final HistoryConfig config;
    private final KafkaSettings kafka;
    private final Topics topics;

    public StreamsSettings(HistoryConfig config, KafkaSettings kafka, Topics topics) {
        this.config = config;
        this.kafka = kafka;
        this.topics = topics;
    }

    /** @param memory shared by all stores; closed by the caller after the last one */
    public Properties toProperties(ProcessIdentity identity, RocksMemory memory) {
        Properties all = new Properties();
        all.putAll(kafka.client(identity.instanceId()));
        // The names of the changelog topics are made from it.
        all.put(StreamsConfig.APPLICATION_ID_CONFIG, topics.prefix());
        all.put(StreamsConfig.STATE_DIR_CONFIG, identity.stateDirectory().toString());
        all.putAll(processing());
        all.putAll(consumers());
        all.putAll(producers());
        all.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SharedRocksConfig.class);
        all.put(SharedRocksConfig.MEMORY_SETTING, memory);
        return all;
    }

    /** What a changelog topic is created with, should it not be there. */
    public static Map<String, String> changelog() {
        return Map.of("max.message.bytes", Integer.toString(KafkaSettings.RECORD_BYTES_MAX));
    }

    private Map<String, Object> processing() {
        return Map.of(
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                StreamsConfig.EXACTLY_ONCE_V2,
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                config.commitInterval().toMillis(),
                StreamsConfig.NUM_STREAM_THREADS_CONFIG,
                config.threads(),
                StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG,
                config.standbyReplicas(),
                StreamsConfig.POLL_MS_CONFIG,
                POLL.toMillis(),
                StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG,
                PROBING_REBALANCE.toMillis(),
                // The executions store has its own cache, of objects.
                StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG,
                0L,
                StreamsConfig.GROUP_PROTOCOL_CONFIG,
                "classic",
                StreamsConfig.REPLICATION_FACTOR_CONFIG,
                -1,
                StreamsConfig.ENABLE_METRICS_PUSH_CONFIG,
                false);
    }

    private Map<String, Object> consumers() {
        HistoryConfig.Takeover takeover = config.takeover();
        return Map.of(
                main(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
                millis(takeover.sessionTimeout()),
                main(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
                millis(takeover.heartbeatInterval()),
                main(ConsumerConfig.FETCH_MIN_BYTES_CONFIG),
                1,
                main(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG),
                "earliest");
    }

    private Map<String, Object> producers() {
        return Map.of(
                producer(ProducerConfig.LINGER_MS_CONFIG),
                0,
                producer(ProducerConfig.ACKS_CONFIG),
                "all",
                producer(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
                millis(config.takeover().transactionTimeout()),
                producer(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
                KafkaSettings.RECORD_BYTES_MAX);
    }

    private static String main(String setting) {
        return StreamsConfig.mainConsumerPrefix(setting);
    }

    private static String producer(String setting) {
        return StreamsConfig.producerPrefix(setting);
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }
}
