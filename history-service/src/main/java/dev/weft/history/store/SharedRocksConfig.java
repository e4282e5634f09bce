package dev.weft.history.store;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.Options;

/** Gives every store its share of the {@link RocksMemory} that the settings carry; Streams makes one for each store. */
public final class SharedRocksConfig implements RocksDBConfigSetter {
    /** The setting that carries the {@link RocksMemory}. */
    public static final String MEMORY_SETTING = "weft.rocksdb.memory";

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> settings) {
        if (settings.get(MEMORY_SETTING) instanceof RocksMemory memory) {
            memory.applyTo(options);
        } else {
            throw new IllegalArgumentException("Expected the setting " + MEMORY_SETTING + ", but there is none");
        }
    }

    @Override
    public void close(String storeName, Options options) {
        // What is shared outlives the store.
    }
}
