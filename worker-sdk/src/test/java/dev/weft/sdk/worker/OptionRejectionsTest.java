package dev.weft.sdk.worker;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.weft.sdk.activity.ActivityInterface;
import dev.weft.sdk.client.ClientOptions;
import java.time.Duration;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that options of this package refuse, each with its sentence. */
class OptionRejectionsTest {
    private static final Duration NEGATIVE = Duration.ofSeconds(-1);
    private static final Duration FOR_EVER = Duration.ofSeconds(Long.MAX_VALUE);
    private static final WorkerOptions WORKER = WorkerOptions.DEFAULT;
    private static final WorkerFactoryOptions FACTORY = WorkerFactoryOptions.DEFAULT;

    static Stream<Arguments> workerOptions() {
        return Stream.of(
                refusal(() -> WORKER.withSlots(0, 1), "Expected workflowTaskSlots of at least 1, but got 0"),
                refusal(() -> WORKER.withSlots(1, 0), "Expected activitySlots of at least 1, but got 0"),
                refusal(() -> WORKER.withPollers(0, 1), "Expected workflowPollers of at least 1, but got 0"),
                refusal(() -> WORKER.withPollers(1, -1), "Expected activityPollers of at least 1, but got -1"),
                refusal(() -> WORKER.withLocalActivitySlots(0), "Expected localActivitySlots of at least 1, but got 0"),
                refusal(() -> WORKER.withEagerActivities(-1), "Expected eagerActivities of 0 or more, but got -1"),
                refusal(
                        () -> WORKER.withPollWait(Duration.ofMillis(99)),
                        "Expected a pollWait of 100 ms to 60 s, but got PT0.099S"),
                refusal(
                        () -> WORKER.withPollWait(Duration.ofSeconds(61)),
                        "Expected a pollWait of 100 ms to 60 s, but got PT1M1S"));
    }

    @ParameterizedTest
    @MethodSource("workerOptions")
    void workerOptionsThatCannotBeAreRefused(ThrowingCallable attempt, String sentence) {
        assertThatIllegalArgumentException().isThrownBy(attempt).withMessage(sentence);
    }

    static Stream<Arguments> workerFactoryOptions() {
        return Stream.of(
                refusal(() -> FACTORY.withCacheBytes(-1), "Expected cacheBytes of 0 or more, but got -1"),
                refusal(
                        () -> FACTORY.withDeadlockTimeout(Duration.ofMillis(9)),
                        "Expected a deadlockTimeout of at least 10 ms, but got PT0.009S"),
                refusal(
                        () -> FACTORY.withGracePeriod(NEGATIVE),
                        "Expected a gracePeriod of zero or more, but got PT-1S"),
                refusal(
                        () -> FACTORY.withGracePeriod(FOR_EVER),
                        "Expected a gracePeriod of at most 100 years, but got PT2562047788015215H30M7S"),
                refusal(
                        () -> FACTORY.withDeadlockTimeout(FOR_EVER),
                        "Expected a deadlockTimeout of at most 100 years, but got PT2562047788015215H30M7S"));
    }

    @ParameterizedTest
    @MethodSource("workerFactoryOptions")
    void workerFactoryOptionsThatCannotBeAreRefused(ThrowingCallable attempt, String sentence) {
        assertThatIllegalArgumentException().isThrownBy(attempt).withMessage(sentence);
    }

    @Test
    void aWorkerNeedsTheNameOfATaskQueue() {
        try (WorkerFactory factory = WorkerFactory.newInstance(ClientOptions.of("http://localhost:1"), FACTORY)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> factory.newWorker(" "))
                    .withMessage("Expected a task queue, but it is blank");
        }
    }

    private static Arguments refusal(ThrowingCallable attempt, String sentence) {
        return arguments(attempt, sentence);
    }

    @ActivityInterface
    interface Nothing {
        void doNothing();
    }

    @Test
    void workersAndWhatTheyRunAreNamedBeforeTheStart() {
        try (WorkerFactory factory = WorkerFactory.newInstance(
                ClientOptions.of("http://localhost:1"), FACTORY.withGracePeriod(Duration.ZERO))) {
            Worker worker = factory.newWorker("one").registerActivitiesImplementations((Nothing) () -> {});
            assertThatIllegalStateException()
                    .isThrownBy(() -> factory.newWorker("one"))
                    .withMessage("Expected one worker for each task queue, but there is one for one already");

            factory.start();

            assertThatIllegalStateException()
                    .isThrownBy(() -> factory.newWorker("two"))
                    .withMessage("Expected new workers before the factory is started, but it runs");
            assertThatIllegalStateException()
                    .isThrownBy(() -> worker.registerActivitiesImplementations((Nothing) () -> {}))
                    .withMessage(
                            "Expected the worker of task queue one to get its workflows and activities before it is"
                                    + " started, but it runs");
        }
    }
}
