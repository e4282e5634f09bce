package dev.weft.schemas.topic;

import java.util.Map;

/**
 * How a topic is to be created.
 *
 * @param settings the topic's own settings, by Kafka's names
 */
public record TopicSpec(String name, int partitions, int replication, Map<String, String> settings) {
    public TopicSpec {
        settings = Map.copyOf(settings);
    }
}
