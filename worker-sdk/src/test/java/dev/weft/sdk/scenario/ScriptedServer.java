package dev.weft.sdk.scenario;

import dev.weft.core.event.ActivityEvent;
import dev.weft.core.event.ChildEvent;
import dev.weft.core.event.EventAttributes;
import dev.weft.core.event.ExternalEvent;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.MessageEvent;
import dev.weft.core.event.TimerEvent;
import dev.weft.core.event.WorkflowEvent;
import dev.weft.core.event.WorkflowTaskEvent;
import dev.weft.core.model.ContinueInitiator;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.Failure;
import dev.weft.core.model.FailureInfo;
import dev.weft.core.model.ParentLink;
import dev.weft.core.model.Payload;
import dev.weft.core.model.RetryState;
import dev.weft.core.model.RunSettings;
import dev.weft.core.model.TimeoutType;
import dev.weft.core.request.ReplyTo;
import dev.weft.core.request.WorkerRequest.UpdateRejection;
import dev.weft.core.task.QueueName;
import dev.weft.core.task.Task;
import dev.weft.sdk.data.DataConverter;
import dev.weft.sdk.data.FailureConverter;
import dev.weft.sdk.data.StandardDataConverter;
import dev.weft.sdk.data.StandardFailureConverter;
import dev.weft.sdk.runner.LocalActivityRunner;
import dev.weft.sdk.runner.QueryResult;
import dev.weft.sdk.runner.RunnerOptions;
import dev.weft.sdk.runner.WorkflowExecution;
import dev.weft.sdk.runner.WorkflowExecutions;
import dev.weft.sdk.runner.WorkflowRegistry;
import dev.weft.sdk.runner.WorkflowTaskResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A platform of one run: keeps its history, hands out workflow tasks, and writes one event per command. */
final class ScriptedServer implements AutoCloseable {

    /** How the worker treats the run between tasks. */
    enum Cache {
        /** Keeps it, and gets the new events only. */
        STICKY,
        /** Forgets it after each task, and gets all events. */
        NONE,
        /** Forgets it after each task, gets the new events only, and has to read the rest by page. */
        LOST
    }

    static final ExecutionKey KEY = new ExecutionKey("default", "order-1");
    static final String RUN_ID = "run-1";
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    final DataConverter data = new StandardDataConverter();
    final FailureConverter failures = new StandardFailureConverter();
    final List<UpdateRejection> rejections = new ArrayList<>();

    private final WorkflowExecutions executions;
    private final Cache cache;
    private final List<HistoryEvent> history = new ArrayList<>();
    private final List<Task.UpdateMessage> updates = new ArrayList<>();
    private final Pending pending = new Pending();
    private WorkflowExecution execution;
    private String workflowType = "";
    private long sentUpTo;
    private int second;
    private Duration taskTimeout = Duration.ofSeconds(10);
    private boolean heartbeat;
    private int childRuns;

    ScriptedServer(WorkflowRegistry registry, Cache cache) {
        this(registry, cache, RunnerOptions.DEFAULT);
    }

    ScriptedServer(WorkflowRegistry registry, Cache cache, RunnerOptions options) {
        this(registry, cache, options, LocalActivityRunner.NONE);
    }

    ScriptedServer(WorkflowRegistry registry, Cache cache, RunnerOptions options, LocalActivityRunner localActivities) {
        this.executions = WorkflowExecutions.create(registry, data, failures, options, localActivities);
        this.cache = cache;
    }

    static ScriptedServer of(Cache cache, Class<?>... implementations) {
        return new ScriptedServer(new WorkflowRegistry().register(implementations), cache);
    }

    ScriptedServer withTaskTimeout(Duration timeout) {
        taskTimeout = timeout;
        return this;
    }

    // ---- what happens to the run

    /** The clock of the platform is set back. */
    ScriptedServer setClockBack(int seconds) {
        second -= seconds;
        return this;
    }

    ScriptedServer start(String type, Object... input) {
        return start(RunSettings.of(type, "orders", data.toPayloads(input)));
    }

    ScriptedServer start(RunSettings settings) {
        return start(new WorkflowEvent.WorkflowExecutionStarted(
                settings,
                RUN_ID,
                RUN_ID,
                RUN_ID,
                "",
                ContinueInitiator.NONE,
                1,
                Instant.EPOCH,
                Duration.ZERO,
                ParentLink.NONE,
                KEY,
                false,
                Failure.NONE,
                Payload.NONE,
                "client",
                "request-1",
                List.of()));
    }

    ScriptedServer start(WorkflowEvent.WorkflowExecutionStarted started) {
        workflowType = started.settings().workflowType();
        append(started);
        return this;
    }

    /** Goes on with a history that was recorded elsewhere. */
    ScriptedServer load(String type, List<HistoryEvent> recorded) {
        workflowType = type;
        history.addAll(recorded);
        return this;
    }

    ScriptedServer signal(String name, Object... args) {
        return signalWithHeader(Map.of(), name, args);
    }

    ScriptedServer signalWithHeader(Map<String, Payload> header, String name, Object... args) {
        append(new MessageEvent.WorkflowExecutionSignaled(
                name, data.toPayloads(args), header, "client", ExecutionKey.NONE, ""));
        return this;
    }

    ScriptedServer signalRaw(String name, Payload payload) {
        append(new MessageEvent.WorkflowExecutionSignaled(
                name, List.of(payload), Map.of(), "client", ExecutionKey.NONE, ""));
        return this;
    }

    ScriptedServer update(String updateId, String name, Object... args) {
        return updateWithHeader(Map.of(), updateId, name, args);
    }

    ScriptedServer updateWithHeader(Map<String, Payload> header, String updateId, String name, Object... args) {
        Task.UpdateMessage message = new Task.UpdateMessage(updateId, name, data.toPayloads(args), header);
        updates.add(message);
        pending.sent.put(updateId, message);
        return this;
    }

    ScriptedServer cancel(String reason) {
        append(new WorkflowEvent.WorkflowExecutionCancelRequested(reason, ExecutionKey.NONE, 0, "client"));
        return this;
    }

    /** Completes the oldest pending activity of a type. */
    ScriptedServer completeActivity(String type, Object result) {
        long scheduled = takeActivity(type);
        long started = append(new ActivityEvent.ActivityTaskStarted(scheduled, 1, "worker", Failure.NONE));
        append(new ActivityEvent.ActivityTaskCompleted(scheduled, started, data.toPayload(result), "worker"));
        return this;
    }

    ScriptedServer failActivity(String type, RuntimeException thrown) {
        long scheduled = takeActivity(type);
        long started = append(new ActivityEvent.ActivityTaskStarted(scheduled, 1, "worker", Failure.NONE));
        append(new ActivityEvent.ActivityTaskFailed(
                scheduled, started, failures.toFailure(thrown, data), RetryState.MAXIMUM_ATTEMPTS_REACHED, "worker"));
        return this;
    }

    ScriptedServer timeOutActivity(String type) {
        long scheduled = takeActivity(type);
        Failure failure = Failure.of(new FailureInfo.Timeout("too slow", TimeoutType.START_TO_CLOSE, List.of()));
        append(new ActivityEvent.ActivityTaskTimedOut(scheduled, 0, failure, RetryState.TIMEOUT));
        return this;
    }

    ScriptedServer cancelActivity(String type) {
        long scheduled = takeActivity(type);
        append(new ActivityEvent.ActivityTaskCanceled(scheduled, 0, 0, List.of(), "worker"));
        return this;
    }

    private long takeActivity(String type) {
        String key = pending.activities.keySet().stream()
                .filter(k -> k.startsWith(type + "/"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Expected a pending " + type + ", but " + pending.activities));
        return pending.activities.remove(key);
    }

    int pendingActivities() {
        return pending.activities.size();
    }

    int pendingTimers() {
        return pending.timers.size();
    }

    int pendingChildren() {
        return pending.children.size();
    }

    /** Fires the oldest pending timer. */
    ScriptedServer fireTimer() {
        String id = pending.timers.keySet().iterator().next();
        append(new TimerEvent.TimerFired(id, pending.timers.remove(id)));
        return this;
    }

    /** Fires the pending timer of a duration. */
    ScriptedServer fireTimerOf(Duration duration) {
        for (Map.Entry<String, Long> timer : pending.timers.entrySet()) {
            HistoryEvent started = history.get((int) (timer.getValue() - 1));
            if (((TimerEvent.TimerStarted) started.attributes()).startToFire().equals(duration)) {
                pending.timers.remove(timer.getKey());
                append(new TimerEvent.TimerFired(timer.getKey(), timer.getValue()));
                return this;
            }
        }
        throw new AssertionError("Expected a timer of " + duration + ", but there are " + pending.timers);
    }

    ScriptedServer startChild(String type) {
        long initiated = childNamed(type);
        append(new ChildEvent.ChildWorkflowExecutionStarted(
                child(initiated), "child-run-" + ++childRuns, type, initiated));
        return this;
    }

    ScriptedServer failChildStart(String type) {
        long initiated = takeChild(type);
        append(new ChildEvent.StartChildWorkflowExecutionFailed(
                child(initiated), type, initiated, "WORKFLOW_ALREADY_EXISTS"));
        return this;
    }

    ScriptedServer completeChild(String type, Object result) {
        long initiated = takeChild(type);
        append(new ChildEvent.ChildWorkflowExecutionCompleted(
                child(initiated), "child-run", type, initiated, initiated + 1, data.toPayload(result)));
        return this;
    }

    ScriptedServer failChild(String type, RuntimeException thrown) {
        long initiated = takeChild(type);
        append(new ChildEvent.ChildWorkflowExecutionFailed(
                child(initiated),
                "child-run",
                type,
                initiated,
                initiated + 1,
                failures.toFailure(thrown, data),
                RetryState.RETRY_POLICY_NOT_SET));
        return this;
    }

    ScriptedServer cancelChild(String type) {
        long initiated = takeChild(type);
        append(new ChildEvent.ChildWorkflowExecutionCanceled(
                child(initiated), "child-run", type, initiated, initiated + 1, List.of()));
        return this;
    }

    private ExecutionKey child(long initiated) {
        return ((ChildEvent.StartChildWorkflowExecutionInitiated)
                        history.get((int) initiated - 1).attributes())
                .execution();
    }

    private String childKey(String type) {
        return pending.children.keySet().stream()
                .filter(k -> k.startsWith(type + "/"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Expected a pending " + type + ", but " + pending.children));
    }

    private long childNamed(String type) {
        return pending.children.get(childKey(type));
    }

    private long takeChild(String type) {
        return pending.children.remove(childKey(type));
    }

    /** Answers the oldest external request that has none. */
    ScriptedServer answerExternal(boolean delivered) {
        long initiated = history.stream()
                .filter(e -> e.attributes() instanceof ExternalEvent.SignalExternalWorkflowExecutionInitiated
                        || e.attributes() instanceof ExternalEvent.RequestCancelExternalWorkflowExecutionInitiated)
                .mapToLong(HistoryEvent::eventId)
                .filter(id -> history.stream().noneMatch(e -> answers(e, id)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Expected an external request, but there is none"));
        append(
                switch (history.get((int) initiated - 1).attributes()) {
                    case ExternalEvent.SignalExternalWorkflowExecutionInitiated e ->
                        delivered
                                ? new ExternalEvent.ExternalWorkflowExecutionSignaled(e.execution(), "", initiated)
                                : new ExternalEvent.SignalExternalWorkflowExecutionFailed(
                                        e.execution(), "", "NOT_FOUND", initiated);
                    case ExternalEvent.RequestCancelExternalWorkflowExecutionInitiated e ->
                        delivered
                                ? new ExternalEvent.ExternalWorkflowExecutionCancelRequested(
                                        e.execution(), "", initiated)
                                : new ExternalEvent.RequestCancelExternalWorkflowExecutionFailed(
                                        e.execution(), "", "NOT_FOUND", initiated);
                    default -> throw new AssertionError("Expected an external request");
                });
        return this;
    }

    private static boolean answers(HistoryEvent event, long initiated) {
        return switch (event.attributes()) {
            case ExternalEvent.ExternalWorkflowExecutionSignaled e -> e.initiatedEventId() == initiated;
            case ExternalEvent.SignalExternalWorkflowExecutionFailed e -> e.initiatedEventId() == initiated;
            case ExternalEvent.ExternalWorkflowExecutionCancelRequested e -> e.initiatedEventId() == initiated;
            case ExternalEvent.RequestCancelExternalWorkflowExecutionFailed e -> e.initiatedEventId() == initiated;
            default -> false;
        };
    }

    // ---- workflow tasks

    /** Runs a workflow task, which must complete. */
    ScriptedServer task() {
        WorkflowTaskResult result = tryTask(false);
        if (!(result instanceof WorkflowTaskResult.Completed)) {
            throw new AssertionError("Expected the workflow task to complete, but got " + result);
        }
        return this;
    }

    /** Runs a workflow task that leaves no trace when it only rejects. */
    WorkflowTaskResult speculativeTask() {
        return tryTask(true);
    }

    /** Runs a workflow task, which must fail. */
    WorkflowTaskResult.Failed failingTask() {
        if (tryTask(false) instanceof WorkflowTaskResult.Failed failed) {
            return failed;
        }
        throw new AssertionError("Expected the workflow task to fail, but it completed: " + types());
    }

    private WorkflowTaskResult tryTask(boolean speculative) {
        int before = history.size();
        long scheduled =
                append(new WorkflowTaskEvent.WorkflowTaskScheduled("orders", false, Duration.ofSeconds(10), 1));
        long started = append(new WorkflowTaskEvent.WorkflowTaskStarted(scheduled, false, 0));
        WorkflowTaskResult result = execution().handle(newTask(scheduled, started, speculative), this::page);
        updates.clear();
        switch (result) {
            case WorkflowTaskResult.Completed completed -> {
                rejections.addAll(completed.rejectedUpdates());
                if (speculative && completed.commands().isEmpty()) {
                    history.subList(before, history.size()).clear();
                } else {
                    completed(scheduled, started, completed);
                }
            }
            case WorkflowTaskResult.Failed failed -> {
                append(new WorkflowTaskEvent.WorkflowTaskFailed(
                        scheduled, started, failed.cause(), failed.failure(), "worker"));
                forget();
            }
        }
        if (cache != Cache.STICKY) {
            forget();
        }
        return result;
    }

    /** A worker runs a task, but its completion never arrives. */
    ScriptedServer loseTask() {
        long scheduled =
                append(new WorkflowTaskEvent.WorkflowTaskScheduled("orders", false, Duration.ofSeconds(10), 1));
        long started = append(new WorkflowTaskEvent.WorkflowTaskStarted(scheduled, false, 0));
        execution().handle(newTask(scheduled, started, false), this::page);
        append(new WorkflowTaskEvent.WorkflowTaskTimedOut(scheduled, started, TimeoutType.START_TO_CLOSE));
        return this;
    }

    private Task.WorkflowTask newTask(long scheduled, long started, boolean speculative) {
        long first = cache == Cache.NONE || sentUpTo == 0 ? 0 : sentUpTo;
        List<HistoryEvent> events = List.copyOf(history.subList((int) first, history.size()));
        return new Task.WorkflowTask(
                new QueueName("default", "orders", ""),
                KEY,
                RUN_ID,
                workflowType,
                scheduled,
                started,
                1,
                speculative,
                events,
                0,
                List.copyOf(updates),
                taskTimeout);
    }

    private List<HistoryEvent> page(long fromEventId) {
        int first = (int) fromEventId - 1;
        return List.copyOf(history.subList(first, Math.min(history.size(), first + 3)));
    }

    WorkflowExecution execution() {
        if (execution == null) {
            execution = executions.newExecution(KEY, RUN_ID, workflowType, "orders");
        }
        return execution;
    }

    /** The worker loses the run. */
    ScriptedServer forget() {
        if (execution != null) {
            execution.close();
            execution = null;
        }
        return this;
    }

    private void completed(long scheduled, long started, WorkflowTaskResult.Completed result) {
        sentUpTo = started;
        heartbeat = result.heartbeat();
        long completed = append(new WorkflowTaskEvent.WorkflowTaskCompleted(
                scheduled, started, "worker", "test", "1", result.sdkFlags()));
        result.commands().forEach(command -> append(pending.event(command, history.size() + 1, started, completed)));
    }

    /** Whether the last task asked for another one. */
    boolean isHeartbeat() {
        return heartbeat;
    }

    long append(EventAttributes attributes) {
        long id = history.size() + 1;
        history.add(new HistoryEvent(id, START.plusSeconds(second++), attributes));
        return id;
    }

    // ---- what can be seen

    QueryResult query(String type, Object... args) {
        if (execution != null) {
            return execution.query(type, data.toPayloads(args));
        }
        try (WorkflowExecution forQuery = executions.newExecution(KEY, RUN_ID, workflowType, "orders")) {
            return forQuery.query(
                    new Task.QueryTask(
                            new QueueName("default", "orders", ""),
                            KEY,
                            RUN_ID,
                            workflowType,
                            ReplyTo.NOBODY,
                            type,
                            data.toPayloads(args),
                            List.copyOf(history),
                            0,
                            history.size(),
                            false),
                    this::page);
        }
    }

    <T> T answer(String queryType, Class<T> type, Object... args) {
        return switch (query(queryType, args)) {
            case QueryResult.Answered answered -> data.fromPayload(answered.result(), type);
            case QueryResult.Failed failed ->
                throw new AssertionError(failed.failure().message());
        };
    }

    List<HistoryEvent> history() {
        return List.copyOf(history);
    }

    List<String> types() {
        return history.stream().map(HistoryEvent::eventType).toList();
    }

    /** Event types without those of workflow tasks. */
    List<String> story() {
        return history.stream()
                .filter(event -> !(event.attributes() instanceof WorkflowTaskEvent))
                .map(HistoryEvent::eventType)
                .toList();
    }

    <T extends EventAttributes> T last(Class<T> type) {
        return history.reversed().stream()
                .map(HistoryEvent::attributes)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow(() -> new AssertionError("Expected " + type.getSimpleName() + " in " + types()));
    }

    long count(Predicate<EventAttributes> predicate) {
        return history.stream().map(HistoryEvent::attributes).filter(predicate).count();
    }

    <T> T result(Class<T> type) {
        return data.fromPayload(
                last(WorkflowEvent.WorkflowExecutionCompleted.class).result(), type);
    }

    Failure failure() {
        return last(WorkflowEvent.WorkflowExecutionFailed.class).failure();
    }

    @Override
    public void close() {
        forget();
        executions.close();
    }
}
