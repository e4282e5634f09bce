package dev.weft.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weft.sdk.client.WorkflowClient;
import dev.weft.sdk.client.WorkflowOptions;
import dev.weft.sdk.workflow.SignalMethod;
import dev.weft.sdk.workflow.UpdateMethod;
import dev.weft.sdk.workflow.Workflow;
import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TimeSkippingTest {
    private static final String QUEUE = "sleepers";
    private static final Instant BEGIN = Instant.parse("2030-02-28T23:59:00Z");

    private final TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.DEFAULT.withInitialTime(BEGIN).withPatience(Duration.ofMillis(300)));

    @WorkflowInterface
    public interface Sleeper {
        @WorkflowMethod
        Instant sleep(Duration duration);

        @SignalMethod
        void wake();

        @UpdateMethod
        Instant snore(Duration duration);
    }

    public static final class Sleeping implements Sleeper {
        private boolean awake;

        @Override
        public Instant sleep(Duration duration) {
            if (duration.isZero()) {
                Workflow.await(() -> awake);
            } else {
                Workflow.await(duration, () -> awake);
            }
            return now();
        }

        @Override
        public void wake() {
            awake = true;
        }

        @Override
        public Instant snore(Duration duration) {
            Workflow.sleep(duration);
            return now();
        }

        private static Instant now() {
            return Instant.ofEpochMilli(Workflow.currentTimeMillis());
        }
    }

    @BeforeEach
    void start() {
        environment.newWorker(QUEUE).registerWorkflowImplementationTypes(Sleeping.class);
        environment.start();
    }

    @AfterEach
    void close() {
        environment.close();
    }

    private Sleeper sleeper(String id) {
        return environment
                .getWorkflowClient()
                .newWorkflowStub(
                        Sleeper.class, WorkflowOptions.onTaskQueue(QUEUE).withWorkflowId(id));
    }

    @Test
    void aWorkflowThatSleepsThirtyDaysEndsThirtyDaysLater() {
        Instant end = sleeper("s").sleep(Duration.ofDays(30));

        assertThat(end).isEqualTo(BEGIN.plus(Duration.ofDays(30)));
        assertThat(environment.now()).isEqualTo(end);
        assertThat(environment.currentTimeMillis()).isEqualTo(end.toEpochMilli());
    }

    @Test
    void timeStandsStillWhileTheTestDoesNotWait() {
        Sleeper sleeper = sleeper("s");
        WorkflowClient.start(() -> sleeper.sleep(Duration.ofSeconds(1)));
        sleeper.wake();

        assertThat(WorkflowClient.untyped(sleeper).<Instant>getResult(Instant.class))
                .isEqualTo(BEGIN);
    }

    @Test
    void sleepOfTheEnvironmentLetsTimeSkipForWorkflows() {
        Sleeper sleeper = sleeper("s");
        WorkflowClient.start(() -> sleeper.sleep(Duration.ofHours(5)));

        environment.sleep(Duration.ofHours(6));

        assertThat(environment.now()).isEqualTo(BEGIN.plus(Duration.ofHours(6)));
        assertThat(WorkflowClient.untyped(sleeper).describe().closeTime()).isEqualTo(BEGIN.plus(Duration.ofHours(5)));
    }

    @Test
    void anUpdateThatWaitsLetsTimeSkip() {
        Sleeper sleeper = sleeper("s");
        WorkflowClient.start(() -> sleeper.sleep(Duration.ofDays(1)));

        assertThat(sleeper.snore(Duration.ofHours(1))).isEqualTo(BEGIN.plus(Duration.ofHours(1)));
        assertThat(environment.now()).isEqualTo(BEGIN.plus(Duration.ofHours(1)));
    }

    @Test
    void delayedCallbacksRunInTheOrderOfTheirTimes() {
        List<String> happened = new CopyOnWriteArrayList<>();
        Sleeper sleeper = sleeper("s");
        environment.registerDelayedCallback(Duration.ofHours(3), () -> {
            happened.add("third at " + Duration.between(BEGIN, environment.now()));
            sleeper.wake();
        });
        environment.registerDelayedCallback(
                Duration.ofHours(1), () -> happened.add("first at " + Duration.between(BEGIN, environment.now())));
        environment.registerDelayedCallback(Duration.ofHours(2), () -> {
            environment.sleep(Duration.ofMinutes(30));
            happened.add("second at " + Duration.between(BEGIN, environment.now()));
        });

        Instant end = sleeper.sleep(Duration.ofDays(1));

        assertThat(happened).containsExactly("first at PT1H", "second at PT2H30M", "third at PT3H");
        assertThat(end).isEqualTo(BEGIN.plus(Duration.ofHours(3)));
    }

    @Test
    void whatACallbackThrowsFailsTheWaitOfTheTest() {
        environment.registerDelayedCallback(Duration.ofHours(1), () -> {
            throw new AssertionError("not as expected");
        });

        assertThatThrownBy(() -> sleeper("s").sleep(Duration.ofDays(1)))
                .isInstanceOf(AssertionError.class)
                .hasMessage("not as expected");
    }

    @Test
    void whatACallbackThrowsIsNotLostWhenNobodyWaits() {
        TestWorkflowEnvironment other = TestWorkflowEnvironment.newInstance();
        AtomicReference<Thread> callback = new AtomicReference<>();
        other.registerDelayedCallback(Duration.ZERO, () -> {
            callback.set(Thread.currentThread());
            throw new IllegalStateException("nobody waits");
        });
        await().until(() -> callback.get() != null && !callback.get().isAlive());

        assertThatThrownBy(other::close).hasMessage("nobody waits");
    }

    @Test
    void aBackgroundResultLetsTimeSkipOnceItIsJoined() {
        Sleeper first = sleeper("first");
        Sleeper second = sleeper("second");
        CompletableFuture<Instant> ends = WorkflowClient.execute(() -> first.sleep(Duration.ofDays(3)));
        CompletableFuture<Duration> took = WorkflowClient.execute(() -> second.sleep(Duration.ofDays(1)))
                .thenApply(end -> Duration.between(BEGIN, end));
        assertThat(environment.now()).isEqualTo(BEGIN);

        assertThat(took.join()).isEqualTo(Duration.ofDays(1));
        assertThat(environment.now()).isEqualTo(BEGIN.plus(Duration.ofDays(1)));
        assertThat(ends.join()).isEqualTo(BEGIN.plus(Duration.ofDays(3)));
    }

    @Test
    void lockedTimeDoesNotSkipButPasses() {
        Sleeper sleeper = sleeper("s");
        environment.lockTimeSkipping();

        Instant end = sleeper.sleep(Duration.ofMillis(150));

        assertThat(end).isAfterOrEqualTo(BEGIN.plusMillis(150));
        assertThat(environment.now()).isBefore(BEGIN.plus(Duration.ofHours(1)));
    }

    @Test
    void timeSkipsAgainWhenItIsUnlockedAsOftenAsItWasLocked() {
        environment.lockTimeSkipping();
        environment.lockTimeSkipping();
        environment.unlockTimeSkipping();
        environment.unlockTimeSkipping();

        assertThat(sleeper("s").sleep(Duration.ofDays(365))).isAfterOrEqualTo(BEGIN.plus(Duration.ofDays(365)));
        assertThatThrownBy(environment::unlockTimeSkipping)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Expected time skipping to be locked, but it is not");
    }

    @Test
    void aWaitForWhatCannotHappenFailsAndSaysWhatIsMissing() {
        assertThatThrownBy(() -> sleeper("forgotten").sleep(Duration.ZERO))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expected something to happen that the test waits for, but nothing is due:")
                .hasMessageContaining("workflow forgotten (Sleeper) is RUNNING and waits for a message or a condition");
    }

    @Test
    void aTaskQueueWithoutAWorkerIsNamed() {
        Sleeper lost = environment
                .getWorkflowClient()
                .newWorkflowStub(
                        Sleeper.class, WorkflowOptions.onTaskQueue("typo").withWorkflowId("lost"));

        assertThatThrownBy(() -> lost.sleep(Duration.ofDays(1)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("task queue typo has a task of workflow lost, but no worker for workflows");
    }

    @Test
    void aNegativeDelayIsRefused() {
        assertThatThrownBy(() -> environment.registerDelayedCallback(Duration.ofMillis(-1), () -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected a delay of zero or more, but got PT-0.001S");
    }

    @Test
    void futuresThatAreJoinedTogetherEndToo() {
        try (TestWorkflowEnvironment hasty = TestWorkflowEnvironment.newInstance(
                TestEnvironmentOptions.DEFAULT.withPatience(Duration.ofMillis(50)))) {
            hasty.newWorker(QUEUE).registerWorkflowImplementationTypes(Sleeping.class);
            hasty.start();
            List<CompletableFuture<Instant>> ends = Stream.of(2, 3)
                    .map(days -> {
                        Sleeper sleeper = hasty.getWorkflowClient()
                                .newWorkflowStub(Sleeper.class, WorkflowOptions.onTaskQueue(QUEUE));
                        return WorkflowClient.execute(() -> sleeper.sleep(Duration.ofDays(days)));
                    })
                    .toList();

            CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new)).join();

            assertThat(Duration.between(ends.getFirst().join(), ends.getLast().join()))
                    .isEqualTo(Duration.ofDays(1));
        }
    }

    @Test
    void futuresThatAreJoinedTogetherFailWhenNothingIsDue() {
        try (TestWorkflowEnvironment hasty = TestWorkflowEnvironment.newInstance(
                TestEnvironmentOptions.DEFAULT.withPatience(Duration.ofMillis(50)))) {
            hasty.start();
            Sleeper sleeper =
                    hasty.getWorkflowClient().newWorkflowStub(Sleeper.class, WorkflowOptions.onTaskQueue("nobody"));
            CompletableFuture<?> end = WorkflowClient.execute(() -> sleeper.sleep(Duration.ofDays(1)));

            assertThatThrownBy(() -> CompletableFuture.allOf(end).join())
                    .hasCauseInstanceOf(AssertionError.class)
                    .hasMessageContaining("but no worker for workflows");
        }
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> environment.sleep(Duration.ofSeconds(-1)))
                .hasMessage("Expected a duration of zero or more, but got PT-1S");
        assertThatThrownBy(() -> TestEnvironmentOptions.DEFAULT.withPatience(Duration.ZERO))
                .hasMessage("Expected patience of more than zero, but got PT0S");
    }
}
