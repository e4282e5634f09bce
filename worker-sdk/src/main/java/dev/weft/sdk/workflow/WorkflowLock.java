package dev.weft.sdk.workflow;

import java.time.Duration;

/** Mutual exclusion of the coroutines of one run, first come first served. Not reentrant. */
public final class WorkflowLock {
    private final WorkflowSemaphore semaphore = new WorkflowSemaphore(1);
    private boolean held;

    WorkflowLock() {}

    public void lock() {
        semaphore.acquire();
        held = true;
    }

    /** Whether the lock was got in time. */
    public boolean tryLock(Duration timeout) {
        boolean acquired = semaphore.tryAcquire(timeout);
        held |= acquired;
        return acquired;
    }

    public boolean isHeld() {
        return held;
    }

    /** @throws IllegalStateException when nobody holds it */
    public void unlock() {
        if (!held) {
            throw new IllegalStateException("Expected the lock to be held, but it is free");
        }
        held = false;
        semaphore.release();
    }
}
