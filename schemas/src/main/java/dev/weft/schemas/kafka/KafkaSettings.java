package dev.weft.schemas.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * How clients reach the cluster and what they are set to. Everything that the guarantees rest upon is set here and
 * cannot be changed by {@code extra}.
 *
 * @param bootstrapServers {@code host:port}, separated by commas
 * @param extra further client settings by Kafka's names, meant for security
 */
public record KafkaSettings(String bootstrapServers, Map<String, String> extra) {
    /** Largest record that is sent. */
    public static final int RECORD_BYTES_MAX = 8 * 1024 * 1024;

    private static final int PRODUCER_BUFFER_BYTES = 16 * 1024 * 1024;
    private static final int PRODUCER_BATCH_BYTES = 64 * 1024;
    private static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(120);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration SEND_BLOCK_MAX = Duration.ofSeconds(2);
    private static final Duration METADATA_AGE_MAX = Duration.ofSeconds(30);
    private static final Duration RECONNECT_BACKOFF_MAX = Duration.ofMillis(500);
    private static final Duration RETRY_BACKOFF = Duration.ofMillis(20);
    private static final Duration RETRY_BACKOFF_MAX = Duration.ofMillis(500);

    public KafkaSettings {
        extra = Map.copyOf(extra);
        if (bootstrapServers.isBlank()) {
            throw new IllegalArgumentException("Expected the addresses of Kafka brokers, but there are none");
        }
    }

    public static KafkaSettings of(String bootstrapServers) {
        return new KafkaSettings(bootstrapServers, Map.of());
    }

    /** What every client has in common. */
    public Map<String, Object> client(String clientId) {
        Map<String, Object> settings = new HashMap<>(extra);
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
        settings.put(CommonClientConfigs.METADATA_MAX_AGE_CONFIG, millis(METADATA_AGE_MAX));
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, millis(RECONNECT_BACKOFF_MAX));
        settings.put(CommonClientConfigs.RETRY_BACKOFF_MS_CONFIG, millis(RETRY_BACKOFF));
        settings.put(CommonClientConfigs.RETRY_BACKOFF_MAX_MS_CONFIG, millis(RETRY_BACKOFF_MAX));
        settings.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
        return settings;
    }

    /**
     * A producer that is shared by everything in the process. One request in flight per broker, so that records gather
     * while it is under way and go out together, without a linger time.
     */
    public Map<String, Object> producer(String clientId) {
        Map<String, Object> settings = client(clientId);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        settings.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis(DELIVERY_TIMEOUT));
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis(REQUEST_TIMEOUT));
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis(SEND_BLOCK_MAX));
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, RECORD_BYTES_MAX);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, PRODUCER_BUFFER_BYTES);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, PRODUCER_BATCH_BYTES);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
        return settings;
    }

    /** A consumer without a group that follows the end of partitions it is given. Sees uncommitted records. */
    public Map<String, Object> tailConsumer(String clientId) {
        Map<String, Object> settings = client(clientId);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
        return settings;
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }
}
