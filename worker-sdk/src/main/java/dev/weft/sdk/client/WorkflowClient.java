package dev.weft.sdk.client;

import dev.weft.sdk.transport.Endpoint;
import dev.weft.sdk.transport.HttpTransport;
import dev.weft.sdk.transport.WorkerCalls;
import java.util.UUID;

/** The way from a program to its workflows. Thread-safe; one per process is enough. */
public final class WorkflowClient implements AutoCloseable {
    private final ClientOptions options;
    private final HttpTransport transport;
    private final FrontendCalls calls;

    private WorkflowClient(ClientOptions options) {
        this.options = options;
        this.transport = new HttpTransport(Endpoint.parse(options.url()), options.headers());
        this.calls = new FrontendCalls(transport, options);
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
        String workflowId =
                workflow.workflowId().isEmpty() ? UUID.randomUUID().toString() : workflow.workflowId();
        return new WorkflowStub(calls, options, workflowType, workflow, new WorkflowRun(workflowId, ""));
    }

    /** A stub for a workflow that exists; for its current run. */
    public WorkflowStub newUntypedWorkflowStub(String workflowId) {
        return newUntypedWorkflowStub(new WorkflowRun(workflowId, ""));
    }

    /** A stub for a run that exists. */
    public WorkflowStub newUntypedWorkflowStub(WorkflowRun run) {
        return new WorkflowStub(calls, options, "", null, run);
    }

    /** Ends activities that complete later. */
    public ActivityCompletionClient newActivityCompletionClient() {
        return new ActivityCompletionClient(new WorkerCalls(transport), options);
    }

    @Override
    public void close() {
        transport.close();
    }
}
