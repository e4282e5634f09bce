package dev.weft.core.laws;

import dev.weft.core.command.Command;
import dev.weft.core.effect.Effect;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.Failure;
import dev.weft.core.model.FailureInfo;
import dev.weft.core.model.Payload;
import dev.weft.core.model.WorkflowTaskFailedCause;
import dev.weft.core.request.ReplyTo;
import dev.weft.core.request.Request;
import dev.weft.core.request.RequestBody;
import dev.weft.core.request.WorkerRequest;
import dev.weft.core.state.ExecutionState;
import dev.weft.core.state.PendingActivity;
import dev.weft.core.task.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Takes tasks and reports on them: mostly in time and once, now and then late, repeated or never. */
final class Workers {
    private static final int KEPT = 30;

    private record Held<T extends Effect>(ExecutionKey key, T task) {}

    private final Choice choice;
    private final RandomCommands commands;
    private final List<Held<Effect.DispatchWorkflowTask>> workflowTasks = new ArrayList<>();
    private final List<Held<Effect.DispatchActivityTask>> activityTasks = new ArrayList<>();
    private final List<Held<Effect.DispatchQuery>> queries = new ArrayList<>();

    Workers(Choice choice, List<ExecutionKey> keys) {
        this.choice = choice;
        this.commands = new RandomCommands(choice, keys);
    }

    void take(ExecutionKey key, Effect.DispatchWorkflowTask task) {
        hold(workflowTasks, new Held<>(key, task));
    }

    void take(ExecutionKey key, Effect.DispatchActivityTask task) {
        hold(activityTasks, new Held<>(key, task));
    }

    void take(ExecutionKey key, Effect.DispatchQuery query) {
        hold(queries, new Held<>(key, query));
    }

    private static <T> void hold(List<T> held, T task) {
        held.add(task);
        if (held.size() > KEPT) {
            held.removeFirst();
        }
    }

    Optional<Request> report(Function<ExecutionKey, ExecutionState> states, Instant now) {
        if (choice.oneIn(10) && !queries.isEmpty()) {
            Held<Effect.DispatchQuery> query = queries.removeLast();
            return Optional.of(new Request(
                    query.key(),
                    "",
                    query.task().replyTo(),
                    new WorkerRequest.ReportQueryUndelivered(
                            query.task().runId(),
                            query.task().queryType(),
                            query.task().input())));
        }
        return choose(workflowTasks)
                .map(held -> Request.of(held.key(), body(held.task(), states.apply(held.key()), now)));
    }

    private <T> Optional<T> choose(List<T> held) {
        if (held.isEmpty()) {
            return Optional.empty();
        }
        // The newest task is the one that is most probably not stale.
        int back = choice.oneIn(3) ? choice.below(held.size()) : 0;
        return Optional.of(held.get(held.size() - 1 - back));
    }

    private RequestBody body(Effect.DispatchWorkflowTask task, ExecutionState state, Instant now) {
        return switch (choice.below(12)) {
            case 0 -> failed(task);
            case 1, 2 ->
                new WorkerRequest.ReportWorkflowTaskStarted(
                        task.runId(), task.scheduledEventId(), task.attempt(), startedTime(now), "worker");
            case 3 -> new WorkerRequest.ReportStickyUnavailable(task.runId(), task.scheduledEventId(), task.attempt());
            default -> completed(task, state, now);
        };
    }

    private RequestBody failed(Effect.DispatchWorkflowTask task) {
        return new WorkerRequest.FailWorkflowTask(
                task.runId(),
                task.scheduledEventId(),
                task.attempt(),
                choice.of(
                        WorkflowTaskFailedCause.WORKFLOW_WORKER_UNHANDLED_FAILURE,
                        WorkflowTaskFailedCause.NON_DETERMINISTIC_ERROR,
                        WorkflowTaskFailedCause.RESET_STICKY_TASK_QUEUE),
                failure(),
                "worker");
    }

    private RequestBody completed(Effect.DispatchWorkflowTask task, ExecutionState state, Instant now) {
        boolean heartbeat = choice.oneIn(8);
        List<String> unanswered =
                task.updates().stream().map(Task.UpdateMessage::updateId).toList();
        List<String> accepted =
                unanswered.stream().filter(id -> choice.oneIn(2)).toList();
        List<WorkerRequest.UpdateRejection> rejected = unanswered.stream()
                .filter(id -> !accepted.contains(id) && !choice.oneIn(4))
                .map(id -> new WorkerRequest.UpdateRejection(id, failure()))
                .toList();
        boolean quiet = heartbeat || accepted.isEmpty() && choice.oneIn(3);
        List<Command> asked = quiet ? List.of() : commands.of(state, accepted);
        return new WorkerRequest.CompleteWorkflowTask(
                task.runId(),
                task.scheduledEventId(),
                task.attempt(),
                startedTime(now),
                "worker",
                asked,
                rejected,
                choice.oneIn(3) ? "" : "sticky-" + choice.below(2),
                Duration.ofSeconds(5),
                heartbeat,
                "random",
                "1",
                choice.oneIn(10) ? List.of("flag-" + choice.below(3)) : List.of());
    }

    Optional<Request> activityReport(Function<ExecutionKey, ExecutionState> states, Instant now) {
        return choose(activityTasks).map(held -> {
            long scheduledEventId = held.task().scheduledEventId();
            int attempt = states.apply(held.key())
                    .activity(scheduledEventId)
                    .map(PendingActivity::attempt)
                    .orElse(1);
            int named = choice.oneIn(10) ? attempt - 1 + choice.below(3) : attempt;
            return new Request(
                    held.key(),
                    "",
                    choice.oneIn(2) ? ReplyTo.NOBODY : new ReplyTo("matching", scheduledEventId),
                    activityBody(held.task().runId(), scheduledEventId, named, now));
        });
    }

    private RequestBody activityBody(String runId, long eventId, int attempt, Instant now) {
        Instant started = startedTime(now);
        return switch (choice.below(12)) {
            case 0, 1 -> new WorkerRequest.ClaimActivityTask(runId, eventId, attempt, started, worker());
            case 2, 3 -> new WorkerRequest.ReportActivityStarted(runId, eventId, attempt, started, worker());
            case 4, 5 ->
                new WorkerRequest.RecordActivityHeartbeat(runId, eventId, attempt, started, details(), worker());
            case 6 -> new WorkerRequest.ReportActivityCanceled(runId, eventId, attempt, started, details(), worker());
            case 7, 8 ->
                new WorkerRequest.FailActivityTask(runId, eventId, attempt, started, failure(), details(), worker());
            default ->
                new WorkerRequest.CompleteActivityTask(runId, eventId, attempt, started, Payload.json("1"), worker());
        };
    }

    /** Clocks of workers differ from the log's. */
    private Instant startedTime(Instant now) {
        return choice.oneIn(10) ? now.plusSeconds(choice.below(120) - 60) : now;
    }

    private String worker() {
        return "worker-" + choice.below(2);
    }

    private List<Payload> details() {
        return choice.oneIn(2) ? List.of() : List.of(Payload.json("2"));
    }

    private Failure failure() {
        Duration nextDelay = choice.oneIn(8) ? Duration.ofSeconds(1) : Duration.ZERO;
        return Failure.of(new FailureInfo.Application(
                "broken", choice.oneIn(4) ? "Fatal" : "Broken", choice.oneIn(6), "", List.of(), nextDelay));
    }
}
