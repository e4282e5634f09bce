package dev.weft.sdk.client;

import dev.weft.core.model.WorkflowIdConflictPolicy;
import dev.weft.sdk.transport.Transport;
import dev.weft.sdk.transport.WorkerCalls;
import dev.weft.sdk.workflow.Checks;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The way from a program to its workflows. Thread-safe; one per process is enough. */
public final class WorkflowClient implements AutoCloseable {
    private final ClientOptions options;
    private final Transport transport;
    private final Connection connection;

    private WorkflowClient(ClientOptions options) {
        this.options = options;
        this.transport = options.transport().open(options.url(), options.headers());
        this.connection = Connection.of(new FrontendCalls(transport, options), options);
    }

    /** Nothing is sent before the first call. */
    public static WorkflowClient connect(String url) {
        return connect(ClientOptions.of(url));
    }

    public static WorkflowClient connect(ClientOptions options) {
        return new WorkflowClient(options);
    }

    public ClientOptions options() {
        return options;
    }

    /** A stub to start a workflow with. */
    public WorkflowStub newUntypedWorkflowStub(String workflowType, WorkflowOptions workflow) {
        Checks.name("workflow type", workflowType);
        String workflowId = workflow.workflowId().isEmpty() ? UUID.randomUUID().toString() : workflow.workflowId();
        return new WorkflowStub(connection, workflowType, workflow, new WorkflowRun(workflowId, ""));
    }

    /** A stub for a workflow that exists; for its current run. */
    public WorkflowStub newUntypedWorkflowStub(String workflowId) {
        return newUntypedWorkflowStub(new WorkflowRun(workflowId, ""));
    }

    /** A stub for a run that exists. */
    public WorkflowStub newUntypedWorkflowStub(WorkflowRun run) {
        Checks.name("workflowId", run.workflowId());
        Checks.optionalName("runId", run.runId());
        return new WorkflowStub(connection, "", null, run);
    }

    /**
     * A workflow as an object: calling its workflow method starts it and waits for the result; its signal, query and
     * update methods do what they say. See {@link #start} for starting without waiting.
     *
     * @throws IllegalArgumentException when {@code workflowInterface} is no workflow interface
     */
    public <T> T newWorkflowStub(Class<T> workflowInterface, WorkflowOptions workflow) {
        return TypedStub.create(workflowInterface, type -> newUntypedWorkflowStub(type, workflow));
    }

    /** As {@link #newWorkflowStub(Class, WorkflowOptions)}, for a workflow that exists. */
    public <T> T newWorkflowStub(Class<T> workflowInterface, String workflowId) {
        return TypedStub.create(workflowInterface, type -> newUntypedWorkflowStub(workflowId));
    }

    /** The untyped stub behind a typed one. */
    public static WorkflowStub untyped(Object stub) {
        return TypedStub.of(stub).workflow();
    }

    /** Starts without waiting for the result: {@code WorkflowClient.start(() -> order.process(cart))}. */
    public static WorkflowRun start(Runnable call) {
        StubCall captured = StubCall.capture(call).toStart();
        return captured.workflow().start(captured.arguments());
    }

    /** Starts, and waits for the result on a virtual thread. */
    public static <R> CompletableFuture<R> execute(Supplier<R> call) {
        StubCall captured = StubCall.captureResult(call).toStart();
        captured.workflow().start(captured.arguments());
        return captured.workflow().getResultAsync(captured.resultType());
    }

    /** Signals the open run, or starts one and signals it, in one step; both calls on the same stub. */
    public static WorkflowRun signalWithStart(Runnable start, Runnable signal) {
        StubCall startCall = StubCall.capture(start).toStart();
        StubCall signalCall = StubCall.capture(signal).toSignal(startCall);
        return startCall.workflow().signalWithStart(signalCall.name(), signalCall.arguments(), startCall.arguments());
    }

    /**
     * Updates the open run, or starts one and updates it, in one step, and returns when the stage is reached; both calls
     * on the same stub. See {@link WorkflowStub#updateWithStart}.
     */
    public static <R> UpdateHandle<R> updateWithStart(
            WorkflowIdConflictPolicy policy, UpdateStage stage, Runnable start, Supplier<R> update) {
        StubCall startCall = StubCall.capture(start).toStart();
        StubCall updateCall = StubCall.captureResult(update).toUpdate().onStubOf(startCall);
        UpdateCall<R> call = UpdateCall.<R>of(updateCall.name(), updateCall.resultType(), updateCall.arguments())
                .withStage(stage);
        return startCall.workflow().updateWithStart(policy, call, startCall.arguments());
    }

    /** Calls an update method and returns when the stage is reached. */
    public static <R> UpdateHandle<R> startUpdate(UpdateStage stage, Supplier<R> call) {
        StubCall captured = StubCall.captureResult(call).toUpdate();
        return captured.workflow().startUpdate(captured.name(), stage, captured.resultType(), captured.arguments());
    }

    /** Ends activities that complete later. */
    public ActivityCompletionClient newActivityCompletionClient() {
        return new ActivityCompletionClient(new WorkerCalls(transport), connection.frontend(), options);
    }

    /** Registers, shows and changes namespaces. */
    public NamespaceClient newNamespaceClient() {
        return new NamespaceClient(connection.frontend());
    }

    /** Shows task queues and workers. */
    public TaskQueueClient newTaskQueueClient() {
        return new TaskQueueClient(connection.frontend());
    }

    @Override
    public void close() {
        transport.close();
    }
}
