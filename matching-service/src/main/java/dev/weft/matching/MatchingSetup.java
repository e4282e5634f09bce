package dev.weft.matching;

import dev.weft.schemas.kafka.KafkaSettings;
import dev.weft.schemas.topic.Topics;
import java.net.URI;
import java.nio.file.Path;

/**
 * Where the service runs.
 *
 * @param taskPartitions partitions of the task topic
 * @param endpoint where other instances reach this one by HTTP
 * @param state directory of this instance for what memory has no room for; emptied at start
 * @param sole whether this process is the only one with a matching service, so that it owns every queue from the first
 *     moment; otherwise instances share the queues as a consumer group
 */
public record MatchingSetup(
        KafkaSettings kafka, Topics topics, int taskPartitions, URI endpoint, Path state, boolean sole) {}
