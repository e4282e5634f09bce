package dev.weft.sdk.client;

import dev.weft.core.model.RunSettings;
import dev.weft.core.model.WorkflowIdConflictPolicy;
import dev.weft.sdk.interceptor.WorkflowClientCalls;
import dev.weft.sdk.interceptor.WorkflowClientCalls.CancelInput;
import dev.weft.sdk.interceptor.WorkflowClientCalls.DescribeInput;
import dev.weft.sdk.interceptor.WorkflowClientCalls.GetResultInput;
import dev.weft.sdk.interceptor.WorkflowClientCalls.QueryInput;
import dev.weft.sdk.interceptor.WorkflowClientCalls.SignalInput;
import dev.weft.sdk.interceptor.WorkflowClientCalls.SignalWithStartInput;
import dev.weft.sdk.interceptor.WorkflowClientCalls.StartInput;
import dev.weft.sdk.interceptor.WorkflowClientCalls.StartOutput;
import dev.weft.sdk.interceptor.WorkflowClientCalls.TerminateInput;
import dev.weft.sdk.interceptor.WorkflowClientCalls.UpdateInput;
import dev.weft.sdk.interceptor.WorkflowClientCalls.UpdateOutput;
import dev.weft.sdk.interceptor.WorkflowClientCalls.UpdateWithStartInput;
import dev.weft.sdk.workflow.Checks;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One workflow, spoken to by names. Thread-safe.
 *
 * <p>A stub that was made for a run stays on it. Any other one speaks to the current run of its workflow id, also when
 * it has started a run that has been continued since: signals, queries, updates, {@link #cancel}, {@link #terminate},
 * {@link #pause} and {@link #describe()} go there. What is about one recorded run is about the one that the stub has
 * started, if it has: {@link #getResult}, {@link #fetchHistory}, {@link #queryAt}, {@link #describe(long)},
 * {@link #reset} and {@link #delete}.
 *
 * <p>Every call may throw {@link WorkflowNotFoundException} when there is no such workflow, and
 * {@link PlatformUnavailableException} when the platform does not answer within the client's patience.
 */
public final class WorkflowStub {
    private final Connection connection;
    private final String workflowType;
    private final @Nullable WorkflowOptions options;
    private final boolean staysOnRun;
    private volatile WorkflowRun run;

    /** @param run that the stub stays on, unless its run id is empty */
    WorkflowStub(Connection connection, String workflowType, @Nullable WorkflowOptions options, WorkflowRun run) {
        this.connection = connection;
        this.workflowType = workflowType;
        this.options = options;
        this.staysOnRun = !run.runId().isEmpty();
        this.run = run;
    }

    /** The run that the stub was made for or has started; without run id while there is none. */
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
        return started(calls().start(startInput(arguments)));
    }

    /** Signals the open run, or starts one and signals it, in one step. */
    public WorkflowRun signalWithStart(
            String signalName, @Nullable Object[] signalArguments, @Nullable Object[] startArguments) {
        SignalInput signal = new SignalInput(
                workflowId(),
                "",
                signalName,
                Arrays.asList(signalArguments),
                Map.of(),
                UUID.randomUUID().toString());
        return started(calls().signalWithStart(new SignalWithStartInput(startInput(startArguments), signal)));
    }

    /**
     * Updates the open run, or starts one and updates it. The update is admitted in the step that starts the run; a run
     * that was started stays when the update is rejected.
     *
     * @param policy what happens when a run is open, in place of that of the options
     */
    public <R> UpdateHandle<R> updateWithStart(
            WorkflowIdConflictPolicy policy, UpdateCall<R> update, @Nullable Object... startArguments) {
        StartInput start = startInput(startArguments).withConflictPolicy(policy);
        UpdateOutput output = calls().updateWithStart(new UpdateWithStartInput(start, updateInput("", update)));
        run = new WorkflowRun(workflowId(), output.progress().runId());
        return handle(update, output);
    }

    private WorkflowRun started(StartOutput output) {
        WorkflowRun started = new WorkflowRun(workflowId(), output.runId());
        run = started;
        return started;
    }

    private StartInput startInput(@Nullable Object[] arguments) {
        WorkflowOptions chosen = startOptions();
        RunSettings settings = chosen.toSettings(workflowType, connection.data());
        return new StartInput(
                workflowId(),
                Arrays.asList(arguments),
                settings,
                chosen.reusePolicy(),
                chosen.conflictPolicy(),
                chosen.startDelay(),
                chosen.requestId().isEmpty() ? UUID.randomUUID().toString() : chosen.requestId());
    }

    /** Where messages go. */
    private WorkflowRun receiver() {
        return staysOnRun ? run : new WorkflowRun(workflowId(), "");
    }

    private String receiverRunId() {
        return receiver().runId();
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
        signal(SignalCall.of(signalName, arguments));
    }

    /** Returns once the signal is durable. One that is repeated with the same request id counts once. */
    public void signal(SignalCall signal) {
        calls().signal(new SignalInput(
                workflowId(), receiverRunId(), signal.signalName(), signal.arguments(), Map.of(), signal.requestId()));
    }

    /** @throws WorkflowQueryException when it cannot be answered */
    public <R> @Nullable R query(String queryType, Class<R> resultType, @Nullable Object... arguments) {
        return query(queryType, (Type) resultType, arguments);
    }

    /** As {@link #query(String, Class, Object...)}, for generic types. */
    public <R> @Nullable R query(String queryType, Type resultType, @Nullable Object... arguments) {
        return this.<R>ask(receiverRunId(), 0, queryType, resultType, arguments);
    }

    /**
     * Asks a run as it was.
     *
     * @param eventId of the last event that it has seen
     */
    public <R> @Nullable R queryAt(long eventId, String queryType, Type resultType, @Nullable Object... arguments) {
        return this.<R>ask(run.runId(), eventId, queryType, resultType, arguments);
    }

    private <R> @Nullable R ask(
            String runId, long atEvent, String queryType, Type resultType, @Nullable Object[] arguments) {
        return calls().<@Nullable R>query(
                        new QueryInput(workflowId(), runId, atEvent, queryType, Arrays.asList(arguments), resultType))
                .result();
    }

    /**
     * Calls an update handler and waits for its result.
     *
     * @throws WorkflowUpdateException when it is rejected or fails
     */
    public <R> @Nullable R update(String updateName, Class<R> resultType, @Nullable Object... arguments) {
        return this.<R>startUpdate(UpdateCall.of(updateName, resultType, arguments))
                .getResult();
    }

    /** Calls an update handler and returns when the stage is reached. */
    public <R> UpdateHandle<R> startUpdate(
            String updateName, UpdateStage stage, Type resultType, @Nullable Object... arguments) {
        return startUpdate(UpdateCall.<R>of(updateName, resultType, arguments).withStage(stage));
    }

    /** Calls an update handler and returns when the stage is reached. */
    public <R> UpdateHandle<R> startUpdate(UpdateCall<R> update) {
        return handle(update, calls().update(updateInput(receiverRunId(), update)));
    }

    private UpdateInput updateInput(String runId, UpdateCall<?> update) {
        return new UpdateInput(
                workflowId(),
                runId,
                update.updateId(),
                update.updateName(),
                update.arguments(),
                Map.of(),
                update.stage() == UpdateStage.COMPLETED);
    }

    /** Of the run that has taken the update: the outcome is found there when the workflow has gone on. */
    private <R> UpdateHandle<R> handle(UpdateCall<R> update, UpdateOutput output) {
        WorkflowRun taken = new WorkflowRun(workflowId(), output.progress().runId());
        return new UpdateHandle<R>(connection, taken, update.updateId(), update.resultType())
                .reached(output.progress(), update.stage());
    }

    /** The handle of an update that was sent before. */
    public <R> UpdateHandle<R> getUpdateHandle(String updateId, Type resultType) {
        return new UpdateHandle<>(connection, receiver(), updateId, resultType);
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
        return calls().<@Nullable R>getResult(new GetResultInput(workflowId(), run.runId(), resultType))
                .result();
    }

    /** {@link #getResult(Type)} in the background. */
    public <R> CompletableFuture<R> getResultAsync(Type resultType) {
        return connection.frontend().inBackground(() -> this.<R>getResult(resultType));
    }

    /** Asks the workflow to cancel; it decides what follows. */
    public void cancel(String reason) {
        cancel(reason, UUID.randomUUID().toString());
    }

    /**
     * As {@link #cancel(String)}.
     *
     * @param requestId a request that is repeated with it counts once
     */
    public void cancel(String reason, String requestId) {
        Checks.name("requestId", requestId);
        calls().cancel(new CancelInput(workflowId(), receiverRunId(), reason, requestId));
    }

    /** Ends the workflow at once. */
    public void terminate(String reason, @Nullable Object... details) {
        calls().terminate(new TerminateInput(workflowId(), receiverRunId(), reason, Arrays.asList(details)));
    }

    public WorkflowDescription describe() {
        return describe(receiverRunId(), 0);
    }

    /**
     * How a run was. What history does not tell, such as attempts, is left out.
     *
     * @param atEvent the last event that counts
     */
    public WorkflowDescription describe(long atEvent) {
        return describe(run.runId(), atEvent);
    }

    private WorkflowDescription describe(String runId, long atEvent) {
        return Descriptions.read(calls().describe(new DescribeInput(workflowId(), runId, atEvent))
                .description());
    }

    /** All events so far, oldest first. */
    public List<HistoryEntry> fetchHistory() {
        return Histories.read(connection.frontend(), run);
    }

    /**
     * Holds the run: no workflow task and no activity begins until it is resumed; timers and timeouts go on. Pausing a
     * paused run changes nothing.
     *
     * @throws WorkflowClosedException when the run is closed
     */
    public void pause(String reason) {
        operations().pause(receiver(), reason);
    }

    /** Lets a paused run go on; changes nothing when it is not paused. */
    public void resume(String reason) {
        operations().resume(receiver(), reason);
    }

    /**
     * Goes on from an earlier point of the run, as a new run. A run that is open is terminated. The stub goes on with the
     * new run.
     *
     * @throws WorkflowRequestException when there is no such point
     */
    public ResetResult reset(ResetOptions reset) {
        ResetResult result = operations().reset(run, reset);
        run = result.run();
        return result;
    }

    /** Lets a run that is STUCK for the length of its history go on. */
    public void setHistoryLimit(HistoryLimit limit) {
        operations().setHistoryLimit(receiver(), limit);
    }

    /**
     * Deletes the run of the stub; without run id every run that is kept, and all that is known of the workflow id. What
     * is open is terminated first.
     */
    public void delete() {
        operations().delete(run);
    }

    private RunOperations operations() {
        return new RunOperations(connection.frontend(), connection.options());
    }

    private WorkflowClientCalls calls() {
        return connection.calls();
    }
}
