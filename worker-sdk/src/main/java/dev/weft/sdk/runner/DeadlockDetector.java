package dev.weft.sdk.runner;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** Watches the runs that are executing code now. One thread for all of a worker's executions. */
final class DeadlockDetector implements AutoCloseable {
    private final Duration timeout;
    private final Set<Coroutines> running = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private volatile boolean closed;

    DeadlockDetector(Duration timeout) {
        this.timeout = timeout;
        this.thread =
                Thread.ofPlatform().daemon().name("weft-deadlock-detector").start(this::watch);
    }

    Duration timeout() {
        return timeout;
    }

    void enter(Coroutines coroutines) {
        running.add(coroutines);
    }

    void leave(Coroutines coroutines) {
        running.remove(coroutines);
    }

    private void watch() {
        long period = timeout.toNanos() / 4;
        while (!closed) {
            LockSupport.parkNanos(period);
            long now = System.nanoTime();
            running.forEach(coroutines -> coroutines.breakDeadlock(now, timeout));
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
