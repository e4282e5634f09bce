package dev.weft.history.store;

import java.util.concurrent.atomic.AtomicLong;

/** The memory that all executions of a process may take together. Thread-safe. */
public final class CacheBudget {
    private final long bytesMax;
    private final AtomicLong bytes = new AtomicLong();

    public CacheBudget(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** Bytes taken now, as far as they can be estimated. */
    public long bytes() {
        return bytes.get();
    }

    void add(long more) {
        bytes.addAndGet(more);
    }

    boolean isExceeded() {
        return bytes.get() > bytesMax;
    }
}
