package dev.weft.sdk.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.sdk.workflow.WorkflowRuntime;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CoroutinesTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final DeadlockDetector detector = new DeadlockDetector(TIMEOUT);
    private final Coroutines coroutines = newCoroutines();
    private final ScopeNode scope = ScopeNode.root(coroutines);
    private final List<String> order = new ArrayList<>();
    private final Thread mainThread = Thread.currentThread();

    private Coroutines newCoroutines() {
        Coroutines made = new Coroutines(detector, new Guard(), UnaryOperator.identity(), () -> false, () -> true);
        WorkflowRuntime unused = (WorkflowRuntime) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {WorkflowRuntime.class}, (proxy, method, args) -> {
                    throw new AssertionError("Expected no call, but got " + method);
                });
        made.bind(unused, made::failed);
        return made;
    }

    @AfterEach
    void close() {
        coroutines.evict();
        detector.close();
    }

    @Test
    void callbacksGoBeforeHandlersAndHandlersBeforeTheRest() {
        coroutines.add("c", scope, () -> order.add("rest"));
        coroutines.addHandler("b", scope, () -> order.add("handler"));
        coroutines.addCallback(scope, () -> order.add("callback"));

        coroutines.runUntilAllWait();

        assertThat(order).containsExactly("callback", "handler", "rest");
    }

    @Test
    void thoseThatAreReadyGoInTurns() {
        for (String name : List.of("a", "b", "c")) {
            coroutines.add(name, scope, () -> {
                for (int i = 1; i <= 3; i++) {
                    order.add(name + i);
                    coroutines.giveWay();
                }
            });
        }

        coroutines.runUntilAllWait();

        assertThat(order).containsExactly("a1", "b1", "c1", "a2", "b2", "c2", "a3", "b3", "c3");
        assertThat(coroutines.size()).isZero();
    }

    @Test
    void conditionsAreMetInTheOrderOfWaiting() {
        AtomicInteger level = new AtomicInteger();
        coroutines.add("high", scope, () -> {
            coroutines.await(() -> level.get() >= 2);
            order.add("high");
        });
        coroutines.add("low", scope, () -> {
            coroutines.await(() -> level.get() >= 1);
            order.add("low");
            level.set(2);
        });
        coroutines.runUntilAllWait();
        assertThat(order).isEmpty();

        level.set(1);
        coroutines.runUntilAllWait();

        assertThat(order).containsExactly("low", "high");
    }

    @Test
    void aConditionThatThrowsThrowsWhereItIsWaitedFor() {
        boolean[] broken = {false};
        coroutines.add("waits", scope, () -> {
            try {
                coroutines.await(() -> {
                    if (broken[0]) {
                        throw new IllegalStateException("broken");
                    }
                    return false;
                });
            } catch (IllegalStateException e) {
                order.add(e.getMessage());
            }
        });
        coroutines.runUntilAllWait();
        broken[0] = true;
        coroutines.runUntilAllWait();

        assertThat(order).containsExactly("broken");
    }

    @Test
    void anExceptionThatNobodyWaitsForEndsTheTask() {
        coroutines.add("fails", scope, () -> {
            throw new IllegalArgumentException("mine");
        });
        coroutines.add("never", scope, () -> order.add("never"));

        assertThatThrownBy(coroutines::runUntilAllWait).hasMessage("mine");
        assertThat(order).isEmpty();
    }

    @Test
    void oneRunsAtATimeInTheSameOrderWhateverTheThreadsDo() {
        List<String> first = interleaving();
        for (int i = 0; i < 20; i++) {
            assertThat(interleaving()).isEqualTo(first);
        }
    }

    /** Many coroutines that wake each other by seeded promises; fails when two of them run at the same time. */
    private List<String> interleaving() {
        Coroutines many = newCoroutines();
        ScopeNode root = ScopeNode.root(many);
        List<String> trace = new ArrayList<>();
        AtomicInteger running = new AtomicInteger();
        List<CoroutinePromise<Integer>> promises = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            promises.add(new CoroutinePromise<>(many, root));
        }
        for (int i = 0; i < 30; i++) {
            int number = i;
            Random random = new Random(number);
            many.add("c" + number, root, () -> {
                for (int step = 0; step < 10; step++) {
                    assertThat(running.incrementAndGet()).isEqualTo(1);
                    trace.add(number + "." + step);
                    promises.get(random.nextInt(30)).complete(number);
                    running.decrementAndGet();
                    if (random.nextBoolean()) {
                        many.giveWay();
                    } else {
                        trace.add(number + " got "
                                + promises.get(random.nextInt(15)).get());
                    }
                }
            });
        }
        many.runUntilAllWait();
        many.evict();
        return trace;
    }

    @Test
    void evictionLeavesNoThread() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        for (int i = 0; i < 100; i++) {
            coroutines.add("c" + i, scope, () -> {
                threads.add(Thread.currentThread());
                coroutines.await(() -> false);
            });
        }
        coroutines.runUntilAllWait();
        assertThat(coroutines.size()).isEqualTo(100);

        coroutines.evict();

        assertThat(coroutines.size()).isZero();
        assertThat(threads).hasSize(100).allSatisfy(thread -> thread.join(TIMEOUT));
        assertThat(threads).noneMatch(Thread::isAlive);
    }

    @Test
    void whatEndsLeavesItsThreadToTheNext() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        for (int i = 0; i < 1_000; i++) {
            coroutines.addHandler("h" + i, scope, () -> threads.add(Thread.currentThread()));
        }

        coroutines.runUntilAllWait();

        assertThat(threads).hasSize(1);
    }

    /** Coroutines whose history is told by {@code past}. */
    private Coroutines newCoroutines(BooleanSupplier past) {
        Coroutines made = new Coroutines(detector, new Guard(), UnaryOperator.identity(), past, () -> true);
        made.bind(coroutines.runtime(), made::failed);
        return made;
    }

    @Test
    void whatCameNextIsToldOnTheThreadThatWaitsForIt() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        List<CoroutinePromise<Integer>> promises = new ArrayList<>();
        Coroutines replayed = newCoroutines(() -> {
            threads.add(Thread.currentThread());
            return promises.size() < 100 && promises.getLast().complete(promises.size());
        });
        ScopeNode root = ScopeNode.root(replayed);
        replayed.add("waits", root, () -> {
            threads.add(Thread.currentThread());
            while (promises.size() < 100) {
                promises.add(new CoroutinePromise<>(replayed, root));
                order.add("got " + promises.getLast().get());
            }
        });

        replayed.runUntilAllWait();

        assertThat(order).hasSize(99).startsWith("got 1").endsWith("got 99");
        assertThat(threads).hasSize(1).doesNotContain(Thread.currentThread());
        replayed.evict();
    }

    @Test
    void conditionsAreAskedAgainWhenHistoryHasGoneOn() {
        AtomicInteger level = new AtomicInteger();
        Coroutines replayed = newCoroutines(() -> level.incrementAndGet() <= 3);
        replayed.add("waits", ScopeNode.root(replayed), () -> {
            replayed.await(() -> level.get() == 3);
            order.add("met");
        });

        replayed.runUntilAllWait();

        assertThat(order).containsExactly("met");
        replayed.evict();
    }

    @Test
    void historyThatCannotBeToldFailsTheTaskAndNotTheCodeThatWaits() {
        Coroutines replayed = newCoroutines(() -> {
            throw new IllegalStateException("a gap");
        });
        replayed.add("waits", ScopeNode.root(replayed), () -> {
            try {
                replayed.await(() -> false);
            } catch (RuntimeException e) {
                order.add(e.getMessage());
            }
        });

        assertThatThrownBy(replayed::runUntilAllWait).hasMessage("a gap");

        replayed.evict();
        assertThat(order).isEmpty();
    }

    @Test
    void whatMayBlockIsDoneByTheDriverWithItsInterruption() {
        List<Coroutines> made = new ArrayList<>();
        Coroutines replayed = newCoroutines(() -> {
            Thread driver = made.getFirst().byDriver(Thread::currentThread);
            boolean interrupted =
                    made.getFirst().byDriver(() -> Thread.currentThread().isInterrupted());
            order.add((driver == mainThread) + " " + interrupted);
            return false;
        });
        made.add(replayed);
        replayed.add("waits", ScopeNode.root(replayed), () -> replayed.await(() -> false));
        Thread.currentThread().interrupt();

        replayed.runUntilAllWait();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(order).containsExactly("true true");
        replayed.evict();
    }

    @Test
    void aDeadlockIsBrokenAndTheOthersAreUnwound() {
        // Also how long a coroutine may take to unwind, whatever else the machine does.
        DeadlockDetector impatient = new DeadlockDetector(Duration.ofMillis(500));
        Coroutines stuck = new Coroutines(impatient, new Guard(), UnaryOperator.identity(), () -> false, () -> true);
        stuck.bind(coroutines.runtime(), stuck::failed);
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        stuck.add("patient", ScopeNode.root(stuck), () -> {
            try {
                stuck.await(() -> false);
            } finally {
                order.add("unwound");
            }
        });
        stuck.add("blocks", ScopeNode.root(stuck), () -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        });

        assertThatThrownBy(stuck::runUntilAllWait)
                .isInstanceOf(DeadlockException.class)
                .hasMessageContaining("'blocks' goes on");
        stuck.evict();

        assertThat(order).containsExactly("unwound");
        assertThat(interrupted).satisfies(latch -> latch.await());
        impatient.close();
    }

    @Test
    void endlessComputingIsBrokenToo() {
        DeadlockDetector impatient = new DeadlockDetector(Duration.ofMillis(20));
        Coroutines stuck = new Coroutines(impatient, new Guard(), UnaryOperator.identity(), () -> false, () -> true);
        stuck.bind(coroutines.runtime(), stuck::failed);
        stuck.add("computes", ScopeNode.root(stuck), () -> {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
            }
        });

        assertThatThrownBy(stuck::runUntilAllWait)
                .isInstanceOf(DeadlockException.class)
                .hasMessageContaining("within 60 ms, but 'computes' goes on");
        stuck.evict();
        impatient.close();
    }
}
