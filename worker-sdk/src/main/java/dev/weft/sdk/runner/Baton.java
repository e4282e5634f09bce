package dev.weft.sdk.runner;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The right to run, of which a run has one. The driver, which is the thread that handles the workflow task, lends it to
 * coroutines, who pass it on. What its holder has written is seen by the next one, so that a run needs no locks.
 */
final class Baton {
    private static final Object DRIVER = new Object();
    /** A coroutine does the driver's work. */
    private static final Object STAND_IN = new Object();

    private static final Object TAKEN_AWAY = new Object();
    private static final long NOT_RUNNING = Long.MIN_VALUE;
    /** Code that computes may only be short of processors, where code that blocks is plainly wrong. */
    private static final int PATIENCE_WITH_COMPUTING = 3;

    private final AtomicReference<Object> holder = new AtomicReference<>(DRIVER);
    private volatile @Nullable Errand<?> errand;
    private volatile @Nullable Thread driver;
    /** When the holder began to run; {@link #NOT_RUNNING} until its thread gets a processor. */
    private volatile long turnStartedNanos = NOT_RUNNING;

    // ---- called by the driver

    /** Lets {@code first} run, and those to whom it passes the baton. */
    void lend(Coroutine first) {
        driver = Thread.currentThread();
        pass(DRIVER, first);
    }

    /** Waits until the baton comes back, and does meanwhile what is asked of the driver. */
    void awaitReturn() {
        boolean interrupted = false;
        while (holder.get() != DRIVER) {
            Errand<?> asked = errand;
            if (asked == null) {
                LockSupport.park(this);
            } else {
                errand = null;
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
                asked.run();
            }
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits so long until {@code borrower} gives the baton back; then interrupts it and leaves it to itself. */
    void awaitReturn(Coroutine borrower, Duration patience) {
        long patienceEnds = System.nanoTime() + patience.toNanos();
        while (holder.get() != DRIVER && System.nanoTime() < patienceEnds) {
            LockSupport.parkNanos(this, patience.toNanos());
        }
        if (holder.compareAndSet(borrower, DRIVER)) {
            borrower.thread().interrupt();
        }
    }

    // ---- called by coroutines

    boolean isHeldBy(Coroutine coroutine) {
        return holder.get() == coroutine;
    }

    void pass(Coroutine self, Coroutine next) {
        pass((Object) self, next);
    }

    private void pass(Object from, Coroutine next) {
        turnStartedNanos = NOT_RUNNING;
        move(from, next);
        next.signal();
    }

    void giveBack(Coroutine self) {
        turnStartedNanos = NOT_RUNNING;
        move(self, DRIVER);
        LockSupport.unpark(driver);
    }

    /** Waits until {@code self} gets the baton. */
    void await(Coroutine self) {
        while (holder.get() != self) {
            LockSupport.park(this);
            Thread.interrupted();
        }
    }

    /** The holder has a processor and begins to run code. */
    void runs() {
        turnStartedNanos = System.nanoTime();
    }

    /** Does on the thread of {@code self} what else the driver does; takes no time of {@code self}. */
    boolean standIn(Coroutine self, BooleanSupplier work) {
        turnStartedNanos = NOT_RUNNING;
        move(self, STAND_IN);
        boolean result = work.getAsBoolean();
        move(STAND_IN, self);
        return result;
    }

    private void move(Object from, Object to) {
        if (!holder.compareAndSet(from, to)) {
            throw new EvictedError();
        }
    }

    /** Lets the driver do what may block, since only the driver can be interrupted. */
    <T> T byDriver(Supplier<T> work) {
        if (holder.get() != STAND_IN) {
            return work.get();
        }
        Errand<T> asked = new Errand<>(work);
        errand = asked;
        LockSupport.unpark(driver);
        return asked.await();
    }

    // ---- called by the deadlock detector

    /** A coroutine that is not going to give the baton back. */
    record Overdue(Coroutine holder, DeadlockException exception) {}

    /** Takes the baton from a coroutine that has had it for too long; null when there is none. */
    @Nullable
    Overdue takeAway(long now, Duration timeout) {
        long started = turnStartedNanos;
        if (started == NOT_RUNNING || !(holder.get() instanceof Coroutine coroutine)) {
            return null;
        }
        boolean computes = coroutine.thread().getState() == Thread.State.RUNNABLE;
        Duration allowed = computes ? timeout.multipliedBy(PATIENCE_WITH_COMPUTING) : timeout;
        if (now - started <= allowed.toNanos()) {
            return null;
        }
        StackTraceElement[] where = coroutine.thread().getStackTrace();
        DeadlockException found = new DeadlockException(coroutine.name(), allowed, Positions.userFrames(where));
        boolean taken = turnStartedNanos == started && holder.compareAndSet(coroutine, TAKEN_AWAY);
        return taken ? new Overdue(coroutine, found) : null;
    }

    /** Gives the driver what was taken away. */
    void bringBack() {
        move(TAKEN_AWAY, DRIVER);
        LockSupport.unpark(driver);
    }
}
