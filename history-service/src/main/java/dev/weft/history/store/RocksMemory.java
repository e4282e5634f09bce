package dev.weft.history.store;

import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.Filter;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * The memory that all RocksDB instances of a process share: one block cache, out of which the write buffers are taken
 * too. Closed after the last store.
 */
public final class RocksMemory implements AutoCloseable {
    private static final int SHARD_BITS = -1;
    private static final double HIGH_PRIORITY_SHARE = 0.1;
    private static final int BLOCK_BYTES = 16 * 1024;
    private static final double BLOOM_BITS = 10;

    private final Cache cache;
    private final WriteBufferManager writeBuffers;
    private final Filter filter;
    private final long writeBufferBytes;

    public RocksMemory(long bytes) {
        RocksDB.loadLibrary();
        this.cache = new LRUCache(bytes, SHARD_BITS, false, HIGH_PRIORITY_SHARE);
        this.writeBuffers = new WriteBufferManager(bytes / 2, cache);
        this.filter = new BloomFilter(BLOOM_BITS);
        this.writeBufferBytes = bytes / 8;
    }

    void applyTo(Options options) {
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(cache);
        table.setBlockSize(BLOCK_BYTES);
        table.setCacheIndexAndFilterBlocks(true);
        table.setCacheIndexAndFilterBlocksWithHighPriority(true);
        table.setPinTopLevelIndexAndFilter(true);
        table.setFilterPolicy(filter);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(writeBuffers);
        options.setWriteBufferSize(writeBufferBytes);
        options.setMaxWriteBufferNumber(2);
    }

    @Override
    public void close() {
        writeBuffers.close();
        cache.close();
        filter.close();
    }
}
