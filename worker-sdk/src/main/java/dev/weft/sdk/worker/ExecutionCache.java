package dev.weft.sdk.worker;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Live executions by run, kept so that the next task continues where the last one stopped. Bounded in bytes: those not
 * used for longest leave first. Also lets only one task at a time touch a run.
 */
final class ExecutionCache<E extends ExecutionCache.Entry> {

    /** What is kept. */
    interface Entry {
        long sizeBytes();

        /** Whether it can be done without now; it stays else, whatever the bound says. */
        boolean mayLeave();

        /** Ends the execution's threads. */
        void close();
    }

    private static final class Run<E> {
        final ReentrantLock turn = new ReentrantLock();
        int users;
        long sizeBytes;

        @Nullable
        E execution;
    }

    private final long bytesMax;
    private final ReentrantLock lock = new ReentrantLock();
    /** In the order of last use. */
    private final Map<String, Run<E>> runs = new LinkedHashMap<>(64, 0.75f, true);

    private long bytes;

    ExecutionCache(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** Waits for the run's turn. The lease must be closed. */
    Lease acquire(String runId) {
        Run<E> run;
        lock.lock();
        try {
            run = runs.computeIfAbsent(runId, unseen -> new Run<>());
            run.users++;
        } finally {
            lock.unlock();
        }
        run.turn.lock();
        return new Lease(runId, run);
    }

    long sizeBytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }

    /** How many executions are kept. */
    int size() {
        lock.lock();
        try {
            return runs.size();
        } finally {
            lock.unlock();
        }
    }

    /** Closes what nobody uses now; the rest is closed when its lease is. */
    void clear() {
        closeAll(evict(0, everything -> true));
    }

    private List<E> evict(long bound, Predicate<E> which) {
        List<E> evicted = new ArrayList<>();
        lock.lock();
        try {
            Iterator<Run<E>> eldestFirst = runs.values().iterator();
            while (bytes > bound && eldestFirst.hasNext()) {
                Run<E> run = eldestFirst.next();
                if (run.users == 0 && run.execution != null && which.test(run.execution)) {
                    bytes -= run.sizeBytes;
                    evicted.add(run.execution);
                    eldestFirst.remove();
                }
            }
        } finally {
            lock.unlock();
        }
        return evicted;
    }

    private static void closeAll(List<? extends Entry> executions) {
        executions.forEach(Entry::close);
    }

    /** The right to use one run's execution. Used by one thread. */
    final class Lease implements AutoCloseable {
        private final String runId;
        private final Run<E> run;

        private Lease(String runId, Run<E> run) {
            this.runId = runId;
            this.run = run;
        }

        Optional<E> execution() {
            return Optional.ofNullable(run.execution);
        }

        /** Keeps {@code execution} in place of the one there was. */
        void keep(E execution) {
            E before = run.execution;
            if (before != null && before != execution) {
                before.close();
            }
            run.execution = execution;
        }

        /** Forgets the run's execution. */
        void evict() {
            E before = run.execution;
            run.execution = null;
            if (before != null) {
                before.close();
            }
        }

        @Override
        public void close() {
            E execution = run.execution;
            long size = execution == null ? 0 : execution.sizeBytes();
            lock.lock();
            try {
                bytes += size - run.sizeBytes;
                run.sizeBytes = size;
                run.users--;
                if (run.users == 0 && execution == null) {
                    runs.remove(runId, run);
                }
            } finally {
                lock.unlock();
                run.turn.unlock();
            }
            closeAll(ExecutionCache.this.evict(bytesMax, Entry::mayLeave));
        }
    }
}
