package dev.weft.sdk.worker;

import dev.weft.sdk.client.ClientOptions;
import dev.weft.sdk.client.WorkflowClient;
import dev.weft.sdk.runner.RunnerOptions;
import dev.weft.sdk.transport.Transport;
import dev.weft.sdk.transport.WorkerCalls;
import dev.weft.sdk.workflow.Checks;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** The workers of one process: they share the connection and the cache of live executions. */
public final class WorkerFactory implements AutoCloseable {
    private final ClientOptions client;
    private final WorkerFactoryOptions options;
    private final Transport transport;
    private final WorkerCalls calls;
    private final PlatformWatch watch;
    private final ExecutionCache<CachedExecution> cache;
    private final List<Worker> workers = new ArrayList<>();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private boolean started;

    private WorkerFactory(ClientOptions client, WorkerFactoryOptions options) {
        this.client = client;
        this.options = options;
        this.transport = client.transport().open(client.url(), client.headers());
        this.calls = new WorkerCalls(transport);
        this.watch = new PlatformWatch(transport.target());
        this.cache = new ExecutionCache<>(options.cacheBytes());
    }

    /** Workers that work where {@code client} asks. */
    public static WorkerFactory newInstance(WorkflowClient client) {
        return newInstance(client.options(), WorkerFactoryOptions.DEFAULT);
    }

    public static WorkerFactory newInstance(ClientOptions client, WorkerFactoryOptions options) {
        return new WorkerFactory(client, options);
    }

    public Worker newWorker(String taskQueue) {
        return newWorker(taskQueue, WorkerOptions.DEFAULT);
    }

    /** @throws IllegalStateException when the factory is started, or has a worker for the queue */
    public synchronized Worker newWorker(String taskQueue, WorkerOptions workerOptions) {
        Checks.name("task queue", taskQueue);
        if (started) {
            throw new IllegalStateException("Expected new workers before the factory is started, but it runs");
        }
        if (workers.stream().anyMatch(worker -> worker.taskQueue().equals(taskQueue))) {
            throw new IllegalStateException(
                    "Expected one worker for each task queue, but there is one for " + taskQueue + " already");
        }
        RunnerOptions runner = options.toRunnerOptions(client, workerOptions);
        Worker worker = new Worker(taskQueue, workerOptions, client, calls, watch, cache, runner);
        workers.add(worker);
        return worker;
    }

    /** Begins to poll. Returns at once, also while the platform is not there yet. */
    public synchronized void start() {
        if (!started) {
            started = true;
            workers.forEach(Worker::start);
        }
    }

    /**
     * Stops polling, waits for what is under way as long as the grace period allows, and reports it. Returns when
     * everything has ended.
     */
    @Override
    public void close() {
        if (!stopping.compareAndSet(false, true)) {
            awaitTermination();
            return;
        }
        try {
            workers.forEach(Worker::stopPolling);
            long deadline = System.nanoTime() + options.gracePeriod().toNanos();
            for (Worker worker : workers) {
                worker.awaitTasks(deadline);
            }
            workers.forEach(Worker::stopTasks);
            long last = System.nanoTime() + Worker.LAST_POLLS_WAIT.toNanos();
            for (Worker worker : workers) {
                worker.end(last);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            cache.clear();
            transport.close();
            stopped.countDown();
        }
    }

    /** Waits until the factory is closed. */
    public void awaitTermination() {
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
