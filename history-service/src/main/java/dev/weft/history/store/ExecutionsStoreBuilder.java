package dev.weft.history.store;

import dev.weft.core.state.ExecutionSnapshot;
import dev.weft.schemas.codec.Codec;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Builds an {@link ExecutionsStore} for each partition. It is always logged and has its own cache. */
public final class ExecutionsStoreBuilder implements StoreBuilder<ExecutionsStore> {
    private final StoreBuilder<KeyValueStore<Bytes, byte[]>> rows;
    private final Codec<ExecutionSnapshot> codec;
    private final CacheBudget budget;

    public ExecutionsStoreBuilder(
            String name, Map<String, String> changelogSettings, Codec<ExecutionSnapshot> codec, CacheBudget budget) {
        this.rows = Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingEnabled(changelogSettings);
        this.codec = codec;
        this.budget = budget;
    }

    @Override
    public ExecutionsStore build() {
        return new ExecutionsStore(rows.build(), codec, budget);
    }

    /** Speaks of the cache that Streams has for its own stores, which is never used here. */
    @Override
    public StoreBuilder<ExecutionsStore> withCachingEnabled() {
        return this;
    }

    /** Speaks of the cache that Streams has for its own stores, which is never used here. */
    @Override
    public StoreBuilder<ExecutionsStore> withCachingDisabled() {
        return this;
    }

    @Override
    public StoreBuilder<ExecutionsStore> withLoggingEnabled(Map<String, String> config) {
        rows.withLoggingEnabled(config);
        return this;
    }

    @Override
    public StoreBuilder<ExecutionsStore> withLoggingDisabled() {
        throw new UnsupportedOperationException("Expected the executions store to stay logged, but it was disabled");
    }

    @Override
    public Map<String, String> logConfig() {
        return rows.logConfig();
    }

    @Override
    public boolean loggingEnabled() {
        return true;
    }

    @Override
    public String name() {
        return rows.name();
    }
}
