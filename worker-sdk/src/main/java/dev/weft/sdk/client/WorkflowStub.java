package dev.weft.sdk.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.core.model.Failure;
import dev.weft.core.model.Payload;
import dev.weft.core.model.WorkflowIdConflictPolicy;
import dev.weft.core.model.WorkflowStatus;
import dev.weft.sdk.data.DataConverter;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One workflow, spoken to by names. Thread-safe.
 *
 * <p>Every call may throw {@link WorkflowNotFoundException} when there is no such workflow, and
 * {@link PlatformUnavailableException} when the platform does not answer within the client's patience.
 */
public final class WorkflowStub {
    private static final Duration RESULT_WAIT = Duration.ofSeconds(30);

    private final FrontendCalls calls;
    private final ClientOptions client;
    private final String workflowType;
    private final @Nullable WorkflowOptions options;
    private volatile WorkflowRun run;

    WorkflowStub(
            FrontendCalls calls,
            ClientOptions client,
            String workflowType,
            @Nullable WorkflowOptions options,
            WorkflowRun run) {
        this.calls = calls;
        this.client = client;
        this.workflowType = workflowType;
        this.options = options;
        this.run = run;
    }

    /** The run that calls go to; its run id is empty for the current one. */
    public WorkflowRun run() {
        return run;
    }

    public String workflowId() {
        return run.workflowId();
    }

    /**
     * Starts the workflow. Returns once the start is durable.
     *
     * @throws WorkflowAlreadyStartedException when the id is taken
     * @throws IllegalStateException when the stub was made for a workflow that exists
     */
    public WorkflowRun start(@Nullable Object... arguments) {
        return started(calls.postUntilHandled(workflowId(), "/api/workflows/start", startBody(arguments)));
    }

    /** Signals the open run, or starts one and signals it, in one step. */
    public WorkflowRun signalWithStart(
            String signalName, @Nullable Object[] signalArguments, @Nullable Object[] startArguments) {
        ObjectNode body = startBody(startArguments);
        if (startOptions().conflictPolicy() == WorkflowIdConflictPolicy.FAIL) {
            body.put("workflowIdConflictPolicy", WorkflowIdConflictPolicy.USE_EXISTING.name());
        }
        body.put("signalName", signalName);
        FrontendJson.putArguments(body, "signalInputs", data().toPayloads(signalArguments));
        return started(calls.postUntilHandled(workflowId(), path("/signal-with-start"), body));
    }

    private WorkflowRun started(JsonNode reply) {
        WorkflowRun started = new WorkflowRun(workflowId(), reply.path("runId").asText(""));
        run = started;
        return started;
    }

    private ObjectNode startBody(@Nullable Object[] arguments) {
        ObjectNode body =
                StartRequest.body(workflowType, workflowId(), startOptions(), data().toPayloads(arguments), data());
        body.put("identity", client.identity());
        return body;
    }

    /** Whether the stub was made to start a workflow. */
    boolean canStart() {
        return options != null;
    }

    private WorkflowOptions startOptions() {
        if (options == null) {
            throw new IllegalStateException("Expected a stub with options, but that of " + workflowId()
                    + " was made for a workflow that exists");
        }
        return options;
    }

    /** Returns once the signal is durable. */
    public void signal(String signalName, @Nullable Object... arguments) {
        ObjectNode body = toRun();
        body.put("signalName", signalName);
        body.put("requestId", UUID.randomUUID().toString());
        FrontendJson.putArguments(body, "inputs", data().toPayloads(arguments));
        calls.post(workflowId(), path("/signal"), body);
    }

    /** @throws WorkflowQueryException when it cannot be answered */
    public <R> @Nullable R query(String queryType, Class<R> resultType, @Nullable Object... arguments) {
        return query(queryType, (Type) resultType, arguments);
    }

    /** As {@link #query(String, Class, Object...)}, for generic types. */
    public <R> @Nullable R query(String queryType, Type resultType, @Nullable Object... arguments) {
        ObjectNode body = toRun();
        FrontendJson.putArguments(body, "inputs", data().toPayloads(arguments));
        JsonNode reply = calls.postUntilHandled(workflowId(), path("/query/" + FrontendCalls.encode(queryType)), body);
        return data().fromPayload(FrontendJson.payload(reply.path("result")), resultType);
    }

    /**
     * Calls an update handler and waits for its result.
     *
     * @throws WorkflowUpdateException when it is rejected or fails
     */
    public <R> @Nullable R update(String updateName, Class<R> resultType, @Nullable Object... arguments) {
        return this.<R>startUpdate(updateName, UpdateStage.COMPLETED, resultType, arguments)
                .getResult();
    }

    /** Calls an update handler and returns when the stage is reached. */
    public <R> UpdateHandle<R> startUpdate(
            String updateName, UpdateStage stage, Type resultType, @Nullable Object... arguments) {
        UpdateHandle<R> handle = getUpdateHandle(UUID.randomUUID().toString(), resultType);
        ObjectNode body = toRun();
        body.put("updateName", updateName);
        body.put("updateId", handle.updateId());
        FrontendJson.putArguments(body, "inputs", data().toPayloads(arguments));
        handle.begin(body, stage);
        return handle;
    }

    /** The handle of an update that was sent before. */
    public <R> UpdateHandle<R> getUpdateHandle(String updateId, Type resultType) {
        return new UpdateHandle<>(calls, client, run, updateId, resultType);
    }

    /** Waits for the outcome, along the runs that continue this one. */
    public <R> @Nullable R getResult(Class<R> resultType) {
        return getResult((Type) resultType);
    }

    /**
     * As {@link #getResult(Class)}, for generic types.
     *
     * @throws WorkflowFailedException when the workflow did not complete
     */
    public <R> @Nullable R getResult(Type resultType) {
        while (true) {
            JsonNode reply = calls.get(
                    workflowId(),
                    path("/result?wait=" + RESULT_WAIT.toSeconds() + "s")
                            + FrontendCalls.parameter('&', "runId", run.runId()));
            WorkflowStatus status = WorkflowStatus.valueOf(reply.path("status").asText("RUNNING"));
            if (status == WorkflowStatus.COMPLETED) {
                return data().fromPayload(FrontendJson.payload(reply.path("result")), resultType);
            } else if (!status.isOpen() && status != WorkflowStatus.CONTINUED_AS_NEW) {
                throw failed(reply, status);
            }
        }
    }

    /** {@link #getResult(Type)} on a virtual thread. */
    public <R> CompletableFuture<R> getResultAsync(Type resultType) {
        return calls.inBackground(() -> this.<R>getResult(resultType));
    }

    private WorkflowFailedException failed(JsonNode reply, WorkflowStatus status) {
        Failure failure = FailureJson.read(reply.path("failure"));
        WorkflowRun ended = new WorkflowRun(workflowId(), reply.path("runId").asText(run.runId()));
        return new WorkflowFailedException(
                ended,
                status,
                failure.isNone() ? null : client.failureConverter().toException(failure, data()));
    }

    /** Asks the workflow to cancel; it decides what follows. */
    public void cancel(String reason) {
        calls.post(workflowId(), path("/cancel"), withReason(reason));
    }

    /** Ends the run at once. */
    public void terminate(String reason, @Nullable Object... details) {
        ObjectNode body = withReason(reason);
        List<Payload> payloads = data().toPayloads(details);
        if (!payloads.isEmpty()) {
            FrontendJson.putArguments(body, "inputs", payloads);
        }
        calls.post(workflowId(), path("/terminate"), body);
    }

    private ObjectNode withReason(String reason) {
        ObjectNode body = toRun();
        body.put("reason", reason);
        body.put("requestId", UUID.randomUUID().toString());
        return body;
    }

    public WorkflowDescription describe() {
        return Descriptions.read(
                calls.get(workflowId(), path("") + FrontendCalls.parameter('?', "runId", run.runId())));
    }

    /** All events so far, oldest first. */
    public List<HistoryEntry> fetchHistory() {
        return Histories.read(calls, run);
    }

    private ObjectNode toRun() {
        ObjectNode body = FrontendJson.object();
        if (!run.runId().isEmpty()) {
            body.put("runId", run.runId());
        }
        body.put("identity", client.identity());
        return body;
    }

    private String path(String rest) {
        return FrontendCalls.path(workflowId(), rest);
    }

    private DataConverter data() {
        return client.dataConverter();
    }
}
