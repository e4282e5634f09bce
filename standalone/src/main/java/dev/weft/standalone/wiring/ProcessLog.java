package dev.weft.standalone.wiring;

import dev.weft.schemas.kafka.DeadLetters;
import dev.weft.schemas.kafka.KafkaSettings;
import dev.weft.schemas.kafka.LogClient;
import dev.weft.schemas.kafka.LogProducer;
import dev.weft.schemas.kafka.ReplyConsumer;
import dev.weft.schemas.kafka.ReplyLog;
import dev.weft.schemas.kafka.RequestLog;
import dev.weft.schemas.kafka.RoutingLog;
import dev.weft.schemas.routing.Routing;
import dev.weft.schemas.subject.Codecs;
import dev.weft.schemas.topic.Topics;
import dev.weft.standalone.platform.PlatformContext;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What the services of one process share to reach the log: one producer, so that what they append goes out together, and
 * one client that waits for replies.
 */
public final class ProcessLog implements AutoCloseable {
    private final KafkaSettings settings;
    private final Topics topics;
    private final Codecs codecs = new Codecs();
    private final LogProducer producer;
    private final Routing routing;
    private final RequestLog requests;
    private final LogClient client;
    private final ReplyConsumer replies;

    private ProcessLog(PlatformContext context) {
        settings = new KafkaSettings(
                context.kafka().bootstrapServers(), context.kafka().clientProperties());
        topics = new Topics(context.topicPrefix());
        String instanceId = UUID.randomUUID().toString();
        producer = LogProducer.connect(settings, "weft-log-" + instanceId);
        routing = new Routing(new RoutingLog(settings, topics, codecs.routingTable())
                .readOrPublish(producer, "weft-routing-" + instanceId, context.partitions()));
        requests = new RequestLog(producer, topics, this::routing, codecs.request());
        client = new LogClient(instanceId, requests);
        replies = ReplyConsumer.connect(settings, topics, replyPartitions(), client, codecs.reply());
    }

    /** Connects, and waits until no reply will be missed. */
    static ProcessLog open(PlatformContext context) {
        ProcessLog log = new ProcessLog(context);
        log.replies.ready().join();
        return log;
    }

    KafkaSettings settings() {
        return settings;
    }

    Topics topics() {
        return topics;
    }

    Codecs codecs() {
        return codecs;
    }

    LogProducer producer() {
        return producer;
    }

    Supplier<Routing> currentRouting() {
        return this::routing;
    }

    RequestLog requests() {
        return requests;
    }

    LogClient client() {
        return client;
    }

    int taskPartitions() {
        return producer.partitionCount(topics.tasks());
    }

    int replyPartitions() {
        return producer.partitionCount(topics.replies());
    }

    ReplyLog replyLog() {
        return new ReplyLog(producer, topics, replyPartitions(), codecs.reply());
    }

    DeadLetters deadLetters() {
        return new DeadLetters(producer, topics, codecs.deadLetter());
    }

    private Routing routing() {
        return routing;
    }

    @Override
    public void close() {
        replies.close();
        client.close();
        producer.close();
    }
}
