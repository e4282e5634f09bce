package dev.weft.e2e.behaviour;

import dev.weft.e2e.installation.WorkerProcess;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** A worker process that is killed again and again, each time after it has worked for a random while. */
final class MortalWorker implements AutoCloseable {
    private static final int LIFE_MILLIS_MIN = 100;
    private static final int LIFE_MILLIS_MAX = 4_000;

    private final WorkerProcess.Program program;
    private final Path directory;
    private final RandomGenerator random;
    private WorkerProcess process;
    private int deaths;

    MortalWorker(String url, Path directory, RandomGenerator random) {
        this.program = new WorkerProcess.Program(BehaviourWorker.class, "256m", url);
        this.directory = directory;
        this.random = random;
        this.process = WorkerProcess.start(program, directory);
    }

    /** Kills and restarts it until {@code enough} has been counted down; it lives afterwards. */
    void dieUntil(CountDownLatch enough) {
        try {
            while (!enough.await(random.nextInt(LIFE_MILLIS_MIN, LIFE_MILLIS_MAX), TimeUnit.MILLISECONDS)) {
                process.kill();
                deaths++;
                process = WorkerProcess.start(program, directory);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    int deaths() {
        return deaths;
    }

    @Override
    public void close() {
        process.close();
    }
}
