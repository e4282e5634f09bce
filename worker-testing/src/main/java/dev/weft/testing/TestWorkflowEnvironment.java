package dev.weft.testing;

import dev.weft.core.model.ExecutionKey;
import dev.weft.sdk.client.ClientOptions;
import dev.weft.sdk.client.WorkflowClient;
import dev.weft.sdk.worker.Worker;
import dev.weft.sdk.worker.WorkerFactory;
import dev.weft.sdk.worker.WorkerOptions;
import dev.weft.testing.platform.MemoryPlatform;
import dev.weft.testing.platform.MemoryTransport;
import dev.weft.testing.platform.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The whole platform in memory, for a test: the engine and the task queues of production, workers and clients as they
 * are, and a clock that skips whatever nobody needs to wait for. Thread-safe.
 *
 * <p>The time moves only while a thread of the test waits: for a result, for an update, or in {@link #sleep}. It skips
 * when everything waits; while an activity runs for longer than a moment, it passes as on the wall. A result that is
 * awaited in the background lets time skip once its future is joined.
 *
 * <p>A wait for what cannot happen fails with an {@link AssertionError} that says what everything waits for.
 */
public final class TestWorkflowEnvironment implements AutoCloseable {
    private final TestEnvironmentOptions options;
    private final MemoryPlatform platform;
    private final WorkflowClient client;
    private final WorkerFactory factory;
    private final List<Worker> workers = new ArrayList<>();
    private boolean started;

    private TestWorkflowEnvironment(TestEnvironmentOptions options) {
        this.options = options;
        this.platform = new MemoryPlatform(options.initialTime(), options.patience());
        ClientOptions clientOptions = options.client()
                .apply(ClientOptions.of("memory").withNamespace(options.namespace()))
                .withTransport((url, headers) -> new MemoryTransport(platform));
        this.client = WorkflowClient.connect(clientOptions);
        this.factory = WorkerFactory.newInstance(clientOptions, options.workerFactory());
        if (!options.timeSkipping()) {
            platform.lockTimeSkipping();
        }
    }

    public static TestWorkflowEnvironment newInstance() {
        return newInstance(TestEnvironmentOptions.DEFAULT);
    }

    public static TestWorkflowEnvironment newInstance(TestEnvironmentOptions options) {
        return new TestWorkflowEnvironment(options);
    }

    public TestEnvironmentOptions options() {
        return options;
    }

    /** A worker of its own for a task queue; register everything before {@link #start}. */
    public Worker newWorker(String taskQueue) {
        return newWorker(taskQueue, WorkerOptions.DEFAULT);
    }

    /** @throws IllegalStateException when the environment is started, or has a worker for the queue */
    public synchronized Worker newWorker(String taskQueue, WorkerOptions workerOptions) {
        Worker worker = factory.newWorker(taskQueue, workerOptions);
        workers.add(worker);
        return worker;
    }

    /** Its calls go to this environment; closed with it. */
    public WorkflowClient getWorkflowClient() {
        return client;
    }

    /** Lets the workers begin. */
    public synchronized void start() {
        if (started) {
            return;
        }
        started = true;
        String namespace = client.options().namespace();
        for (Worker worker : workers) {
            if (worker.runsWorkflows()) {
                platform.serve(namespace, worker.taskQueue(), false);
            }
            if (worker.runsActivities()) {
                platform.serve(namespace, worker.taskQueue(), true);
            }
        }
        factory.start();
    }

    public synchronized boolean isStarted() {
        return started;
    }

    /** Waits for so long on the environment's clock, which skips there when nothing else goes on. */
    public void sleep(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("Expected a duration of zero or more, but got " + duration);
        }
        platform.sleep(duration);
    }

    /** What the environment's clock shows. */
    public long currentTimeMillis() {
        return now().toEpochMilli();
    }

    /** What the environment's clock shows. */
    public Instant now() {
        return platform.now();
    }

    /**
     * Runs {@code callback} when so much time has passed, on a thread of its own. Time stands still until it has ended,
     * or waits itself. What it throws fails the waits of the test, or else {@link #close}.
     */
    public void registerDelayedCallback(Duration delay, Runnable callback) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("Expected a delay of zero or more, but got " + delay);
        }
        platform.after(delay, callback);
    }

    /** Time does not skip any more, but passes as on the wall, until it is unlocked as often as it was locked. */
    public void lockTimeSkipping() {
        platform.lockTimeSkipping();
    }

    /** @throws IllegalStateException when it is not locked */
    public void unlockTimeSkipping() {
        platform.unlockTimeSkipping();
    }

    /** The history of a workflow's current run, as {@code GET /api/workflows/{id}/history} answers it. */
    public String getHistory(String workflowId) {
        return Report.historyJson(platform, key(workflowId));
    }

    /** Writes {@link #getHistory} into a file, to be replayed by later versions of the code. */
    public void saveHistory(String workflowId, Path file) {
        try {
            Files.write(file, getHistory(workflowId).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to write the history of " + workflowId + " to " + file, e);
        }
    }

    /** All executions with their histories, for people who look for what went wrong. */
    public String getDiagnostics() {
        return Report.everything(platform);
    }

    private ExecutionKey key(String workflowId) {
        return new ExecutionKey(client.options().namespace(), workflowId);
    }

    /** Ends workers, client and platform. */
    @Override
    public synchronized void close() {
        try (platform;
                client) {
            factory.close();
        }
    }
}
