package dev.weft.sdk.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ExecutionCacheTest {
    private static final class Sized implements ExecutionCache.Entry {
        final long size;
        boolean closed;
        boolean busy;

        Sized(long size) {
            this.size = size;
        }

        @Override
        public long sizeBytes() {
            return size;
        }

        @Override
        public boolean mayLeave() {
            return !busy;
        }

        @Override
        public void close() {
            assertThat(closed).as("closed once").isFalse();
            closed = true;
        }
    }

    private final ExecutionCache<Sized> cache = new ExecutionCache<>(100);

    @Test
    void whatIsKeptIsFoundAgain() {
        Sized execution = keep("r", 10);

        try (var lease = cache.acquire("r")) {
            assertThat(lease.execution()).containsSame(execution);
        }
        assertThat(cache.sizeBytes()).isEqualTo(10);
    }

    @Test
    void theLeastRecentlyUsedLeaveWhenTheBoundIsPassed() {
        Sized first = keep("1", 40);
        Sized second = keep("2", 40);
        touch("1");

        keep("3", 40);

        assertThat(second.closed).isTrue();
        assertThat(first.closed).isFalse();
        assertThat(cache.sizeBytes()).isEqualTo(80);
    }

    @Test
    void anExecutionLargerThanTheBoundIsNotKept() {
        Sized large = keep("r", 101);

        assertThat(large.closed).isTrue();
        assertThat(cache.sizeBytes()).isZero();
    }

    @Test
    void anExecutionInUseIsNeverClosedByTheBound() {
        try (var inUse = cache.acquire("used")) {
            Sized used = new Sized(90);
            inUse.keep(used);
            keep("other", 90);
            assertThat(used.closed).isFalse();
        }
        assertThat(cache.sizeBytes()).isLessThanOrEqualTo(100);
    }

    @Test
    void anEvictedExecutionIsClosedAndForgotten() {
        Sized execution = keep("r", 10);

        try (var lease = cache.acquire("r")) {
            lease.evict();
            assertThat(lease.execution()).isEmpty();
        }

        assertThat(execution.closed).isTrue();
        assertThat(cache.sizeBytes()).isZero();
    }

    @Test
    void anExecutionThatMustNotLeaveStaysPastTheBound() {
        Sized busy = new Sized(101);
        busy.busy = true;
        try (var lease = cache.acquire("busy")) {
            lease.keep(busy);
        }
        assertThat(busy.closed).isFalse();

        busy.busy = false;
        keep("other", 10);

        assertThat(busy.closed).isTrue();
    }

    @Test
    void tasksOfOneRunTakeTurns() {
        AtomicInteger inside = new AtomicInteger();
        CountDownLatch second = new CountDownLatch(1);
        Thread waiting;
        try (var lease = cache.acquire("r")) {
            waiting = Thread.ofVirtual().start(() -> {
                try (var later = cache.acquire("r")) {
                    inside.incrementAndGet();
                    second.countDown();
                }
            });
            Awaitility.await().until(() -> waiting.getState() == Thread.State.WAITING);
            assertThat(inside.get()).isZero();
        }
        Awaitility.await().until(() -> second.getCount() == 0);
    }

    @Test
    void theBoundHoldsThroughRandomUseByManyThreads() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            RandomGenerator random =
                    RandomGeneratorFactory.of("L64X128MixRandom").create(i);
            threads.add(Thread.ofVirtual().start(() -> useAtRandom(random)));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(cache.sizeBytes()).isBetween(0L, 100L);
        cache.clear();
        assertThat(cache.sizeBytes()).isZero();
    }

    private void useAtRandom(RandomGenerator random) {
        for (int step = 0; step < 2_000; step++) {
            try (var lease = cache.acquire("r" + random.nextInt(12))) {
                lease.execution().ifPresent(found -> assertThat(found.closed).isFalse());
                if (random.nextInt(4) == 0) {
                    lease.evict();
                } else if (lease.execution().isEmpty()) {
                    lease.keep(new Sized(random.nextInt(60)));
                }
            }
        }
    }

    private Sized keep(String runId, long size) {
        Sized execution = new Sized(size);
        try (var lease = cache.acquire(runId)) {
            lease.keep(execution);
        }
        return execution;
    }

    private void touch(String runId) {
        cache.acquire(runId).close();
    }
}
