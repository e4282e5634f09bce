package dev.weft.matching;

import dev.weft.matching.ownership.EndpointAssignor;
import dev.weft.matching.ownership.Owners;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Makes consumers of the task topic. */
final class TaskConsumers {
    private static final int HEARTBEATS_PER_SESSION = 4;
    private static final Duration REBALANCE_TIMEOUT = Duration.ofSeconds(20);

    private final String group;
    private final MatchingSetup setup;
    private final Owners owners;

    TaskConsumers(String group, MatchingSetup setup, Owners owners) {
        this.group = group;
        this.setup = setup;
        this.owners = owners;
    }

    /** @param sessionTimeout unused by a process that is the only one */
    Consumer<byte[], byte[]> connect(Duration sessionTimeout) {
        Map<String, Object> settings = setup.kafka().tailConsumer("weft-matching");
        if (!setup.sole()) {
            int sessionMillis = Math.toIntExact(sessionTimeout.toMillis());
            settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
            settings.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
            settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, sessionMillis);
            settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, sessionMillis / HEARTBEATS_PER_SESSION);
            settings.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, Math.toIntExact(REBALANCE_TIMEOUT.toMillis()));
            settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, EndpointAssignor.class.getName());
            settings.putAll(EndpointAssignor.settings(setup.endpoint(), owners));
        }
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
