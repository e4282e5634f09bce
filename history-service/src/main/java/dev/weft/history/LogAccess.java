package dev.weft.history;

import dev.weft.schemas.kafka.KafkaSettings;
import dev.weft.schemas.kafka.LogProducer;
import dev.weft.schemas.routing.Routing;
import dev.weft.schemas.subject.Codecs;
import dev.weft.schemas.topic.Topics;
import java.util.function.Supplier;

/**
 * How the log is reached. The topics must exist.
 *
 * @param producer shared with the rest of the process; not closed by the service
 * @param routing the current one
 * @param taskPartitions of the task topic
 * @param replyPartitions of the reply topic
 */
public record LogAccess(
        Topics topics,
        KafkaSettings kafka,
        Codecs codecs,
        LogProducer producer,
        Supplier<Routing> routing,
        int taskPartitions,
        int replyPartitions) {}
