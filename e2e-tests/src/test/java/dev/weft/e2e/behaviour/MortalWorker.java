package dev.weft.e2e.behaviour;

import dev.weft.benchmarks.rig.ProcessTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.awaitility.Awaitility;

/** A worker process that is killed again and again, each time after it has worked for a random while. */
final class MortalWorker implements AutoCloseable {
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);
    private static final int LIFE_MILLIS_MIN = 100;
    private static final int LIFE_MILLIS_MAX = 4_000;

    private final String url;
    private final Path directory;
    private final RandomGenerator random;
    private ProcessTree process;
    private int lives;

    MortalWorker(String url, Path directory, RandomGenerator random) {
        this.url = url;
        this.directory = directory;
        this.random = random;
        this.process = start();
    }

    /** Kills and restarts it until {@code enough} has been counted down; it lives afterwards. */
    void dieUntil(CountDownLatch enough) {
        try {
            while (!enough.await(random.nextInt(LIFE_MILLIS_MIN, LIFE_MILLIS_MAX), TimeUnit.MILLISECONDS)) {
                process.kill();
                process = start();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    int deaths() {
        return lives - 1;
    }

    private ProcessTree start() {
        Path ready = directory.resolve("worker-" + ++lives + ".ready");
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                BehaviourWorker.class.getName(),
                url,
                ready.toString());
        try {
            Path log = directory.resolve("worker.log");
            ProcessTree started = ProcessTree.start(command, directory, log.toFile());
            Awaitility.await("a worker that polls; see " + log)
                    .atMost(STARTS_WITHIN)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> Files.exists(ready));
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to be able to start a worker", e);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
