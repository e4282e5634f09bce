package dev.weft.sdk.runner;

import dev.weft.sdk.workflow.LocalValues;
import dev.weft.sdk.workflow.WorkflowRuntime;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The coroutines of one run. Exactly one thread at a time holds the baton and runs; the others are parked. Who is next
 * is decided by the thread that has to give it away, in the {@link TurnOrder}.
 */
final class Coroutines {
    private static final Object DRIVER = new Object();
    private static final Object TAKEN_AWAY = new Object();
    private static final long NOT_RUNNING = Long.MIN_VALUE;
    /** Code that computes may only be short of processors, where code that blocks is plainly wrong. */
    private static final int PATIENCE_WITH_COMPUTING = 3;

    private final TurnOrder order;
    private final Set<Coroutine> alive = new LinkedHashSet<>();
    private final AtomicReference<Object> baton = new AtomicReference<>(DRIVER);
    private final DeadlockDetector detector;
    private final Guard guard;
    private final UnaryOperator<Runnable> inheriting;

    private @Nullable WorkflowRuntime runtime;
    private Consumer<Throwable> onThrown = this::failed;
    private @Nullable Coroutine current;
    private @Nullable Coroutine asked;
    private @Nullable Throwable failure;
    private boolean stopped;
    private boolean alone;
    private volatile boolean evicted;
    private volatile @Nullable Thread driver;
    /** When the holder of the baton began to run; {@link #NOT_RUNNING} until its thread gets a processor. */
    private volatile long turnStartedNanos = NOT_RUNNING;

    private volatile @Nullable DeadlockException deadlock;
    private volatile @Nullable Coroutine stuck;

    /**
     * @param inheriting gives code what its maker hands down to it, see {@link Interception#inheriting}
     * @param conditionsInPasses see {@link TurnOrder}
     */
    Coroutines(
            DeadlockDetector detector,
            Guard guard,
            UnaryOperator<Runnable> inheriting,
            BooleanSupplier conditionsInPasses) {
        this.detector = detector;
        this.guard = guard;
        this.inheriting = inheriting;
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
            drive(next instanceof Turn.Fresh fresh ? coroutine(fresh) : resumed(next));
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
        driver = Thread.currentThread();
        give(DRIVER, first);
        detector.enter(this);
        boolean interrupted = false;
        while (baton.get() != DRIVER) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        detector.leave(this);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
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
                unwind(coroutine);
            }
        }
        alive.clear();
    }

    private void unwind(Coroutine coroutine) {
        driver = Thread.currentThread();
        give(DRIVER, coroutine);
        long patience = detector.timeout().toNanos();
        long patienceEnds = System.nanoTime() + patience;
        while (baton.get() != DRIVER && System.nanoTime() < patienceEnds) {
            LockSupport.parkNanos(this, patience);
        }
        if (baton.compareAndSet(coroutine, DRIVER)) {
            // Its clean-up does not end: it is left to itself.
            coroutine.thread().interrupt();
        }
    }

    // ---- called by the deadlock detector

    void breakDeadlock(long now, Duration timeout) {
        long started = turnStartedNanos;
        if (started == NOT_RUNNING || !(baton.get() instanceof Coroutine holder)) {
            return;
        }
        boolean computes = holder.thread().getState() == Thread.State.RUNNABLE;
        Duration allowed = computes ? timeout.multipliedBy(PATIENCE_WITH_COMPUTING) : timeout;
        if (now - started <= allowed.toNanos()) {
            return;
        }
        StackTraceElement[] where = holder.thread().getStackTrace();
        DeadlockException found = new DeadlockException(holder.name(), allowed, Positions.userFrames(where));
        if (turnStartedNanos == started && baton.compareAndSet(holder, TAKEN_AWAY)) {
            stuck = holder;
            deadlock = found;
            evicted = true;
            baton.set(DRIVER);
            LockSupport.unpark(driver);
            holder.thread().interrupt();
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
            Turn next = pick();
            if (next == self) {
                return;
            }
            give(self, next == null ? DRIVER : next instanceof Turn.Fresh fresh ? coroutine(fresh) : resumed(next));
            while (baton.get() != self) {
                LockSupport.park(this);
                Thread.interrupted();
            }
            begins(self);
            requireAlive();
        } while (!self.takeResumed());
    }

    /** {@code self} has the baton and a processor. */
    void begins(Coroutine self) {
        current = self;
        turnStartedNanos = System.nanoTime();
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
        if (baton.get() != self) {
            return null;
        }
        Turn next = evicted ? null : pick();
        if (next instanceof Turn.Fresh fresh) {
            turnStartedNanos = System.nanoTime();
            return fresh;
        }
        alive.remove(self);
        Object receiver = next == null ? DRIVER : resumed(next);
        try {
            give(self, receiver);
        } catch (EvictedError e) {
            // The deadlock detector has taken the baton: this thread is of no further use.
            return null;
        }
        return null;
    }

    private @Nullable Turn pick() {
        return stopped || alone ? null : order.next();
    }

    private Coroutine coroutine(Turn.Fresh fresh) {
        Coroutine coroutine = new Coroutine(this, fresh);
        alive.add(coroutine);
        return coroutine;
    }

    private static Coroutine resumed(Turn turn) {
        Coroutine coroutine = (Coroutine) turn;
        coroutine.resume();
        return coroutine;
    }

    private void give(Object from, Object to) {
        turnStartedNanos = NOT_RUNNING;
        if (to instanceof Coroutine coroutine) {
            current = coroutine;
            passBaton(from, to);
            coroutine.signal();
        } else {
            current = null;
            passBaton(from, to);
            LockSupport.unpark(driver);
        }
    }

    private void passBaton(Object from, Object to) {
        if (!baton.compareAndSet(from, to)) {
            throw new EvictedError();
        }
    }
}
