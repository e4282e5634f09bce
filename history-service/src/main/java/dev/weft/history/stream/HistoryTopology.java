package dev.weft.history.stream;

import dev.weft.history.config.StreamsSettings;
import dev.weft.history.store.ExecutionsStoreBuilder;
import dev.weft.schemas.topic.Topics;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * <pre>
 * requests --> history processor -- executions (logged, own cache)
 *                                -- history    (logged: the history topic)
 *                                -- timers     (local)
 * </pre>
 */
public final class HistoryTopology {
    static final String TIMERS_STORE = "timers";
    private static final String SOURCE = "requests";
    private static final String PROCESSOR = "history-processor";

    private HistoryTopology() {}

    public static Topology build(HistoryParts parts) {
        Topology topology = new Topology();
        topology.addSource(
                SOURCE,
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                parts.topics().requests());
        topology.addProcessor(PROCESSOR, () -> new HistoryProcessor(parts), SOURCE);
        topology.addStateStore(
                new ExecutionsStoreBuilder(
                        Topics.EXECUTIONS_STORE,
                        StreamsSettings.changelog(),
                        parts.codecs().execution(),
                        parts.cache()),
                PROCESSOR);
        topology.addStateStore(rows(Topics.HISTORY_STORE).withLoggingEnabled(StreamsSettings.changelog()), PROCESSOR);
        topology.addStateStore(rows(TIMERS_STORE).withLoggingDisabled(), PROCESSOR);
        return topology;
    }

    private static StoreBuilder<KeyValueStore<Bytes, byte[]>> rows(String name) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingDisabled();
    }
}
