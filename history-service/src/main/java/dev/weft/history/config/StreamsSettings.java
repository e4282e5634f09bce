package dev.weft.history.config;

import static java.util.Map.entry;

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
        return Map.ofEntries(
                entry(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2),
                entry(
                        StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                        config.commitInterval().toMillis()),
                entry(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.threads()),
                entry(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, config.standbyReplicas()),
                entry(StreamsConfig.POLL_MS_CONFIG, POLL.toMillis()),
                entry(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, PROBING_REBALANCE.toMillis()),
                // The executions store has its own cache, of objects.
                entry(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L),
                entry(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic"),
                entry(StreamsConfig.REPLICATION_FACTOR_CONFIG, -1));
    }

    private Map<String, Object> consumers() {
        HistoryConfig.Takeover takeover = config.takeover();
        return Map.ofEntries(
                entry(main(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), millis(takeover.sessionTimeout())),
                entry(main(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), millis(takeover.heartbeatInterval())),
                entry(main(ConsumerConfig.FETCH_MIN_BYTES_CONFIG), 1),
                entry(main(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest"));
    }

    private Map<String, Object> producers() {
        int transactionTimeout = millis(config.takeover().transactionTimeout());
        return Map.ofEntries(
                entry(producer(ProducerConfig.LINGER_MS_CONFIG), 0),
                entry(producer(ProducerConfig.ACKS_CONFIG), "all"),
                // Records gather while a request is under way. And the first batch of a transaction may be turned away
                // while the last one ends; with more under way, those that follow it would be turned away too.
                entry(producer(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), 1),
                entry(producer(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), transactionTimeout),
                entry(producer(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), KafkaSettings.RECORD_BYTES_MAX));
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
