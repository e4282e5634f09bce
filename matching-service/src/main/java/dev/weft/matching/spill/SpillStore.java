package dev.weft.matching.spill;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/**
 * The database: one column family for tasks in order, one for their ids. Written without a log of its own, since it is
 * wiped at the next start, and set up so that writing never waits for a compaction.
 */
final class SpillStore implements AutoCloseable {
    private static final long WRITE_BUFFER_BYTES = 8L << 20;
    private static final int WRITE_BUFFERS = 4;
    private static final long BLOCK_CACHE_BYTES = 8L << 20;
    private static final int BLOOM_BITS = 10;
    private static final int FILES_NEVER_REACHED = 10_000;

    private final List<AutoCloseable> natives;
    private final RocksDB database;
    private final ColumnFamilyHandle tasks;
    private final ColumnFamilyHandle ids;
    private final WriteOptions writing;

    private SpillStore(
            List<AutoCloseable> natives,
            RocksDB database,
            ColumnFamilyHandle tasks,
            ColumnFamilyHandle ids,
            WriteOptions writing) {
        this.natives = natives;
        this.database = database;
        this.tasks = tasks;
        this.ids = ids;
        this.writing = writing;
    }

    static SpillStore open(Path directory) throws RocksDBException {
        RocksDB.loadLibrary();
        LRUCache cache = new LRUCache(BLOCK_CACHE_BYTES);
        BloomFilter bloom = new BloomFilter(BLOOM_BITS);
        ColumnFamilyOptions family = familyOptions(cache, bloom);
        DBOptions options = new DBOptions()
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                .setKeepLogFileNum(1)
                .setMaxOpenFiles(-1);
        WriteOptions writing = new WriteOptions().setDisableWAL(true);
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        RocksDB database = RocksDB.open(
                options,
                directory.toString(),
                List.of(
                        new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, family),
                        new ColumnFamilyDescriptor("ids".getBytes(StandardCharsets.US_ASCII), family)),
                handles);
        return new SpillStore(
                List.of(handles.get(0), handles.get(1), database, writing, options, family, bloom, cache),
                database,
                handles.get(0),
                handles.get(1),
                writing);
    }

    RocksDB database() {
        return database;
    }

    ColumnFamilyHandle tasks() {
        return tasks;
    }

    ColumnFamilyHandle ids() {
        return ids;
    }

    WriteOptions writing() {
        return writing;
    }

    @Override
    public void close() {
        for (AutoCloseable part : natives) {
            try {
                part.close();
            } catch (Exception failure) {
                throw new IllegalStateException("Expected to close the spill, but " + failure.getMessage(), failure);
            }
        }
    }

    private static ColumnFamilyOptions familyOptions(LRUCache cache, BloomFilter bloom) {
        return new ColumnFamilyOptions()
                .setWriteBufferSize(WRITE_BUFFER_BYTES)
                .setMaxWriteBufferNumber(WRITE_BUFFERS)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setLevel0SlowdownWritesTrigger(FILES_NEVER_REACHED)
                .setLevel0StopWritesTrigger(FILES_NEVER_REACHED)
                .setSoftPendingCompactionBytesLimit(0)
                .setHardPendingCompactionBytesLimit(0)
                .setTableFormatConfig(new BlockBasedTableConfig()
                        .setBlockCache(cache)
                        .setCacheIndexAndFilterBlocks(true)
                        .setFilterPolicy(bloom));
    }
}
