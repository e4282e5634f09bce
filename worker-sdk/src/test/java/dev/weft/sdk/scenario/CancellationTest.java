package dev.weft.sdk.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.event.ActivityEvent.ActivityTaskCancelRequested;
import dev.weft.core.event.TimerEvent;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionCanceled;
import dev.weft.core.model.FailureInfo;
import dev.weft.sdk.failure.ActivityFailure;
import dev.weft.sdk.failure.CanceledFailure;
import dev.weft.sdk.scenario.ScriptedServer.Cache;
import dev.weft.sdk.workflow.ActivityCancellationType;
import dev.weft.sdk.workflow.Async;
import dev.weft.sdk.workflow.CancellationScope;
import dev.weft.sdk.workflow.ChildCancellationType;
import dev.weft.sdk.workflow.ChildWorkflowOptions;
import dev.weft.sdk.workflow.CompletablePromise;
import dev.weft.sdk.workflow.Functions.Proc1;
import dev.weft.sdk.workflow.Promise;
import dev.weft.sdk.workflow.SignalMethod;
import dev.weft.sdk.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CancellationTest {

    @ParameterizedTest
    @EnumSource(Cache.class)
    void aCancelRequestEndsTheSleepAndTheWorkflow(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, code -> {
            Workflow.sleep(Duration.ofDays(1));
            return "never";
        })) {
            server.task().cancel("enough").task();

            assertThat(server.story())
                    .endsWith("WorkflowExecutionCancelRequested", "TimerCanceled", "WorkflowExecutionCanceled");
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void aCancelRequestOfTheFirstTaskStopsTheFirstActivity(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, code -> code.steps.step("a"))) {
            server.cancel("early").task();

            assertThat(server.story())
                    .containsExactly(
                            "WorkflowExecutionStarted",
                            "WorkflowExecutionCancelRequested",
                            "WorkflowExecutionCanceled");
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void cleaningUpRunsInADetachedScope(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, code -> {
            try {
                Workflow.await(() -> !code.notes.isEmpty());
                return "never";
            } catch (CanceledFailure e) {
                Workflow.newDetachedCancellationScope(() -> code.steps.undo("a"))
                        .run();
                throw e;
            }
        })) {
            server.task().cancel("enough").task();
            server.completeActivity("Undo", "done").task();

            assertThat(server.last(WorkflowExecutionCanceled.class)).isNotNull();
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void tryCancelGoesOnAtOnce(Cache cache) {
        try (ScriptedServer server =
                Lambdas.started(cache, code -> cancelled(code, ActivityCancellationType.TRY_CANCEL))) {
            server.task().signal("note", "stop").task();

            assertThat(server.result(String.class)).isEqualTo("CANCEL_REQUESTED");
            assertThat(server.count(e -> e instanceof ActivityTaskCancelRequested))
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void waitCancellationCompletedWaitsForTheOutcome(Cache cache) {
        try (ScriptedServer server =
                Lambdas.started(cache, code -> cancelled(code, ActivityCancellationType.WAIT_CANCELLATION_COMPLETED))) {
            server.task().signal("note", "stop").task();
            assertThat(server.story()).endsWith("ActivityTaskCancelRequested");
            server.cancelActivity("Step").task();

            assertThat(server.result(String.class)).isEqualTo("CANCEL_REQUESTED");
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void anActivityMayCompleteInSpiteOfTheRequest(Cache cache) {
        try (ScriptedServer server =
                Lambdas.started(cache, code -> cancelled(code, ActivityCancellationType.WAIT_CANCELLATION_COMPLETED))) {
            server.task().signal("note", "stop").task();
            server.completeActivity("Step", "finished").task();

            assertThat(server.result(String.class)).isEqualTo("finished");
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void abandonedActivitiesGoOnUnheard(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, code -> {
            String first = cancelled(code, ActivityCancellationType.ABANDON);
            return first + " " + code.steps.undo("x");
        })) {
            server.task().signal("note", "stop").task();
            server.completeActivity("Step", "unheard").task();
            server.completeActivity("Undo", "undone").task();

            assertThat(server.result(String.class)).isEqualTo("CANCEL_REQUESTED undone");
            assertThat(server.count(e -> e instanceof ActivityTaskCancelRequested))
                    .isZero();
        }
    }

    private static String cancelled(Lambdas.Code code, ActivityCancellationType type) {
        Promise<?>[] step = new Promise<?>[1];
        CancellationScope scope = Workflow.newCancellationScope(() -> {
            step[0] = Async.function(code.steps(code.options().withCancellationType(type))::step, "a");
        });
        scope.run();
        Workflow.await(() -> !code.notes.isEmpty());
        scope.cancel("not wanted");
        try {
            return (String) step[0].get();
        } catch (ActivityFailure e) {
            assertThat(e.getCause()).isInstanceOf(CanceledFailure.class);
            return e.retryState().name();
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void whatWasNotSentIsTakenBack(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, code -> {
            Promise<?>[] begun = new Promise<?>[2];
            CancellationScope scope = Workflow.newCancellationScope(() -> {
                begun[0] = Workflow.newTimer(Duration.ofHours(1));
                begun[1] = Workflow.newUntypedActivityStub(code.options()).executeAsync("Step", String.class, "a");
            });
            scope.run();
            scope.cancel("changed my mind");
            return begun[0].getFailure().getMessage() + "; "
                    + begun[1].getFailure().getCause().getMessage();
        })) {
            server.task();

            assertThat(server.story()).containsExactly("WorkflowExecutionStarted", "WorkflowExecutionCompleted");
            assertThat(server.result(String.class))
                    .isEqualTo("The scope was canceled: changed my mind; The scope was canceled: changed my mind");
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void nestedScopesAreCanceledWithTheirParentAndDetachedOnesAreNot(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, code -> {
            CancellationScope[] scopes = new CancellationScope[2];
            CancellationScope outer = Workflow.newCancellationScope(scope -> {
                scopes[0] = Workflow.newCancellationScope(() -> Workflow.newTimer(Duration.ofHours(1)));
                scopes[1] = Workflow.newDetachedCancellationScope(() -> Workflow.newTimer(Duration.ofHours(2)));
                scopes[0].run();
                scopes[1].run();
            });
            outer.run();
            Workflow.await(() -> !code.notes.isEmpty());
            outer.cancel("over");
            return scopes[0].isCancelRequested() + " " + scopes[1].isCancelRequested();
        })) {
            server.task().signal("note", "go").task();

            assertThat(server.result(String.class)).isEqualTo("true false");
            assertThat(server.count(e -> e instanceof TimerEvent.TimerCanceled)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void aCancellationThatNobodyAskedForIsAFailure(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, code -> {
            throw new CanceledFailure("my own");
        })) {
            server.task();

            assertThat(server.failure().chain().getFirst()).isInstanceOf(FailureInfo.Canceled.class);
        }
    }

    // ---- handlers

    @ParameterizedTest
    @EnumSource(Cache.class)
    void aHandlerWhoseActivityIsCanceledDoesNotEndTheWorkflowBeforeItsCompensation(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, compensating(code -> code.steps.step("a")))) {
            server.task().signal("add").task().cancel("enough").task();
            server.completeActivity("Undo", "done").task();

            assertThat(server.story())
                    .endsWith("ActivityTaskStarted", "ActivityTaskCompleted", "WorkflowExecutionCanceled");
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void aHandlerWhoseChildIsCanceledDoesNotEndTheWorkflowBeforeItsCompensation(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, compensating(code -> Workflow.newUntypedChildWorkflowStub(
                        "Review", ChildWorkflowOptions.DEFAULT.withCancellationType(ChildCancellationType.TRY_CANCEL))
                .execute(String.class, "a")))) {
            server.task().signal("add").task().startChild("Review").task();
            server.cancel("enough").task();
            server.completeActivity("Undo", "done").task();

            assertThat(server.story())
                    .endsWith("ActivityTaskStarted", "ActivityTaskCompleted", "WorkflowExecutionCanceled");
        }
    }

    /** Undoes when it is cancelled, while {@code handler} may be under way. */
    static Lambdas.Body compensating(Proc1<Lambdas.Code> handler) {
        return code -> {
            Workflow.registerListener(new Object() {
                @SignalMethod
                public void add() throws Exception {
                    handler.apply(code);
                }
            });
            try {
                Workflow.await(() -> false);
                return "never";
            } catch (CanceledFailure e) {
                Workflow.newDetachedCancellationScope(() -> code.steps.undo("all"))
                        .run();
                throw e;
            }
        };
    }

    // ---- listening

    @ParameterizedTest
    @EnumSource(Cache.class)
    void whoListensToTheCancellationOfAScopeHearsOfItThoughNobodyKnowsTheScope(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, code -> {
            List<String> heard = new ArrayList<>();
            Workflow.newCancellationScope(outer -> Workflow.newCancellationScope(
                                    inner -> inner.cancellationRequest().thenApply(heard::add))
                            .run())
                    .run();
            System.gc();
            try {
                Workflow.await(() -> false);
            } catch (CanceledFailure e) {
                heard.add("main");
            }
            return heard;
        })) {
            server.task().cancel("enough").task();

            assertThat(server.result(String[].class)).containsExactly("enough", "main");
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void aPromiseIsCompletedFromTheCancellationOfAScopeThatNobodyKnows(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, code -> {
            CompletablePromise<String> request = Workflow.newPromise();
            Workflow.newCancellationScope(scope -> request.completeFrom(scope.cancellationRequest()))
                    .run();
            Promise<?> first = Promise.anyOf(race());
            System.gc();
            String[] heard = new String[2];
            Workflow.newDetachedCancellationScope(() -> {
                        heard[0] = request.get();
                        heard[1] = (String) first.get();
                    })
                    .run();
            return heard;
        })) {
            server.task().cancel("enough").task();

            assertThat(server.result(String[].class)).containsExactly("enough", "enough");
        }
    }

    private static List<Promise<?>> race() {
        List<Promise<?>> race = new ArrayList<>();
        Workflow.newCancellationScope(scope -> race.add(scope.cancellationRequest()))
                .run();
        return race;
    }
}
