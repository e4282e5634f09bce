package dev.weft.sdk.runner;

import dev.weft.sdk.workflow.LocalValues;
import dev.weft.sdk.workflow.WorkflowRuntime;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The coroutines of one run. Exactly one thread at a time holds the baton and runs; the others are parked. Who is next
 * is decided by the thread that has to give it away, in the {@link TurnOrder}.
 */
final class Coroutines {
    private final TurnOrder order;
    private final Set<Coroutine> alive = new LinkedHashSet<>();
    private final Baton baton = new Baton();
    private final DeadlockDetector detector;
    private final Guard guard;
    private final UnaryOperator<Runnable> inheriting;
    private final BooleanSupplier past;

    private @Nullable WorkflowRuntime runtime;
    private Consumer<Throwable> onThrown = this::failed;
    private @Nullable Coroutine current;
    private @Nullable Coroutine asked;
    private @Nullable Throwable failure;
    private boolean stopped;
    private boolean alone;
    private volatile boolean evicted;
    private volatile @Nullable DeadlockException deadlock;
    private volatile @Nullable Coroutine stuck;

    /**
     * @param inheriting gives code what its maker hands down to it, see {@link Interception#inheriting}
     * @param past tells what came next, as long as history knows; asked when nobody can go on
     * @param conditionsInPasses see {@link TurnOrder}
     */
    Coroutines(
            DeadlockDetector detector,
            Guard guard,
            UnaryOperator<Runnable> inheriting,
            BooleanSupplier past,
            BooleanSupplier conditionsInPasses) {
        this.detector = detector;
        this.guard = guard;
        this.inheriting = inheriting;
        this.past = past;
        this.order = new TurnOrder(guard, conditionsInPasses);
    }

    /** @param newOnThrown decides what an exception means that nobody waits for */
    void bind(WorkflowRuntime newRuntime, Consumer<Throwable> newOnThrown) {
        runtime = newRuntime;
        onThrown = newOnThrown;
    }

    WorkflowRuntime runtime() {
        if (runtime == null) {
            throw new IllegalStateException("Expected a runtime before code runs, but there is none");
        }
        return runtime;
    }

    /** Runs a callback before anything else. */
    void addCallback(ScopeNode scope, Runnable callback) {
        order.addCallback(new Turn.Fresh("callback", scope, callback));
    }

    /** Runs a message handler before the code that waits. */
    void addHandler(String name, ScopeNode scope, Runnable body) {
        order.addHandler(new Turn.Fresh(name, scope, body));
    }

    /** Runs code that the current coroutine makes. */
    void add(String name, ScopeNode scope, Runnable body) {
        order.addReady(new Turn.Fresh(name, scope, inheriting.apply(body)));
    }

    /** {@code body} with what the current coroutine hands down. */
    Runnable inheriting(Runnable body) {
        return inheriting.apply(body);
    }

    /** What {@code coroutine} waited for is there. */
    void wake(Coroutine coroutine) {
        order.addReady(coroutine);
    }

    int size() {
        return alive.size();
    }

    List<Coroutine> alive() {
        return List.copyOf(alive);
    }

    /** Whether a coroutine runs now, rather than history being told. */
    boolean isRunning() {
        return current != null;
    }

    /** The coroutine whose code runs now. */
    Coroutine current() {
        Coroutine now = current;
        if (now == null || now.thread() != Thread.currentThread()) {
            throw new IllegalStateException("Expected to be called by a coroutine of the workflow, but thread '"
                    + Thread.currentThread().getName() + "' is none");
        }
        return now;
    }

    /** The variables of the coroutine whose code runs now, or whose condition is asked by another one. */
    LocalValues currentLocals() {
        Coroutine running = current();
        return (asked == null ? running : asked).locals();
    }

    /** From now on the condition of {@code coroutine} is asked; null when it has been. */
    void asks(@Nullable Coroutine coroutine) {
        asked = coroutine;
    }

    void requireAlive() {
        if (evicted) {
            throw new EvictedError();
        }
    }

    /** Refuses {@code deed} where nothing may be changed, and after the run has left the worker. */
    void requireWritable(String deed) {
        requireAlive();
        guard.requireWritable(deed);
    }

    // ---- called by the driver, the thread that handles the workflow task

    /**
     * Runs until every coroutine waits or has ended.
     *
     * @throws DeadlockException when code goes on for too long
     */
    void runUntilAllWait() {
        if (stopped) {
            return;
        }
        order.changed();
        Turn next = order.nextReady();
        if (next != null) {
            drive(coroutineOf(next));
        } else if (order.isAnyConditional()) {
            // Conditions are user code and asked on a coroutine: the first one that waits asks for all.
            drive(order.oldestConditional());
        }
    }

    /** Runs {@code body} and nothing else; it must not wait. */
    void runAlone(String name, ScopeNode scope, Runnable body) {
        alone = true;
        try {
            drive(coroutine(new Turn.Fresh(name, scope, body)));
        } finally {
            alone = false;
        }
    }

    private void drive(Coroutine first) {
        current = first;
        baton.lend(first);
        detector.enter(this);
        baton.awaitReturn();
        detector.leave(this);
        if (deadlock != null) {
            throw deadlock;
        }
        rethrowFailure();
    }

    private void rethrowFailure() {
        Throwable thrown = failure;
        failure = null;
        if (thrown instanceof RuntimeException e) {
            throw e;
        } else if (thrown instanceof Error e) {
            throw e;
        } else if (thrown instanceof Exception e) {
            throw HandlerFailure.unchecked(e);
        }
    }

    /** The run is closed: nothing of it runs any more. */
    void stop() {
        stopped = true;
    }

    /** Unwinds all coroutines, one after the other. */
    void evict() {
        evicted = true;
        for (Coroutine coroutine : alive()) {
            if (coroutine.isStarted() && coroutine != stuck) {
                current = coroutine;
                baton.lend(coroutine);
                baton.awaitReturn(coroutine, detector.timeout());
            }
        }
        alive.clear();
    }

    // ---- called by whoever tells history, which may be a coroutine in the driver's place

    /** Runs {@code call} on the driver's thread: it may take its time, and be interrupted. */
    <T> T byDriver(Supplier<T> call) {
        return baton.byDriver(call);
    }

    // ---- called by the deadlock detector

    void breakDeadlock(long now, Duration timeout) {
        Baton.Overdue overdue = baton.takeAway(now, timeout);
        if (overdue != null) {
            stuck = overdue.holder();
            deadlock = overdue.exception();
            evicted = true;
            baton.bringBack();
            overdue.holder().thread().interrupt();
        }
    }

    // ---- called by coroutines

    /** The coroutine that may wait now: the current one, unless it runs code that must not. */
    Coroutine waiter() {
        Coroutine self = current();
        requireAlive();
        guard.requireMayWait();
        return self;
    }

    /** Waits until it is woken. */
    void park(Coroutine self) {
        goOnLater(self);
    }

    /** Lets all that is ready now go first. */
    void giveWay() {
        Coroutine self = current();
        order.addReady(self);
        goOnLater(self);
    }

    /** Waits until {@code condition} holds. */
    void await(BooleanSupplier condition) {
        Coroutine self = waiter();
        self.waitFor(condition);
        order.addConditional(self);
        goOnLater(self);
        self.conditionMet();
    }

    private void goOnLater(Coroutine self) {
        do {
            requireAlive();
            Turn next = pick(self);
            if (next == self) {
                return;
            }
            give(self, next);
            baton.await(self);
            begins(self);
            requireAlive();
        } while (!self.takeResumed());
    }

    /** {@code self} has the baton and a processor. */
    void begins(Coroutine self) {
        current = self;
        baton.runs();
    }

    /** Code has ended with an exception that nobody waits for. */
    void thrown(Throwable thrown) {
        try {
            onThrown.accept(thrown);
        } catch (RuntimeException | Error e) {
            failed(e);
        }
    }

    /** Ends the workflow task with {@code thrown}. */
    void failed(Throwable thrown) {
        if (failure == null) {
            failure = thrown;
        }
        stopped = true;
    }

    /** @return what {@code self} shall run next; null when it has given the baton away and must end */
    Turn.@Nullable Fresh ended(Coroutine self) {
        if (!baton.isHeldBy(self)) {
            return null;
        }
        try {
            Turn next = evicted ? null : pick(self);
            if (next instanceof Turn.Fresh fresh) {
                baton.runs();
                return fresh;
            }
            alive.remove(self);
            give(self, next);
        } catch (EvictedError e) {
            // The deadlock detector has taken the baton: this thread is of no further use.
            return null;
        }
        return null;
    }

    private @Nullable Turn pick(Coroutine self) {
        if (stopped || alone) {
            return null;
        }
        Turn next = order.next();
        while (next == null && pastGoesOn(self)) {
            next = order.next();
        }
        return next;
    }

    /** Lets history tell what came next, here: that saves the way to the driver and back. */
    private boolean pastGoesOn(Coroutine self) {
        current = null;
        boolean goesOn = baton.standIn(self, this::tellPast);
        begins(self);
        if (goesOn) {
            order.changed();
        }
        return goesOn;
    }

    private boolean tellPast() {
        try {
            return past.getAsBoolean();
        } catch (RuntimeException | Error e) {
            failed(e);
            return false;
        }
    }

    private void give(Coroutine self, @Nullable Turn next) {
        if (next == null) {
            current = null;
            baton.giveBack(self);
        } else {
            Coroutine receiver = coroutineOf(next);
            current = receiver;
            baton.pass(self, receiver);
        }
    }

    /** The coroutine whose turn it is; from now on it goes on. */
    private Coroutine coroutineOf(Turn turn) {
        return switch (turn) {
            case Coroutine waiting -> {
                waiting.resume();
                yield waiting;
            }
            case Turn.Fresh fresh -> coroutine(fresh);
        };
    }

    private Coroutine coroutine(Turn.Fresh fresh) {
        Coroutine coroutine = new Coroutine(this, fresh);
        alive.add(coroutine);
        return coroutine;
    }
}
