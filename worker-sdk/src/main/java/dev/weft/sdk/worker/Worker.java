package dev.weft.sdk.worker;

import dev.weft.core.protocol.WorkerProtocol;
import dev.weft.core.protocol.WorkerProtocol.PollRequest;
import dev.weft.core.protocol.WorkerProtocol.Report;
import dev.weft.core.protocol.WorkerProtocol.ShutdownRequest;
import dev.weft.core.protocol.WorkerProtocol.WorkerStatus;
import dev.weft.core.task.QueueName;
import dev.weft.core.task.Task;
import dev.weft.sdk.client.ClientOptions;
import dev.weft.sdk.runner.RunnerOptions;
import dev.weft.sdk.runner.WorkflowExecutions;
import dev.weft.sdk.runner.WorkflowRegistry;
import dev.weft.sdk.transport.WorkerCalls;
import dev.weft.sdk.workflow.WorkflowImplementationOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the workflows and activities of one task queue. Register everything, then start the factory that made it.
 *
 * <p>A task takes a slot before it is polled for and gives it back when its report is durable; so what a worker holds
 * is bounded, also while the platform is away.
 */
public final class Worker {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final Duration SHUTDOWN_CALL_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration STATUS_PERIOD = Duration.ofSeconds(WorkerProtocol.STATUS_PERIOD_SECONDS);
    static final Duration LAST_POLLS_WAIT = Duration.ofMillis(500);

    private final String taskQueue;
    private final WorkerOptions options;
    private final ClientOptions client;
    private final WorkerCalls calls;
    private final PlatformWatch watch;
    private final WorkerIdentity worker;
    private final WorkflowRegistry workflows = new WorkflowRegistry();
    private final ActivityRegistry activities = new ActivityRegistry();
    private final WorkflowExecutions executions;
    private final WorkflowTaskRunner workflowTasks;
    private final ActivityTaskRunner activityTasks;
    private final EagerActivities eager;
    private final Reporter reporter;
    private final StatusReports statusReports;
    private final ExecutionCache<CachedExecution> cache;
    private final Slots workflowSlots;
    private final Slots activitySlots;
    private final TasksSeen tasksSeen = new TasksSeen();
    private final Map<Thread, Task> tasksUnderWay = new ConcurrentHashMap<>();
    private final List<Poller> pollers = new ArrayList<>();
    private final List<Thread> pollerThreads = new ArrayList<>();
    private volatile boolean started;

    Worker(
            String taskQueue,
            WorkerOptions options,
            ClientOptions client,
            WorkerCalls calls,
            PlatformWatch watch,
            ExecutionCache<CachedExecution> cache,
            RunnerOptions runner) {
        this.taskQueue = taskQueue;
        this.options = options;
        this.client = client;
        this.calls = calls;
        this.watch = watch;
        this.cache = cache;
        this.worker = new WorkerIdentity(UUID.randomUUID().toString(), client.identity());
        ActivityInvoker invoker = new ActivityInvoker(client.dataConverter(), runner);
        Slots localSlots = new Slots(options.localActivitySlots());
        this.executions = WorkflowExecutions.create(
                workflows,
                client.dataConverter(),
                client.failureConverter(),
                runner,
                new LocalActivityThreads(activities, invoker, client, localSlots, calls.clock()));
        this.workflowTasks = new WorkflowTaskRunner(executions, workflows, cache, calls, worker);
        this.activityTasks = new ActivityTaskRunner(activities, invoker, client, calls);
        this.workflowSlots = new Slots(options.workflowTaskSlots());
        this.activitySlots = new Slots(options.activitySlots());
        this.eager = new EagerActivities(
                taskQueue,
                options.eagerActivities(),
                type -> activities.find(type).isPresent(),
                activitySlots,
                this::begin);
        this.reporter =
                new Reporter(worker, new QueueName(client.namespace(), taskQueue, ""), calls::report, eager, watch);
        this.statusReports = new StatusReports(this::status, calls::status, Scheduler.VIRTUAL_THREADS, STATUS_PERIOD);
    }

    public String taskQueue() {
        return taskQueue;
    }

    /** Whether it polls for workflow tasks, as far as it is registered. */
    public boolean runsWorkflows() {
        return !workflows.isEmpty();
    }

    /** Whether it polls for activities, as far as it is registered. */
    public boolean runsActivities() {
        return !activities.isEmpty();
    }

    /**
     * Registers classes that implement workflow interfaces.
     *
     * @throws IllegalArgumentException when one is no workflow implementation or its type is taken
     */
    public Worker registerWorkflowImplementationTypes(Class<?>... implementations) {
        checkNotStarted();
        workflows.register(implementations);
        return this;
    }

    /** As {@link #registerWorkflowImplementationTypes(Class[])}, with options. */
    public Worker registerWorkflowImplementationTypes(
            WorkflowImplementationOptions implementationOptions, Class<?>... implementations) {
        checkNotStarted();
        for (Class<?> implementation : implementations) {
            workflows.register(implementation, implementationOptions);
        }
        return this;
    }

    /** As {@link #registerWorkflowImplementationFactory(Class, Supplier)}, with options. */
    public <T> Worker registerWorkflowImplementationFactory(
            Class<T> implementation,
            Supplier<? extends T> factory,
            WorkflowImplementationOptions implementationOptions) {
        checkNotStarted();
        workflows.register(implementation, factory, implementationOptions);
        return this;
    }

    /**
     * Registers a workflow whose objects {@code factory} creates, one for each run.
     *
     * @param implementation their class, or their workflow interface
     */
    public <T> Worker registerWorkflowImplementationFactory(Class<T> implementation, Supplier<? extends T> factory) {
        checkNotStarted();
        workflows.register(implementation, factory);
        return this;
    }

    /**
     * Registers objects that implement activity interfaces. Their methods are called from many threads at a time.
     *
     * @throws IllegalArgumentException when one implements no activity interface or a type is taken
     */
    public Worker registerActivitiesImplementations(Object... targets) {
        checkNotStarted();
        for (Object target : targets) {
            activities.register(target);
        }
        return this;
    }

    private void checkNotStarted() {
        if (started) {
            throw new IllegalStateException("Expected the worker of task queue " + taskQueue
                    + " to get its workflows and activities before it is started, but it runs");
        }
    }

    void start() {
        if (!runsWorkflows() && !runsActivities()) {
            throw new IllegalStateException("Expected the worker of task queue " + taskQueue
                    + " to have workflows or activities, but none is registered");
        }
        started = true;
        reporter.start();
        statusReports.start();
        if (runsWorkflows()) {
            int share = shareOf(options.workflowTaskSlots(), options.workflowPollers());
            startPollers(options.workflowPollers(), workflowSlots, share, room -> poll(room, 0));
        }
        if (runsActivities()) {
            int share = shareOf(options.activitySlots(), options.activityPollers());
            startPollers(options.activityPollers(), activitySlots, share, room -> poll(0, room));
        }
        LOG.info(
                "Worker of task queue {} polls {} as {}: workflows {}, activities {}",
                taskQueue,
                calls.target(),
                client.identity(),
                workflows.workflowTypes(),
                activities.knownTypes());
    }

    private static int shareOf(int slots, int pollers) {
        return (slots + pollers - 1) / pollers;
    }

    private void startPollers(int count, Slots slots, int share, IntFunction<List<Task>> poll) {
        for (int i = 0; i < count; i++) {
            Poller poller = new Poller(slots, share, poll, this::begin, watch);
            pollers.add(poller);
            pollerThreads.add(Thread.ofVirtual()
                    .name("weft-poller-" + taskQueue + "-" + pollers.size())
                    .start(poller));
        }
    }

    private List<Task> poll(int workflowTaskRoom, int activityRoom) {
        return calls.poll(new PollRequest(
                        client.namespace(),
                        taskQueue,
                        worker.workerId(),
                        worker.identity(),
                        workflowTaskRoom,
                        activityRoom,
                        options.pollWait().toMillis(),
                        List.of()))
                .tasks();
    }

    /** How it is now; slots that only a poll holds count as free. */
    WorkerStatus status() {
        int activitiesUnderWay = (int) tasksUnderWay.values().stream()
                .filter(Task.ActivityTask.class::isInstance)
                .count();
        return new WorkerStatus(
                client.namespace(),
                taskQueue,
                worker.workerId(),
                worker.identity(),
                WorkflowTaskRunner.SDK_NAME,
                WorkflowTaskRunner.SDK_VERSION,
                options.workflowTaskSlots(),
                Math.max(0, tasksUnderWay.size() - activitiesUnderWay),
                options.activitySlots(),
                activitiesUnderWay,
                cache.size(),
                List.copyOf(workflows.workflowTypes()),
                activities.types());
    }

    private void begin(Task task) {
        Slots slots = task instanceof Task.ActivityTask ? activitySlots : workflowSlots;
        if (!tasksSeen.begin(task.id())) {
            slots.release(1);
            calls.ended(task);
            return;
        }
        Thread thread = Thread.ofVirtual().name("weft-task").unstarted(() -> run(task, slots));
        tasksUnderWay.put(thread, task);
        thread.start();
    }

    private void run(Task task, Slots slots) {
        Optional<Report> report = Optional.empty();
        try {
            report = switch (task) {
                case Task.WorkflowTask workflowTask -> Optional.of(workflowTasks.run(workflowTask));
                case Task.QueryTask query -> Optional.of(workflowTasks.run(query));
                case Task.ActivityTask activity -> activityTasks.run(activity);
            };
        } finally {
            tasksUnderWay.remove(Thread.currentThread());
            Runnable done = () -> {
                tasksSeen.finish(task.id());
                slots.release(1);
                calls.ended(task);
            };
            report.ifPresentOrElse(finished -> reporter.report(finished, done), done);
        }
    }

    /** Stops asking for tasks; those under way go on. */
    void stopPolling() {
        pollers.forEach(Poller::stop);
        workflowTasks.stop();
        eager.stop();
        statusReports.stop();
        if (!started) {
            return;
        }
        try {
            calls.shutdown(
                    new ShutdownRequest(client.namespace(), taskQueue, worker.workerId()), SHUTDOWN_CALL_TIMEOUT);
        } catch (RuntimeException e) {
            LOG.info("The platform was not told that the worker of {} ends: {}", taskQueue, e.getMessage());
        }
    }

    /** Waits for what is under way, until {@code deadline} in nanoseconds. */
    void awaitTasks(long deadline) throws InterruptedException {
        long lastPolls = System.nanoTime() + LAST_POLLS_WAIT.toNanos();
        for (Thread thread : pollerThreads) {
            thread.join(Duration.ofNanos(Math.max(lastPolls - System.nanoTime(), 1)));
            thread.interrupt();
        }
        awaitIdle(deadline);
    }

    /** Asks what is still under way to end. */
    void stopTasks() {
        int underWay = workflowSlots.taken() + activitySlots.taken();
        if (underWay > 0) {
            LOG.warn(
                    "Worker of task queue {} stops {} tasks that did not end within the grace period",
                    taskQueue,
                    underWay);
            activityTasks.stopAll();
            tasksUnderWay.keySet().forEach(Thread::interrupt);
        }
    }

    /** Ends everything, once what was stopped is over or {@code deadline} in nanoseconds has come. */
    void end(long deadline) throws InterruptedException {
        awaitIdle(deadline);
        reporter.stop();
        executions.close();
    }

    private void awaitIdle(long deadline) throws InterruptedException {
        workflowSlots.awaitAllFree(deadline - System.nanoTime());
        activitySlots.awaitAllFree(deadline - System.nanoTime());
    }
}
