package dev.weft.sdk.runner;

import dev.weft.core.model.ExecutionKey;
import dev.weft.sdk.data.DataConverter;
import dev.weft.sdk.data.FailureConverter;

/** Creates the live executions of one worker. Thread-safe. */
public final class WorkflowExecutions implements AutoCloseable {
    private final WorkflowRegistry registry;
    private final DataConverter data;
    private final FailureConverter failures;
    private final LocalActivityRunner localActivities;
    private final DeadlockDetector detector;
    private final RunnerOptions options;
    private final StubShapes shapes = new StubShapes();

    private WorkflowExecutions(
            WorkflowRegistry registry,
            DataConverter data,
            FailureConverter failures,
            RunnerOptions options,
            LocalActivityRunner localActivities) {
        this.registry = registry;
        this.data = data;
        this.failures = failures;
        this.options = options;
        this.localActivities = localActivities;
        this.detector = new DeadlockDetector(options.deadlockTimeout());
    }

    /** Executions that cannot run local activities. */
    public static WorkflowExecutions create(
            WorkflowRegistry registry, DataConverter data, FailureConverter failures, RunnerOptions options) {
        return create(registry, data, failures, options, LocalActivityRunner.NONE);
    }

    public static WorkflowExecutions create(
            WorkflowRegistry registry,
            DataConverter data,
            FailureConverter failures,
            RunnerOptions options,
            LocalActivityRunner localActivities) {
        return new WorkflowExecutions(registry, data, failures, options, localActivities);
    }

    /** An execution that has seen nothing yet. */
    public WorkflowExecution newExecution(ExecutionKey key, String runId, String workflowType, String taskQueue) {
        return new WorkflowExecution(this, key, runId, workflowType, taskQueue);
    }

    WorkflowRegistry registry() {
        return registry;
    }

    DataConverter data() {
        return data;
    }

    FailureConverter failures() {
        return failures;
    }

    LocalActivityRunner localActivities() {
        return localActivities;
    }

    DeadlockDetector detector() {
        return detector;
    }

    Interception newInterception() {
        return new Interception(options.interceptors(), options.propagation());
    }

    StubShapes shapes() {
        return shapes;
    }

    /** Ends the deadlock detector; executions are closed by who holds them. */
    @Override
    public void close() {
        detector.close();
    }
}
