package dev.weft.schemas.kafka;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.port.HistoryListener;
import dev.weft.schemas.EventBatch;
import dev.weft.schemas.codec.Codec;
import dev.weft.schemas.kafka.ExecutionTail.Source;
import dev.weft.schemas.kafka.ExecutionTail.Subscription;
import dev.weft.schemas.routing.HistoryKey;
import dev.weft.schemas.routing.Routing;
import dev.weft.schemas.topic.Topics;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * Follows the end of the history topic, uncommitted records included: re-execution can only produce the same events, so
 * there is nothing to wait for.
 */
public final class HistoryTail implements AutoCloseable {
    private final ExecutionTail<EventBatch> tail;

    private HistoryTail(ExecutionTail<EventBatch> tail) {
        this.tail = tail;
    }

    /** @param consumer used by one thread of this object only, and closed with it */
    public HistoryTail(
            Consumer<byte[], byte[]> consumer, Topics topics, Supplier<Routing> routing, Codec<EventBatch> codec) {
        this(new ExecutionTail<>(consumer, source(topics, codec), routing));
    }

    public static HistoryTail connect(
            KafkaSettings settings,
            String clientId,
            Topics topics,
            Supplier<Routing> routing,
            Codec<EventBatch> codec) {
        return new HistoryTail(ExecutionTail.connect(settings, clientId, source(topics, codec), routing));
    }

    /**
     * Listens from now on; what was appended before is to be read from history once the subscription is ready.
     *
     * @param listener called on the one thread of this tail. May hear of events more than once and before they are
     *     committed; the same event always says the same, so it can be recognised by its id
     */
    public Subscription subscribe(ExecutionKey key, HistoryListener listener) {
        return tail.subscribe(key, batch -> listener.appended(batch.key(), batch.runId(), batch.events()));
    }

    @Override
    public void close() {
        tail.close();
    }

    private static Source<EventBatch> source(Topics topics, Codec<EventBatch> codec) {
        return new Source<>(
                topics.historyChangelog(), key -> HistoryKey.decode(key).key(), codec);
    }
}
