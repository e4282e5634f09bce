package dev.weft.testing.platform;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one thread at a time in, and wakes those that wait inside for a change. What a thread does between coming in and
 * waiting or leaving happens at one time of the clock. Reentrant.
 */
final class Monitor {

    /** What is done inside. */
    interface Step {
        void run() throws InterruptedException;
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final VirtualClock clock;

    Monitor(VirtualClock clock) {
        this.clock = clock;
    }

    void run(Step step) throws InterruptedException {
        enter();
        try {
            step.run();
        } finally {
            leave();
        }
    }

    /** Must be followed by {@link #leave}. */
    void enter() {
        lock.lock();
        clock.hold();
    }

    void leave() {
        if (lock.getHoldCount() == 1) {
            clock.release();
        }
        lock.unlock();
    }

    /** Lets others in until something has changed. */
    void awaitChange() throws InterruptedException {
        clock.release();
        try {
            changed.await();
        } finally {
            clock.hold();
        }
    }

    /** As {@link #awaitChange()}; false when nothing has changed for so long. */
    boolean awaitChange(Duration longest) throws InterruptedException {
        clock.release();
        try {
            return changed.awaitNanos(longest.toNanos()) > 0;
        } finally {
            clock.hold();
        }
    }

    void tellChange() {
        changed.signalAll();
    }
}
