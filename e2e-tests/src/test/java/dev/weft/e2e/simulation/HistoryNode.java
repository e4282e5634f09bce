package dev.weft.e2e.simulation;

import dev.weft.core.effect.Effect;
import dev.weft.core.engine.LoggedRequest;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.LogPosition;
import dev.weft.core.model.WorkflowStatus;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.EngineRequest;
import dev.weft.core.request.ReplyTo;
import dev.weft.core.request.Request;
import dev.weft.core.task.Task;
import dev.weft.core.task.TaskWithdrawal;
import dev.weft.history.engine.EffectDispatcher;
import dev.weft.history.engine.ExecutionEngine;
import dev.weft.history.engine.LiveExecution;
import dev.weft.history.memory.MemoryHistoryRepository;
import dev.weft.history.memory.MemoryStateRepository;
import dev.weft.schemas.EventBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One partition of history: handles the log in order, lets effects out at once, and keeps a checkpoint now and then. What
 * was not in the checkpoint is lost in a crash; so are effects that have not left.
 */
final class HistoryNode implements EffectDispatcher {
    private static final Duration COMMIT_INTERVAL = Duration.ofMillis(100);

    private final Surroundings world;
    private final int partition;
    private final Deque<Runnable> outbound = new ArrayDeque<>();
    private Checkpoint checkpoint = new Checkpoint(new MemoryStateRepository(), Map.of(), 0);
    private MemoryStateRepository states = new MemoryStateRepository();
    private Map<Witness.Run, Integer> eventCounts = new HashMap<>();
    private ExecutionEngine engine;
    private Deque<ExecutionKey> toResend = new ArrayDeque<>();
    private int offset;
    private int life;
    private boolean alive = true;
    private boolean dirty;
    private Armed armed = Armed.NOTHING;

    /** A crash that waits for its moment. */
    private enum Armed {
        NOTHING,
        AFTER_COMMIT,
        BETWEEN_EFFECTS
    }

    /** All that a node talks to. */
    record Surroundings(
            Timeline timeline, Choice choice, Faults faults, SimulatedLog log, Witness witness, Network network) {}

    /** Where effects arrive. */
    interface Network {
        void task(Task task);

        void withdraw(TaskWithdrawal withdrawal);

        void reply(ReplyTo replyTo, Reply reply);
    }

    private record Checkpoint(MemoryStateRepository states, Map<Witness.Run, Integer> eventCounts, int offset) {}

    HistoryNode(Surroundings world, int partition) {
        this.world = world;
        this.partition = partition;
        this.engine = newEngine(new MemoryHistoryRepository());
        world.log().onAppend(this::wake);
    }

    private ExecutionEngine newEngine(MemoryHistoryRepository histories) {
        int born = life;
        return new ExecutionEngine(
                states,
                histories,
                this,
                (key, runId, events) -> appended(key, runId, events),
                (execution, before) -> watch(execution, born));
    }

    private void appended(ExecutionKey key, String runId, List<HistoryEvent> events) {
        world.witness().appended(key, runId, events);
        eventCounts.put(new Witness.Run(key, runId), (int) events.getLast().eventId());
    }

    MemoryStateRepository states() {
        return states;
    }

    void crash(Fault fault) {
        if (!alive) {
            return;
        }
        switch (fault) {
            case CRASH_AFTER_COMMIT_BEFORE_EFFECTS -> armed = Armed.AFTER_COMMIT;
            case CRASH_BETWEEN_EFFECTS -> armed = Armed.BETWEEN_EFFECTS;
            case CRASH_BEFORE_COMMIT -> {
                sendAll();
                world.faults().note(fault);
                die();
            }
            case TAKEOVER -> {
                world.faults().note(fault);
                commit();
                // The former owner is fenced; what it has sent may still arrive after what the new one sends.
                List<Runnable> late = new ArrayList<>(outbound);
                late.forEach(effect -> world.timeline().after(world.choice().between(0, 2_000), effect));
                recover();
            }
            default -> throw new IllegalArgumentException("Expected a fault of history, but got " + fault);
        }
    }

    private void die() {
        alive = false;
        armed = Armed.NOTHING;
        life++;
        world.timeline().after(world.choice().between(50, 4_000), this::recover);
    }

    /** A new owner begins from the checkpoint, and sends again what state says is pending. */
    private void recover() {
        alive = true;
        life++;
        outbound.clear();
        states = checkpoint.states().recovered();
        eventCounts = new HashMap<>(checkpoint.eventCounts());
        offset = checkpoint.offset();
        MemoryHistoryRepository histories = new MemoryHistoryRepository();
        eventCounts.forEach((run, count) -> histories.append(List.of(new EventBatch(
                run.key(),
                run.runId(),
                world.witness().history(run.key(), run.runId()).subList(0, count)))));
        engine = newEngine(histories);
        toResend = new ArrayDeque<>();
        states.all().forEach(execution -> toResend.add(execution.key()));
        wake();
    }

    private void wake() {
        int born = life;
        world.timeline().after(world.choice().between(0, 2), () -> work(born));
    }

    private void work(int born) {
        if (born != life || !alive) {
            return;
        }
        if (!toResend.isEmpty() && world.choice().oneIn(2)) {
            resend(toResend.removeFirst());
        } else if (world.log().hasAfter(partition, offset)) {
            handleNext();
        }
        if (alive && (!toResend.isEmpty() || world.log().hasAfter(partition, offset))) {
            wake();
        }
    }

    private void resend(ExecutionKey key) {
        LiveExecution execution = states.load(key);
        watch(execution, life);
        engine.resend(execution);
        leave();
    }

    private void handleNext() {
        LoggedRequest logged = world.log().read(partition, offset);
        offset++;
        switch (logged.request().body()) {
            case EngineRequest.ResendTasks resend ->
                states.all().forEach(execution -> engine.resendTasks(execution, queue -> true));
            case EngineRequest.WorkerArrived arrived -> tellStuckRuns(arrived, logged.position());
            default -> world.witness().agreesWith(engine.handle(logged).state());
        }
        commitLater();
        if (armed == Armed.NOTHING || outbound.isEmpty()) {
            leave();
        } else {
            crashNow();
        }
    }

    private void tellStuckRuns(EngineRequest.WorkerArrived arrived, LogPosition position) {
        List<ExecutionKey> stuck = states.all().stream()
                .filter(execution -> execution.state().status() == WorkflowStatus.STUCK)
                .map(LiveExecution::key)
                .toList();
        stuck.forEach(key -> engine.handle(new LoggedRequest(Request.of(key, arrived), position)));
    }

    private void crashNow() {
        if (armed == Armed.AFTER_COMMIT) {
            world.faults().note(Fault.CRASH_AFTER_COMMIT_BEFORE_EFFECTS);
            commit();
        } else {
            world.faults().note(Fault.CRASH_BETWEEN_EFFECTS);
            int sent = world.choice().below(outbound.size());
            for (int i = 0; i < sent; i++) {
                outbound.removeFirst().run();
            }
            if (world.choice().oneIn(2)) {
                commit();
            }
        }
        outbound.clear();
        die();
    }

    private void commitLater() {
        if (!dirty) {
            dirty = true;
            int born = life;
            world.timeline().after(COMMIT_INTERVAL, () -> {
                dirty = false;
                if (born == life && alive) {
                    commit();
                }
            });
        }
    }

    private void commit() {
        checkpoint = new Checkpoint(states.recovered(), Map.copyOf(eventCounts), offset);
    }

    /** Effects leave in order, a moment later. */
    private void leave() {
        int born = life;
        world.timeline().after(world.choice().between(0, 1), () -> {
            if (born == life && alive) {
                sendAll();
            }
        });
    }

    private void sendAll() {
        while (!outbound.isEmpty()) {
            outbound.removeFirst().run();
        }
    }

    private void watch(LiveExecution execution, int born) {
        long due = execution.dueMillis();
        if (due == LiveExecution.NEVER) {
            return;
        }
        ExecutionKey key = execution.key();
        world.timeline().at(Instant.ofEpochMilli(due), () -> {
            if (born == life && alive && states.load(key).dueMillis() == due) {
                request(key, Request.of(key, new EngineRequest.TimerDue(Instant.ofEpochMilli(due))));
                leave();
            }
        });
    }

    @Override
    public void task(Task task) {
        outbound.add(() -> {
            world.timeline()
                    .after(world.faults().delay(2), () -> world.network().task(task));
            if (world.faults().strikes(Fault.DUPLICATE_TASK, 40)) {
                world.timeline().after(world.choice().between(0, 2_000), () -> world.network()
                        .task(task));
            }
        });
    }

    @Override
    public void withdraw(TaskWithdrawal withdrawal) {
        outbound.add(() -> {
            world.timeline()
                    .after(world.faults().delay(2), () -> world.network().withdraw(withdrawal));
            if (world.faults().strikes(Fault.DUPLICATE_TASK, 10)) {
                world.timeline().after(world.choice().between(0, 2_000), () -> world.network()
                        .withdraw(withdrawal));
            }
        });
    }

    @Override
    public void reply(ReplyTo replyTo, Reply reply) {
        outbound.add(() -> {
            if (!world.faults().strikes(Fault.LOST_REPLY, 40)) {
                world.timeline()
                        .after(world.faults().delay(2), () -> world.network().reply(replyTo, reply));
            }
        });
    }

    @Override
    public void status(ExecutionKey key, Effect.PublishStatus status) {
        // Nobody follows it here.
    }

    @Override
    public void request(ExecutionKey sender, Request request) {
        outbound.add(() -> {
            world.log().append(request);
            if (world.faults().strikes(Fault.DUPLICATE_REQUEST, 40)) {
                world.timeline().after(world.choice().between(0, 2_000), () -> world.log()
                        .append(request));
            }
        });
    }
}
