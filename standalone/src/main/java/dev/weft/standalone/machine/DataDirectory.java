package dev.weft.standalone.machine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directory that one process keeps its data in: the broker's log and the services' local state.
 *
 * <p>It is held by a file lock until it is closed or the process dies, however it dies.
 */
public final class DataDirectory implements AutoCloseable {
    private static final String LOCK_FILE = "weft.lock";

    private final Path path;
    private final FileChannel lockChannel;

    private DataDirectory(Path path, FileChannel lockChannel) {
        this.path = path;
        this.lockChannel = lockChannel;
    }

    /**
     * Takes the directory for this process, creating it if it does not exist.
     *
     * @throws StartException if another process holds it, or it cannot be written
     */
    public static DataDirectory open(Path directory) {
        Path path = directory.toAbsolutePath().normalize();
        try {
            Files.createDirectories(path);
            FileChannel channel =
                    FileChannel.open(path.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw new StartException(
                        "Expected the data directory " + path
                                + " to be free, but another Weft process uses it: stop that one, or choose another with --data.");
            }
            return new DataDirectory(path, channel);
        } catch (IOException e) {
            throw new StartException(
                    "Expected to be able to write to the data directory " + path + ", but got " + e, e);
        }
    }

    /**
     * Takes the directory for this process and deletes what an earlier one left in it.
     *
     * @throws StartException if another process holds it, it cannot be written, or it holds files of something else
     */
    public static DataDirectory openEmpty(Path directory) {
        Path path = directory.toAbsolutePath().normalize();
        if (Files.exists(path)
                && !Files.exists(path.resolve(LOCK_FILE))
                && !children(path).isEmpty()) {
            throw new StartException(
                    "Expected " + path
                            + " to be a data directory of Weft, but it holds other files, which --fresh does not delete: choose another with --data.");
        }
        DataDirectory opened = open(path);
        children(path).stream()
                .filter(child -> !child.getFileName().toString().equals(LOCK_FILE))
                .forEach(DataDirectory::deleteTree);
        return opened;
    }

    /** @return the absolute path of the directory */
    public Path path() {
        return path;
    }

    /** @return where the embedded broker keeps its log */
    public Path kafka() {
        return path.resolve("kafka");
    }

    /** @return where a service keeps local state, which can always be rebuilt from the log */
    public Path state(String service) {
        return path.resolve("state").resolve(service);
    }

    @Override
    public void close() {
        try {
            lockChannel.close();
        } catch (IOException e) {
            throw new IllegalStateException("Expected to release the lock of " + path + ", but could not", e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    private static List<Path> children(Path directory) {
        try (Stream<Path> children = Files.list(directory)) {
            return children.toList();
        } catch (IOException e) {
            throw new StartException(
                    "Expected to be able to read the data directory " + directory + ", but got " + e, e);
        }
    }

    private static void deleteTree(Path root) {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new StartException("Expected to be able to delete " + root + ", but got " + e, e);
        }
    }
}
