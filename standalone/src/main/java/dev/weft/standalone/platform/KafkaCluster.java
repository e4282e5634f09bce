package dev.weft.standalone.platform;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * How to reach the Kafka cluster.
 *
 * @param bootstrapServers one or more {@code host:port}, separated by commas
 * @param clientProperties further settings for every client, such as those of TLS and SASL
 */
public record KafkaCluster(String bootstrapServers, Map<String, String> clientProperties) {
    public KafkaCluster {
        Objects.requireNonNull(bootstrapServers);
        clientProperties = Map.copyOf(clientProperties);
    }

    /** @return the settings that every client begins with */
    public Map<String, Object> toProperties() {
        Map<String, Object> all = new TreeMap<>(clientProperties);
        all.put("bootstrap.servers", bootstrapServers);
        all.put("enable.metrics.push", "false");
        return all;
    }
}
