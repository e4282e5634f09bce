package dev.weft.sdk.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.sdk.failure.ActivityFailure;
import dev.weft.sdk.failure.ApplicationFailure;
import dev.weft.sdk.failure.CanceledFailure;
import dev.weft.sdk.failure.ChildWorkflowFailure;
import dev.weft.sdk.scenario.ScriptedServer.Cache;
import dev.weft.sdk.workflow.ActivityStub;
import dev.weft.sdk.workflow.Async;
import dev.weft.sdk.workflow.CancellationScope;
import dev.weft.sdk.workflow.ChildWorkflowOptions;
import dev.weft.sdk.workflow.CompletablePromise;
import dev.weft.sdk.workflow.Functions;
import dev.weft.sdk.workflow.Promise;
import dev.weft.sdk.workflow.RetryOptions;
import dev.weft.sdk.workflow.Workflow;
import dev.weft.sdk.workflow.WorkflowSemaphore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PromisesTest {

    @ParameterizedTest
    @EnumSource(Cache.class)
    void callbacksMakeNewPromises(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, code -> {
            ActivityStub steps = Workflow.newUntypedActivityStub(code.options());
            Promise<String> base = steps.executeAsync("Step", String.class, "a");
            Promise<Integer> length = base.thenApply(String::length);
            Promise<String> composed = base.thenCompose(value -> steps.executeAsync("Undo", String.class, value));
            Promise<String> handled = steps.executeAsync("Fail", String.class, "x")
                    .handle((value, failure) -> failure == null
                            ? value
                            : "handled " + failure.getCause().getMessage());
            Promise<String> instead =
                    steps.executeAsync("Fail", String.class, "y").exceptionally(failure -> "instead");
            return length.get() + " " + composed.get() + " " + handled.get() + " " + instead.get();
        })) {
            server.task();
            server.completeActivity("Step", "four").task();
            server.failActivity("Fail", ApplicationFailure.of("bad", "Bad"));
            server.failActivity("Fail", ApplicationFailure.of("worse", "Bad")).task();
            server.completeActivity("Undo", "undone").task();

            assertThat(server.result(String.class)).isEqualTo("4 undone handled bad instead");
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void theFirstOfManyWinsAndOneFailureFailsAll(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, code -> {
            Promise<String> step = Async.function(code.steps::step, "a");
            Promise<?> timer = Workflow.newTimer(Duration.ofHours(1));
            Object first = Promise.anyOf(step, timer).get();
            RuntimeException failure =
                    Promise.allOf(timer, Async.function(code.steps::undo, "b")).getFailure();
            return first + " " + failure.getCause().getMessage() + " " + timer.isCompleted();
        })) {
            server.task().completeActivity("Step", "won").task();
            server.failActivity("Undo", ApplicationFailure.of("lost", "Lost")).task();

            assertThat(server.result(String.class)).isEqualTo("won lost false");
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void waitsMayBeBounded(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, code -> {
            CompletablePromise<String> promise = Workflow.newPromise();
            try {
                return promise.get(Duration.ofSeconds(3));
            } catch (TimeoutException e) {
                Async.procedure(() -> promise.complete("late"));
                return promise.get() + " " + promise.complete("again");
            }
        })) {
            server.task().fireTimer().task();

            assertThat(server.result(String.class)).isEqualTo("late false");
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void exceptionsOfCoroutinesComeOutOfTheirPromise(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, code -> {
            Promise<?> failed = Async.procedure(() -> {
                throw new IOException("checked");
            });
            Promise<?> own = Workflow.newFailedPromise(new IllegalStateException("own"));
            return failed.getFailure().getMessage() + " " + own.getFailure().getMessage() + " "
                    + Workflow.newPromise("value").get();
        })) {
            server.task();

            assertThat(server.result(String.class)).isEqualTo("checked own value");
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void aSemaphoreBoundsWhatRunsAtTheSameTime(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, code -> {
            WorkflowSemaphore two = Workflow.newSemaphore(2);
            List<Promise<String>> all = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                int number = i;
                all.add(Async.function(() -> {
                    two.acquire();
                    try {
                        return code.steps.step("s" + number);
                    } finally {
                        two.release();
                    }
                }));
            }
            Promise.allOf(all).get();
            return all.stream().map(Promise::get).toList();
        })) {
            server.task();
            for (int i = 0; i < 5; i++) {
                assertThat(server.pendingActivities()).isEqualTo(Math.min(2, 5 - i));
                server.completeActivity("Step", "r" + i).task();
            }

            assertThat(server.result(List.class)).isEqualTo(List.of("r0", "r1", "r2", "r3", "r4"));
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void aBoundedWaitGivesUpWhenItsScopeIsCanceled(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, code -> {
            Promise<String> never = Workflow.newPromise();
            CancellationScope scope = Workflow.newCancellationScope(() -> never.get(Duration.ofHours(1)));
            CancellationScope other = Workflow.newCancellationScope(() -> never.cancellableGet());
            Promise<?> bounded = Async.procedure(scope::run);
            Promise<?> unbounded = Async.procedure(other::run);
            Workflow.sleep(Duration.ofSeconds(1));
            scope.cancel();
            other.cancel();
            return (bounded.getFailure() instanceof CanceledFailure) + " "
                    + (unbounded.getFailure() instanceof CanceledFailure);
        })) {
            server.task().fireTimerOf(Duration.ofSeconds(1)).task();

            assertThat(server.result(String.class)).isEqualTo("true true");
            assertThat(server.pendingTimers()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void aFunctionIsRetriedAsynchronously(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, code -> {
            ActivityStub steps = Workflow.newUntypedActivityStub(code.options());
            RetryOptions twice = RetryOptions.DEFAULT.withMaximumAttempts(2);
            Promise<String> first = Async.retry(twice, () -> steps.executeAsync("Step", String.class, "a"));
            Promise<String> second = Async.retry(twice, () -> steps.executeAsync("Undo", String.class, "b"));
            return first.get() + " " + second.getFailure().getCause().getMessage();
        })) {
            server.task();
            server.failActivity("Step", ApplicationFailure.of("once", "Bad"));
            server.failActivity("Undo", ApplicationFailure.of("once", "Bad")).task();
            server.fireTimer().fireTimer().task();
            server.completeActivity("Step", "done");
            server.failActivity("Undo", ApplicationFailure.of("twice", "Bad")).task();

            assertThat(server.result(String.class)).isEqualTo("done twice");
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void retriesEndWhenTheyWouldExpire(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, code -> {
            int[] attempts = {0};
            try {
                return Workflow.retry(
                        RetryOptions.DEFAULT.withInitialInterval(Duration.ofSeconds(4)), Duration.ofSeconds(10), () -> {
                            attempts[0]++;
                            throw new IllegalStateException("attempt " + attempts[0]);
                        });
            } catch (IllegalStateException e) {
                return e.getMessage();
            }
        })) {
            server.task().fireTimer().task();

            assertThat(server.result(String.class)).isEqualTo("attempt 2");
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void aFailureThatIsNotToBeRetriedIsNotThoughAnActivityOrChildBringsIt(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, code -> {
            RetryOptions options = RetryOptions.DEFAULT.withDoNotRetry("Declined");
            List<String> ends = new ArrayList<>();
            ends.add(causeOf(() -> Workflow.retry(options, () -> code.steps.step("a"))));
            ends.add(causeOf(() -> Workflow.retry(options, () -> code.steps.step("b"))));
            ends.add(causeOf(() -> Workflow.retry(
                    options, () -> Workflow.newUntypedChildWorkflowStub("Review", ChildWorkflowOptions.DEFAULT)
                            .execute(String.class))));
            return ends;
        })) {
            server.task();
            server.failActivity("Step", ApplicationFailure.of("declined", "Declined"))
                    .task();
            server.failActivity("Step", ApplicationFailure.nonRetryable("final", "Final"))
                    .task();
            server.startChild("Review")
                    .failChild("Review", ApplicationFailure.of("child", "Declined"))
                    .task();

            assertThat(server.result(String[].class)).containsExactly("declined", "final", "child");
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void whatIsCanceledIsNotRetried(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, code -> {
            CancellationScope[] scope = new CancellationScope[1];
            Promise<?>[] step = new Promise<?>[1];
            scope[0] = Workflow.newCancellationScope(() -> step[0] = Async.function(code.steps::step, "a"));
            scope[0].run();
            Promise<String> retried = Async.retry(RetryOptions.DEFAULT, () -> (Promise<String>) step[0]);
            Workflow.await(() -> !code.notes.isEmpty());
            scope[0].cancel("not wanted");
            return retried.getFailure().getCause().getMessage();
        })) {
            server.task().signal("note", "stop").task();

            assertThat(server.result(String.class)).isEqualTo("The scope was canceled: not wanted");
        }
    }

    private static String causeOf(Functions.Func<String> function) throws Exception {
        try {
            return function.apply();
        } catch (ActivityFailure | ChildWorkflowFailure e) {
            return ((ApplicationFailure) e.getCause()).getMessage();
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void aConditionThatThrowsEndsItsTimer(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, AWAITING)) {
            server.task().signal("note", "go").task();

            assertThat(server.story()).endsWith("TimerCanceled", "ActivityTaskScheduled");
        }
    }

    /** Goes on when its condition throws. */
    static final Lambdas.Body AWAITING = code -> {
        try {
            return Workflow.await(Duration.ofHours(1), () -> {
                if (!code.notes.isEmpty()) {
                    throw new IllegalStateException("broken");
                }
                return false;
            });
        } catch (IllegalStateException e) {
            return code.steps.step(e.getMessage());
        }
    };
}
