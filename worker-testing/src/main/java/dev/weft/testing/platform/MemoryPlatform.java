package dev.weft.testing.platform;

import dev.weft.core.effect.Effect;
import dev.weft.core.engine.LoggedRequest;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.LogPosition;
import dev.weft.core.port.HistoryListener;
import dev.weft.core.reply.Reply;
import dev.weft.core.request.EngineRequest;
import dev.weft.core.request.ReplyTo;
import dev.weft.core.request.Request;
import dev.weft.core.request.RequestBody;
import dev.weft.core.request.WorkerRequest;
import dev.weft.core.state.ExecutionState;
import dev.weft.core.task.Task;
import dev.weft.core.task.TaskWithdrawal;
import dev.weft.history.engine.EffectDispatcher;
import dev.weft.history.engine.ExecutionEngine;
import dev.weft.history.engine.LiveExecution;
import dev.weft.history.memory.MemoryHistoryRepository;
import dev.weft.history.memory.MemoryStateRepository;
import dev.weft.testing.platform.Waits.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Log, history and matching of a test. Thread-safe: whoever calls does all that follows from the call before it returns,
 * one at a time. Only {@link Timekeeper} moves the time, and only when nothing else can go on.
 */
public final class MemoryPlatform implements AutoCloseable {
    /** Who asks, where replies name an instance. */
    private static final String INSTANCE = "test";

    /** What takes no longer on the wall takes no time of the test. */
    private static final Duration QUICK = Duration.ofMillis(100);

    private final VirtualClock clock;
    private final Monitor monitor;
    private final MemoryStateRepository states = new MemoryStateRepository();
    private final MemoryHistoryRepository histories = new MemoryHistoryRepository();
    private final Agenda agenda = new Agenda(key -> Standstill.isOfInterest(state(key)));
    private final ExecutionEngine engine =
            new ExecutionEngine(states, histories, new Effects(), HistoryListener.NONE, agenda::dueChanged);
    private final Deque<Request> log = new ArrayDeque<>();
    private final Map<Long, Reply> replies = new HashMap<>();
    private final Waits waits = new Waits();
    private final TaskDesk tasks;
    private final Timekeeper timekeeper;
    private long appended;
    private long asked;
    private @Nullable Throwable failure;
    private boolean failureIsKnown;

    /**
     * @param begin the time at which it begins
     * @param patience how long a test waits on the wall for nothing until its wait fails
     */
    public MemoryPlatform(Instant begin, Duration patience) {
        this.clock = new VirtualClock(begin, System::nanoTime);
        this.monitor = new Monitor(clock);
        this.tasks = new TaskDesk(clock, agenda, new DeskLog());
        this.timekeeper = new Timekeeper(this, monitor, patience);
        timekeeper.start();
    }

    /** Where effects arrive. */
    private final class Effects implements EffectDispatcher {
        @Override
        public void task(Task task) {
            tasks.offer(task);
        }

        @Override
        public void withdraw(TaskWithdrawal withdrawal) {
            tasks.withdraw(withdrawal);
        }

        @Override
        public void reply(ReplyTo replyTo, Reply reply) {
            answered(replyTo, reply);
        }

        @Override
        public void status(ExecutionKey key, Effect.PublishStatus status) {
            // Nobody follows it here.
        }

        @Override
        public void request(ExecutionKey sender, Request request) {
            log.add(request);
        }
    }

    private final class DeskLog implements TaskDesk.Log {
        @Override
        public void append(Request request) {
            log.add(request);
        }

        @Override
        public boolean claim(Task.ActivityTask task, String identity) {
            WorkerRequest claim = new WorkerRequest.ClaimActivityTask(
                    task.runId(), task.scheduledEventId(), task.attempt(), clock.instant(), identity);
            long question = ++asked;
            handle(new Request(task.key(), "", new ReplyTo(INSTANCE, question), claim));
            return replies.remove(question) instanceof Reply.ClaimGranted;
        }
    }

    VirtualClock clock() {
        return clock;
    }

    public Instant now() {
        return clock.instant();
    }

    /** A worker is going to ask for the tasks of a queue: time stands still until it has got them. */
    public void serve(String namespace, String taskQueue, boolean activities) {
        call(() -> tasks.work().serve(namespace, taskQueue, activities));
    }

    /** Waits until so much time has passed or skipped. */
    public void sleep(Duration duration) {
        Instant end = clock.instant().plus(duration);
        call(() -> agenda.at(end, () -> {}));
        awaitUntil(() -> !clock.instant().isBefore(end));
    }

    /** Time passes as on the wall until it is unlocked as often as it was locked. */
    public void lockTimeSkipping() {
        call(waits::lock);
    }

    /** @throws IllegalStateException when it is not locked */
    public void unlockTimeSkipping() {
        call(waits::unlock);
    }

    Agenda agenda() {
        return agenda;
    }

    Waits waits() {
        return waits;
    }

    TaskDesk tasks() {
        return tasks;
    }

    ExecutionState state(ExecutionKey key) {
        return states.load(key).state();
    }

    Collection<LiveExecution> executions() {
        return states.all();
    }

    List<HistoryEvent> history(ExecutionKey key, String runId) {
        return histories.events(key, runId);
    }

    /** Does {@code step}, and then all that follows from it. */
    <T> T call(Supplier<T> step) {
        monitor.enter();
        try {
            T result = step.get();
            settle();
            return result;
        } finally {
            monitor.leave();
        }
    }

    void call(Runnable step) {
        monitor.enter();
        try {
            step.run();
            settle();
        } finally {
            monitor.leave();
        }
    }

    void append(Request request) {
        log.add(request);
    }

    /** Appends a question; its reply comes at once, or later. */
    long ask(ExecutionKey key, String requestId, RequestBody body) {
        long question = ++asked;
        log.add(new Request(key, requestId, new ReplyTo(INSTANCE, question), body));
        return question;
    }

    Optional<Reply> reply(long question) {
        return Optional.ofNullable(replies.remove(question));
    }

    void answered(ReplyTo replyTo, Reply reply) {
        if (replyTo.instance().equals(INSTANCE)) {
            replies.put(replyTo.correlationId(), reply);
        }
    }

    /**
     * Waits until {@code condition} gives something. It is asked under the monitor, whenever something has happened.
     *
     * @throws AssertionError when nothing can happen any more that would bring it
     */
    <T> T await(Supplier<Optional<T>> condition) {
        monitor.enter();
        try {
            settle();
            throwFailure();
            Wait<T> wait = waits.begin(condition);
            settle();
            while (!wait.isOver()) {
                awaitEnd(wait);
            }
            return wait.result();
        } finally {
            monitor.leave();
        }
    }

    /** As {@link #await}, for something that gives nothing. */
    void awaitUntil(BooleanSupplier condition) {
        Boolean unused = await(() -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    private void awaitEnd(Wait<?> wait) {
        try {
            monitor.awaitChange();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            waits.abandon(wait);
        }
    }

    private void throwFailure() {
        failureIsKnown = true;
        switch (failure) {
            case RuntimeException thrown -> throw thrown;
            case Error thrown -> throw thrown;
            case null, default -> {}
        }
    }

    private void settle() {
        do {
            for (Request request = log.poll(); request != null; request = log.poll()) {
                handle(request);
            }
            tasks.deliver();
        } while (!log.isEmpty());
        waits.look();
        if (isTimePassing()) {
            clock.pass(waits.isLocked() ? Duration.ZERO : QUICK);
        } else {
            clock.stand();
        }
        monitor.tellChange();
    }

    private void handle(Request request) {
        try {
            engine.handle(new LoggedRequest(request, new LogPosition(0, appended++, clock.instant())));
        } catch (RuntimeException bug) {
            fail(bug);
        }
    }

    /** From now on, every wait of the test fails. */
    void fail(Throwable reason) {
        if (failure == null) {
            failure = reason;
        }
        failureIsKnown |= waits.fail(reason);
    }

    /** Runs code of the test on a thread of its own, which waits beside the others. */
    void inBackground(Runnable code) {
        begin("weft-test-wait", true, code);
    }

    /** Runs code of the test when the time has come; time stands still until it has ended, or waits. */
    public void after(Duration delay, Runnable callback) {
        call(() -> agenda.at(
                clock.instant().plus(delay),
                () -> begin("weft-test-callback", false, () -> {
                    try {
                        callback.run();
                    } catch (RuntimeException | Error e) {
                        call(() -> fail(e));
                    }
                })));
    }

    private void begin(String name, boolean background, Runnable code) {
        Thread thread = Thread.ofVirtual().name(name).unstarted(() -> {
            try {
                code.run();
            } finally {
                call(() -> waits.ended(Thread.currentThread()));
            }
        });
        call(() -> waits.began(thread, background));
        thread.start();
    }

    /** Whether nothing goes on unless time does. */
    boolean isQuiet() {
        return !tasks.work().isMoving() && !waits.isBusy();
    }

    boolean isTimePassing() {
        return isQuiet() && (waits.isLocked() || tasks.work().isActivityRunning());
    }

    /** Lets the first thing happen whose time has come; false when there is none. */
    boolean letDueHappen() {
        Optional<Agenda.Due> due = agenda.take(clock.instant());
        due.ifPresent(happening -> {
            switch (happening) {
                case Agenda.Due.Action(Runnable action) -> action.run();
                case Agenda.Due.Execution(ExecutionKey key, Instant time) ->
                    log.add(Request.of(key, new EngineRequest.TimerDue(time)));
            }
            settle();
        });
        return due.isPresent();
    }

    /** Nothing can happen that the test waits for. */
    void endWaits() {
        waits.fail(new AssertionError(
                Standstill.nothingDue(executions(), tasks.work().unserved())));
        monitor.tellChange();
    }

    /**
     * Time stands still from now on, and every wait fails. Throws what a callback has thrown, unless a wait has told it
     * before.
     */
    @Override
    public void close() {
        timekeeper.stop();
        boolean tell = call(() -> {
            boolean unknown = failure != null && !failureIsKnown;
            fail(new IllegalStateException("Expected the test environment to be open, but it was closed"));
            return unknown;
        });
        if (tell) {
            throwFailure();
        }
    }
}
