package dev.weft.sdk.workflow;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Lets a bounded number of coroutines of one run go on at a time, first come first served. */
public final class WorkflowSemaphore {
    private final Deque<Object> waiting = new ArrayDeque<>();
    private int free;

    WorkflowSemaphore(int permits) {
        if (permits < 1) {
            throw new IllegalArgumentException("Expected at least 1 permit, but got " + permits);
        }
        this.free = permits;
    }

    /** Waits for a permit. */
    public void acquire() {
        if (tryAcquire()) {
            return;
        }
        Object turn = new Object();
        waiting.add(turn);
        try {
            Workflow.await(() -> free > 0 && waiting.peek() == turn);
            free--;
        } finally {
            waiting.remove(turn);
        }
    }

    /** Waits for a permit, but no longer than {@code timeout}; whether it was got. */
    public boolean tryAcquire(Duration timeout) {
        if (tryAcquire()) {
            return true;
        }
        Object turn = new Object();
        waiting.add(turn);
        try {
            boolean acquired = Workflow.await(timeout, () -> free > 0 && waiting.peek() == turn);
            if (acquired) {
                free--;
            }
            return acquired;
        } finally {
            waiting.remove(turn);
        }
    }

    /** Takes a permit when one is free and nobody waits. */
    public boolean tryAcquire() {
        CurrentWorkflow.runtime().requireWritable("acquire a permit");
        if (free == 0 || !waiting.isEmpty()) {
            return false;
        }
        free--;
        return true;
    }

    public void release() {
        CurrentWorkflow.runtime().requireWritable("release a permit");
        free++;
    }
}
