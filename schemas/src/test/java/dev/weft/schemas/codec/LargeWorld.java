package dev.weft.schemas.codec;

import dev.weft.core.command.Command;
import dev.weft.core.engine.LoggedRequest;
import dev.weft.core.engine.RunHistories;
import dev.weft.core.engine.Transition;
import dev.weft.core.engine.WorkflowStateMachine;
import dev.weft.core.event.ChildEvent;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionStarted;
import dev.weft.core.model.ActivitySettings;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.Failure;
import dev.weft.core.model.FailureInfo;
import dev.weft.core.model.LogPosition;
import dev.weft.core.model.ParentClosePolicy;
import dev.weft.core.model.ParentLink;
import dev.weft.core.model.Payload;
import dev.weft.core.model.ResetPoint;
import dev.weft.core.model.RetryPolicy;
import dev.weft.core.model.RunSettings;
import dev.weft.core.model.WorkflowIdConflictPolicy;
import dev.weft.core.model.WorkflowIdReusePolicy;
import dev.weft.core.model.WorkflowTaskFailedCause;
import dev.weft.core.reply.UpdateStage;
import dev.weft.core.request.ClientRequest;
import dev.weft.core.request.EngineRequest;
import dev.weft.core.request.ReplyTo;
import dev.weft.core.request.Request;
import dev.weft.core.request.RequestBody;
import dev.weft.core.request.WorkerRequest;
import dev.weft.core.request.WorkflowRequest;
import dev.weft.core.state.ExecutionState;
import dev.weft.core.state.OutboxEntry;
import dev.weft.core.state.PendingActivity;
import dev.weft.core.state.PersistentMap;
import dev.weft.core.state.UpdateState;
import dev.weft.core.state.WorkflowTaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** One execution to which much happens, most of it large. Others answer it late. */
final class LargeWorld {
    private static final ExecutionKey KEY = new ExecutionKey("default", "large-1");
    private static final ExecutionKey OTHER = new ExecutionKey("default", "other-1");
    private static final String OTHER_RUN = "2e5fd4ca-3c1f-4e0b-a1f5-5a3f8f3e9b10";
    private static final int LARGEST = (2 << 20) - 200;

    private final RandomGenerator random;
    private final Map<String, List<HistoryEvent>> histories = new HashMap<>();
    private ExecutionState state = ExecutionState.none(KEY);
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private long made;

    LargeWorld(long seed) {
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    ExecutionState state() {
        return state;
    }

    Transition step() {
        made++;
        now = now.plusMillis(random.nextInt(2_000));
        Request request = new Request(KEY, "request-" + made, new ReplyTo("frontend-1", made), body());
        Transition transition = WorkflowStateMachine.handle(
                state,
                new LoggedRequest(request, new LogPosition(0, made, now)),
                RunHistories.inMemory(runId -> List.copyOf(histories.getOrDefault(runId, List.of()))));
        String runId = state.runId();
        for (var change : transition.changes()) {
            if (change instanceof HistoryEvent event) {
                runId = event.attributes() instanceof WorkflowExecutionStarted started ? started.runId() : runId;
                histories.computeIfAbsent(runId, unseen -> new ArrayList<>()).add(event);
            }
        }
        state = transition.state();
        return transition;
    }

    private RequestBody body() {
        if (state.isNone() || !state.isOpen() && oneIn(3)) {
            histories.clear();
            return oneIn(2) ? start() : startChild();
        }
        return switch (random.nextInt(22)) {
            case 0, 1 -> new ClientRequest.SignalWorkflow("", "signal", payloads(), Map.of(), "client");
            case 2, 3 ->
                new ClientRequest.UpdateWorkflow(
                        "", "update-" + random.nextInt(60), "update", payloads(), Map.of(), true, "client");
            case 4 -> new ClientRequest.QueryWorkflow("", "query", payloads(), 0);
            case 5 -> operation();
            case 6, 7, 8, 9, 10, 11 -> taskReport();
            case 12, 13, 14 ->
                any(state.activities()).<RequestBody>map(this::report).orElseGet(this::due);
            case 15, 16 -> any(state.outbox()).<RequestBody>map(this::answer).orElseGet(this::due);
            case 17 ->
                new WorkflowRequest.SignalFromWorkflow(
                        new WorkflowRequest.Sender(OTHER, OTHER_RUN, made), "", "s", payloads(), Map.of(), false, made);
            case 18 ->
                any(state.children())
                        .<RequestBody>map(child -> new WorkflowRequest.ChildClosed(
                                new WorkflowRequest.Sender(child.execution(), child.runId(), 1),
                                state.runId(),
                                child.runId(),
                                new ChildEvent.ChildWorkflowExecutionCompleted(
                                        child.execution(),
                                        child.runId(),
                                        child.workflowType(),
                                        child.initiatedEventId(),
                                        0,
                                        payload())))
                        .orElseGet(this::due);
            default -> due();
        };
    }

    private RequestBody operation() {
        return switch (random.nextInt(8)) {
            case 0 -> new ClientRequest.TerminateWorkflow("", "enough", payloads(), "client");
            case 1 -> new ClientRequest.PauseWorkflow("", "wait", "client");
            case 2 ->
                new ClientRequest.ResetWorkflow(
                        "", "reset-" + made, new ResetPoint.LastWorkflowTask(), true, true, "again", "client");
            case 3 -> new ClientRequest.PollUpdate("", "update-" + random.nextInt(60), true);
            default -> new ClientRequest.ResumeWorkflow("", "go on", "client");
        };
    }

    private RequestBody start() {
        return new ClientRequest.StartWorkflow(
                "run-" + made,
                settings(),
                WorkflowIdReusePolicy.ALLOW_DUPLICATE,
                WorkflowIdConflictPolicy.FAIL,
                Duration.ZERO,
                "client");
    }

    private RequestBody startChild() {
        return new WorkflowRequest.StartChild(
                new WorkflowRequest.Sender(OTHER, OTHER_RUN, made),
                "child-" + made,
                settings(),
                new ParentLink(OTHER, OTHER_RUN, 5, ParentClosePolicy.ABANDON),
                OTHER,
                WorkflowIdReusePolicy.ALLOW_DUPLICATE);
    }

    private RunSettings settings() {
        RunSettings plain = RunSettings.of("Type", "queue", payloads())
                .withRetryPolicy(oneIn(2) ? RetryPolicy.NONE : RetryPolicy.ACTIVITY_DEFAULT)
                .withTimeouts(Duration.ZERO, oneIn(4) ? Duration.ofMinutes(10) : Duration.ZERO, Duration.ZERO);
        return new RunSettings(
                plain.workflowType(),
                plain.taskQueue(),
                plain.input(),
                plain.executionTimeout(),
                plain.runTimeout(),
                plain.taskTimeout(),
                plain.retryPolicy(),
                oneIn(3) ? Map.of("memo", payload()) : Map.of(),
                Map.of(),
                Map.of(),
                Duration.ofMinutes(2));
    }

    private RequestBody taskReport() {
        if (state.task().phase() == WorkflowTaskState.Phase.WAITING_FOR_PARENT) {
            return new WorkflowRequest.ReleaseFirstTask(
                    new WorkflowRequest.Sender(OTHER, OTHER_RUN, made), state.runId());
        }
        WorkflowTaskState task = state.task();
        if (oneIn(6)) {
            return new WorkerRequest.FailWorkflowTask(
                    state.runId(),
                    task.scheduledEventId(),
                    task.attempt(),
                    WorkflowTaskFailedCause.WORKFLOW_WORKER_UNHANDLED_FAILURE,
                    failure(),
                    "worker");
        }
        return new WorkerRequest.CompleteWorkflowTask(
                state.runId(),
                task.scheduledEventId(),
                task.attempt(),
                now,
                "worker",
                commands(),
                List.of(),
                "worker-1",
                Duration.ofSeconds(5),
                false,
                "test",
                "1",
                List.of());
    }

    private List<Command> commands() {
        List<Command> commands = new ArrayList<>();
        for (UpdateState update : state.updates()) {
            if (update.stage() == UpdateStage.ADMITTED && update.sent()) {
                commands.add(new Command.AcceptUpdate(update.updateId()));
            }
            if (update.stage() != UpdateStage.COMPLETED && update.sent() && oneIn(2)) {
                commands.add(new Command.CompleteUpdate(update.updateId(), payload(), Failure.NONE));
            }
        }
        if (oneIn(10)) {
            for (int many = random.nextInt(1_500); many > 0; many--) {
                commands.add(oneIn(2) ? activity(List.of()) : child(RunSettings.of("Type", "", List.of())));
            }
        }
        for (int few = random.nextInt(4); few > 0; few--) {
            commands.add(command());
        }
        if (oneIn(25)) {
            commands.add(
                    switch (random.nextInt(3)) {
                        case 0 -> new Command.CompleteWorkflow(payload());
                        case 1 -> new Command.FailWorkflow(failure());
                        default -> new Command.ContinueAsNew(settings(), Duration.ZERO);
                    });
        }
        return commands;
    }

    private Command command() {
        return switch (random.nextInt(6)) {
            case 0 -> activity(payloads());
            case 1 -> child(settings());
            case 2, 3 -> new Command.SignalExternalWorkflow(OTHER, "", "s", payloads(), Map.of(), false);
            case 4 -> new Command.ModifyProperties(Map.of("memo-" + random.nextInt(3), payload()));
            default -> new Command.RecordMarker("marker", Map.of("value", payloads()), Failure.NONE);
        };
    }

    private Command activity(List<Payload> input) {
        return new Command.ScheduleActivity(
                "activity-" + made + "-" + random.nextLong(),
                "Activity",
                "",
                input,
                Map.of(),
                new ActivitySettings(
                        Duration.ofMinutes(20),
                        Duration.ZERO,
                        Duration.ofMinutes(5),
                        Duration.ZERO,
                        RetryPolicy.ACTIVITY_DEFAULT));
    }

    private Command child(RunSettings settings) {
        return new Command.StartChildWorkflow(
                "", settings, ParentClosePolicy.TERMINATE, WorkflowIdReusePolicy.ALLOW_DUPLICATE);
    }

    private RequestBody report(PendingActivity activity) {
        long id = activity.scheduledEventId();
        int attempt = activity.attempt();
        return switch (random.nextInt(4)) {
            case 0 ->
                new WorkerRequest.CompleteActivityTask(state.runId(), id, attempt, now, payload(), "worker".repeat(30));
            case 1 ->
                new WorkerRequest.FailActivityTask(
                        state.runId(), id, attempt, now, failure(), payloads(), "worker".repeat(30));
            default ->
                new WorkerRequest.RecordActivityHeartbeat(
                        state.runId(), id, attempt, now, payloads(), "worker".repeat(30));
        };
    }

    private RequestBody answer(OutboxEntry entry) {
        if (!(entry.request().body() instanceof WorkflowRequest.Owed owed)) {
            throw new IllegalStateException("Expected a request that is owed, but got " + entry);
        }
        String runId = owed.sender().runId();
        return switch (owed) {
            case WorkflowRequest.StartChild start ->
                new WorkflowRequest.ChildStartAnswered(
                        entry.outboxId(),
                        runId,
                        start.parent().initiatedEventId(),
                        start.runId(),
                        "",
                        entry.request().key());
            case WorkflowRequest.SignalFromWorkflow signal ->
                new WorkflowRequest.ExternalAnswered(entry.outboxId(), runId, signal.initiatedEventId(), "");
            case WorkflowRequest.CancelFromWorkflow cancel ->
                new WorkflowRequest.ExternalAnswered(entry.outboxId(), runId, cancel.initiatedEventId(), "");
            case WorkflowRequest.ReleaseFirstTask other ->
                new WorkflowRequest.OutboxAcknowledged(runId, entry.outboxId());
            case WorkflowRequest.ChildClosed other -> new WorkflowRequest.OutboxAcknowledged(runId, entry.outboxId());
            case WorkflowRequest.ApplyParentClose other ->
                new WorkflowRequest.OutboxAcknowledged(runId, entry.outboxId());
        };
    }

    /** Time goes on to what is due next, unless that is far away. */
    private RequestBody due() {
        Instant due = state.nextDue();
        now = due.isAfter(now) && due.isBefore(now.plusSeconds(60)) ? due : now;
        return new EngineRequest.TimerDue(now);
    }

    private Failure failure() {
        return Failure.of(new FailureInfo.Application(
                "broken", "Broken", oneIn(10), "é".repeat(size() / 2), payloads(), Duration.ZERO));
    }

    private List<Payload> payloads() {
        return oneIn(3) ? List.of() : List.of(payload());
    }

    private Payload payload() {
        return new Payload(Payload.BINARY, Map.of(), new byte[size()]);
    }

    /** Mostly small; large ones up to a little more than is allowed. */
    private int size() {
        return switch (random.nextInt(5)) {
            case 0 -> random.nextInt(2 << 20);
            case 1 -> oneIn(3) ? LARGEST + random.nextInt(400) : random.nextInt(1 << 18);
            default -> random.nextInt(200);
        };
    }

    private <V> Optional<V> any(PersistentMap<Long, V> map) {
        List<V> values = map.values();
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(random.nextInt(values.size())));
    }

    private boolean oneIn(int bound) {
        return random.nextInt(bound) == 0;
    }
}
