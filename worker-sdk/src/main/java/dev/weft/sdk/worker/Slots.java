package dev.weft.sdk.worker;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Room for tasks of one kind. Room is taken before a poll asks for tasks, so that none waits inside the worker. */
final class Slots {
    private final Debts free;
    private final int total;

    Slots(int total) {
        this.total = total;
        this.free = new Debts(total);
    }

    /** Waits until at least one slot is free, then takes up to {@code wanted}. */
    int take(int wanted) throws InterruptedException {
        free.acquire();
        int more = Math.min(wanted - 1, free.availablePermits());
        while (more > 0 && !free.tryAcquire(more)) {
            more = Math.min(more - 1, free.availablePermits());
        }
        return 1 + Math.max(more, 0);
    }

    void release(int count) {
        free.release(count);
    }

    /** Takes slots that are not free yet. */
    void lend(int count) {
        if (count > 0) {
            free.reduce(count);
        }
    }

    /** Whether all were free before the time was over. */
    boolean awaitAllFree(long nanos) throws InterruptedException {
        if (!free.tryAcquire(total, nanos, TimeUnit.NANOSECONDS)) {
            return false;
        }
        free.release(total);
        return true;
    }

    private static final class Debts extends Semaphore {
        private static final long serialVersionUID = 1;

        Debts(int permits) {
            super(permits);
        }

        /** May go below zero. */
        void reduce(int count) {
            reducePermits(count);
        }
    }

    int taken() {
        return total - free.availablePermits();
    }
}
