package dev.weft.testing.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.sdk.client.WorkflowClient;
import dev.weft.sdk.workflow.Async;
import dev.weft.sdk.workflow.CompletablePromise;
import dev.weft.sdk.workflow.Promise;
import dev.weft.sdk.workflow.RetryOptions;
import dev.weft.sdk.workflow.SignalMethod;
import dev.weft.sdk.workflow.Workflow;
import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowLock;
import dev.weft.sdk.workflow.WorkflowMethod;
import dev.weft.sdk.workflow.WorkflowSemaphore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Coroutines of one workflow: locks, semaphores, promises. */
final class ConcurrencyBehaviours {
    private ConcurrencyBehaviours() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.of(
                        "a lock lets one coroutine in at a time",
                        stage -> assertThat(stage.stub(Till.class).run(4)).isEqualTo("most at a time: 1"),
                        TillRun.class),
                Scenario.of(
                        "a semaphore lets as many coroutines in as it has permits",
                        stage -> assertThat(stage.stub(Till.class).run(-3)).isEqualTo("most at a time: 3")),
                Scenario.of(
                        "promises are combined",
                        stage -> assertThat(stage.stub(Combined.class).run()).isEqualTo("fast, 14, fell back, 9"),
                        CombinedRun.class),
                Scenario.of(
                        "a promise is completed by a signal",
                        stage -> {
                            Answered answered = stage.stub(Answered.class);
                            WorkflowClient.start(() -> answered.run());
                            answered.answer("yes");
                            assertThat(stage.untyped().<String>getResult(String.class))
                                    .isEqualTo("yes");
                        },
                        AnsweredRun.class),
                Scenario.of(
                        "a step made of several is tried again as a whole",
                        stage -> assertThat(stage.stub(Persistent.class).run()).isEqualTo("tries: 3"),
                        PersistentRun.class));
    }

    @WorkflowInterface
    public interface Till {
        @WorkflowMethod(name = "ConcurrentTill")
        String run(int customers);
    }

    /** With a lock; for a negative number with a semaphore of as many permits. */
    public static final class TillRun implements Till {
        private final Deeds deeds = Workflow.newActivityStub(Deeds.class, Deeds.SOON);
        private int inside;
        private int most;

        @Override
        public String run(int customers) {
            WorkflowLock lock = Workflow.newLock();
            WorkflowSemaphore semaphore = Workflow.newSemaphore(Math.max(1, -customers));
            List<Promise<?>> served = new ArrayList<>();
            for (int customer = 0; customer < 5; customer++) {
                served.add(Async.procedure(() -> {
                    if (customers > 0) {
                        lock.lock();
                    } else {
                        semaphore.acquire();
                    }
                    most = Math.max(most, ++inside);
                    deeds.echo("pay");
                    inside--;
                    if (customers > 0) {
                        lock.unlock();
                    } else {
                        semaphore.release();
                    }
                }));
            }
            Promise.allOf(served).get();
            return "most at a time: " + most;
        }
    }

    @WorkflowInterface
    public interface Combined {
        @WorkflowMethod(name = "ConcurrentCombined")
        String run();
    }

    public static final class CombinedRun implements Combined {
        private final Deeds deeds = Workflow.newActivityStub(Deeds.class, Deeds.SOON);

        @Override
        public String run() {
            Promise<String> slow = Workflow.newTimer(Duration.ofHours(1)).thenApply(unused -> "slow");
            Promise<String> fast = Async.function(deeds::echo, "fast");
            Object first = Promise.anyOf(slow, fast).get();
            Promise<Integer> sum = Async.function(deeds::square, 2)
                    .thenCompose(four -> Async.function(deeds::square, 3).thenApply(nine -> nine + four + 1));
            String fallback = Async.function(deeds::refuse, "Broken")
                    .exceptionally(failure -> "fell back")
                    .get();
            Integer handled = Async.function(deeds::square, 3)
                    .handle((value, failure) -> failure == null ? value : Integer.valueOf(-1))
                    .get();
            return first + ", " + sum.get() + ", " + fallback + ", " + handled;
        }
    }

    @WorkflowInterface
    public interface Answered {
        @WorkflowMethod(name = "ConcurrentAnswered")
        String run();

        @SignalMethod
        void answer(String word);
    }

    public static final class AnsweredRun implements Answered {
        private final CompletablePromise<String> answer = Workflow.newPromise();

        @Override
        public String run() {
            return answer.get();
        }

        @Override
        public void answer(String word) {
            answer.complete(word);
        }
    }

    @WorkflowInterface
    public interface Persistent {
        @WorkflowMethod(name = "ConcurrentPersistent")
        String run();
    }

    public static final class PersistentRun implements Persistent {
        private final Deeds deeds = Workflow.newActivityStub(Deeds.class, Deeds.SOON);
        private int tries;

        @Override
        public String run() {
            RetryOptions soon = RetryOptions.DEFAULT.withInitialInterval(Duration.ofMillis(30));
            return Workflow.retry(soon, () -> {
                tries++;
                deeds.echo("first part");
                if (tries < 3) {
                    throw new IllegalStateException("second part failed");
                }
                return "tries: " + tries;
            });
        }
    }
}
