package dev.weft.matching.spill;

import dev.weft.core.task.TaskEntry;
import dev.weft.matching.queue.Spill;
import dev.weft.matching.queue.SpillException;
import dev.weft.schemas.codec.Codec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Spills to one RocksDB of the process, opened when the first task needs it. What an earlier process left in the
 * directory is removed: tasks are derived data. Thread-safe, as are the sequences of different queues together.
 */
public final class RocksDbSpill implements Spill, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RocksDbSpill.class);

    private final Path directory;
    private final Codec<TaskEntry> codec;
    private final AtomicLong sequences = new AtomicLong();
    private @Nullable SpillStore store;
    private boolean closed;

    /** @param directory owned by this object */
    public RocksDbSpill(Path directory, Codec<TaskEntry> codec) {
        this.directory = directory;
        this.codec = codec;
        wipe();
    }

    @Override
    public SpilledTasks open() {
        return new StoredTasks(store(), codec, sequences.incrementAndGet());
    }

    /** Sequences must not be used any more. */
    @Override
    public synchronized void close() {
        closed = true;
        if (store != null) {
            store.close();
            store = null;
        }
    }

    private synchronized SpillStore store() {
        if (closed) {
            throw new SpillException("Expected an open spill, but it is closed", new IllegalStateException());
        }
        if (store == null) {
            try {
                Files.createDirectories(directory);
                store = SpillStore.open(directory);
            } catch (IOException | RocksDBException failure) {
                LOG.error("Waiting tasks cannot be spilled: directory={}", directory, failure);
                throw new SpillException("Expected to open " + directory + ", but " + failure.getMessage(), failure);
            }
        }
        return store;
    }

    private void wipe() {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("Expected to empty " + directory, failure);
        }
    }
}
