package dev.weft.benchmarks.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;

/** Many callers, each of which begins its next call when the last one has ended. */
final class ClosedLoop {
    private ClosedLoop() {}

    /**
     * @param call gets a number of its own
     * @return calls per second; fails when any call has failed
     */
    static double perSecond(int callers, Duration length, LongConsumer call) {
        AtomicLong calls = new AtomicLong();
        long from = System.nanoTime();
        long end = from + length.toNanos();
        inParallel(callers, caller -> {
            while (System.nanoTime() < end) {
                call.accept(calls.getAndIncrement());
            }
        });
        return calls.get() / ((System.nanoTime() - from) / 1e9);
    }

    /** Runs {@code work} for each caller and waits for all of them. */
    static void inParallel(int callers, IntConsumer work) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int caller = 0; caller < callers; caller++) {
                int number = caller;
                running.add(threads.submit(() -> work.accept(number)));
            }
            for (Future<?> caller : running) {
                caller.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("Expected every call to succeed, but one failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Expected all callers to end, but was interrupted", e);
        }
    }
}
