package dev.weft.core.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.effect.Effect;
import dev.weft.core.engine.LoggedRequest;
import dev.weft.core.engine.Transition;
import dev.weft.core.engine.WorkflowStateMachine;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.LogPosition;
import dev.weft.core.request.EngineRequest;
import dev.weft.core.request.Request;
import dev.weft.core.state.ExecutionState;
import dev.weft.core.state.PendingChild;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A few executions that talk to each other, their workers and clients, on one log. Requests between executions keep
 * their order for each receiver, and may be late or repeated.
 */
final class World {
    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");
    private static final int KEPT = 40;
    private static final int ROUNDS = 20;

    private final Choice choice;
    private final Laws laws;
    private final Clients clients;
    private final Repetitions repetitions;
    private final Workers workers;
    private final Map<ExecutionKey, ExecutionState> states = new TreeMap<>();
    private final Map<ExecutionKey, Deque<Request>> underWay = new TreeMap<>();
    private final Deque<Request> former = new ArrayDeque<>();
    private final List<ExecutionKey> keys;
    private Instant now = BEGINNING;
    private long offset;

    World(long seed, Coverage coverage) {
        choice = new Choice(seed);
        laws = new Laws(coverage);
        keys = List.of(key("a"), key("b"), key("c"), key("d"));
        keys.forEach(key -> states.put(key, ExecutionState.none(key)));
        clients = new Clients(choice);
        repetitions = new Repetitions(choice);
        workers = new Workers(choice, keys);
    }

    private static ExecutionKey key(String workflowId) {
        return new ExecutionKey(ExecutionKey.DEFAULT_NAMESPACE, workflowId);
    }

    void step() {
        now = now.plus(choice.upTo(Duration.ofMillis(choice.oneIn(20) ? 3_000 : 50)));
        switch (choice.below(20)) {
            case 0, 1, 2 -> append(clients.request(state(choice.of(keys)), now));
            case 3, 4, 5, 6, 7 -> deliver();
            case 8, 9, 10, 11, 12, 13 -> workers.report(this::state, now).ifPresent(this::append);
            case 14, 15 -> workers.activityReport(this::state, now).ifPresent(this::append);
            case 16, 17 -> pastDeadlines();
            case 18 -> repeat();
            default -> takeOver(state(choice.of(keys)));
        }
    }

    private ExecutionState state(ExecutionKey key) {
        return states.computeIfAbsent(key, ExecutionState::none);
    }

    private void repeat() {
        Optional<Request> again = choice.oneIn(2) ? choice.anyOf(List.copyOf(former)) : repetitions.any();
        again.ifPresent(this::append);
    }

    /** One request of an execution reaches another one. */
    private void deliver() {
        List<ExecutionKey> waiting = underWay.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
        choice.anyOf(waiting).map(underWay::get).map(Deque::removeFirst).ifPresent(this::append);
    }

    /** Time goes on to what is due next, now and then far beyond it. */
    private void pastDeadlines() {
        Optional<ExecutionState> next = states.values().stream()
                .filter(state -> !state.nextDue().equals(Instant.MAX))
                .min(Comparator.comparing(ExecutionState::nextDue));
        if (next.isEmpty()) {
            return;
        }
        Instant due = next.get().nextDue();
        boolean near = due.isBefore(now.plusSeconds(120));
        if (near || choice.oneIn(40)) {
            now = due.isAfter(now) ? due : now;
            append(Request.of(next.get().key(), new EngineRequest.TimerDue(due)));
        } else {
            append(Request.of(choice.of(keys), new EngineRequest.TimerDue(now)));
        }
    }

    private void takeOver(ExecutionState state) {
        List<Effect> again = choice.oneIn(3)
                ? WorkflowStateMachine.resendTasks(state, queue -> true)
                : WorkflowStateMachine.resend(state);
        again.forEach(effect -> perform(state.key(), effect));
        append(Request.of(state.key(), new EngineRequest.ResendTasks(0, 4)));
        append(Request.of(
                state.key(), new EngineRequest.WorkerArrived(state.key().namespace(), "queue")));
    }

    /** Nothing new is asked until everybody has answered what others asked before. */
    void settle() {
        for (int round = 0; round < ROUNDS && owesAnything(); round++) {
            List.copyOf(states.values()).forEach(state -> WorkflowStateMachine.resend(state)
                    .forEach(effect -> perform(state.key(), effect)));
            while (underWay.values().stream().anyMatch(requests -> !requests.isEmpty())) {
                deliver();
            }
        }
        assertThat(owesAnything())
                .as("requests between executions without an answer")
                .isFalse();
        states.values().forEach(this::childrenAreThere);
    }

    private boolean owesAnything() {
        return states.values().stream().anyMatch(state -> !state.outbox().isEmpty());
    }

    private void childrenAreThere(ExecutionState parent) {
        for (PendingChild child : parent.children()) {
            ExecutionState state = state(child.execution());
            boolean there = child.finished()
                    || state.isOpen() && state.run().started().firstRunId().equals(child.runId());
            assertThat(there)
                    .as("child %s that run %s waits for", child, parent.runId())
                    .isTrue();
        }
    }

    private void append(Request request) {
        former.addLast(request);
        repetitions.remember(request);
        if (former.size() > KEPT) {
            former.removeFirst();
        }
        LoggedRequest logged = new LoggedRequest(request, new LogPosition(0, offset++, now));
        Transition transition = laws.handle(state(request.key()), logged);
        states.put(request.key(), transition.state());
        transition.effects().forEach(effect -> perform(request.key(), effect));
    }

    private void perform(ExecutionKey from, Effect effect) {
        switch (effect) {
            case Effect.SendRequest send ->
                underWay.computeIfAbsent(send.request().key(), key -> new ArrayDeque<>())
                        .addLast(send.request());
            case Effect.DispatchWorkflowTask task -> workers.take(from, task);
            case Effect.DispatchActivityTask task -> workers.take(from, task);
            case Effect.WithdrawActivityTasks withdraw -> {
                // These workers have got everything by now: the withdrawal comes too late.
            }
            case Effect.DispatchQuery query -> workers.take(from, query);
            case Effect.SendReply reply -> {
                // Clients of this world do not listen.
            }
            case Effect.SendHistoryPage page -> {
                // Pages are read by the shell.
            }
            case Effect.DeleteHistory delete -> {
                // Rows are removed by the shell.
            }
            case Effect.PublishStatus publish -> {
                // Nobody follows.
            }
        }
    }

    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        states.values().forEach(state -> lines.add(state.toString()));
        return String.join("\n", lines);
    }
}
