package dev.weft.sdk.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.sdk.data.EncodedValues;
import dev.weft.sdk.runner.RunnerOptions;
import dev.weft.sdk.scenario.ScriptedServer.Cache;
import dev.weft.sdk.workflow.Async;
import dev.weft.sdk.workflow.DynamicQueryHandler;
import dev.weft.sdk.workflow.DynamicSignalHandler;
import dev.weft.sdk.workflow.DynamicUpdateHandler;
import dev.weft.sdk.workflow.LocalActivityOptions;
import dev.weft.sdk.workflow.Promise;
import dev.weft.sdk.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules of the worker's side (2.10), where no other test tells them. */
class WorkerRulesTest {

    // ---- 2.10-1: replay looks one task ahead

    @ParameterizedTest
    @EnumSource(Cache.class)
    void versionsUpdatesAndFlagsOfATaskAreKnownBeforeItsCodeRunsAgain(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, code -> {
            List<String> trace = new ArrayList<>();
            Workflow.registerListener((DynamicUpdateHandler) (name, args) -> trace.add(name));
            trace.add(code.steps.step("a"));
            trace.add("version " + Workflow.getVersion("change", Workflow.DEFAULT_VERSION, 1));
            trace.add("time " + Workflow.currentTimeMillis());
            Workflow.sleep(Duration.ofSeconds(1));
            return trace;
        })) {
            server.task();
            server.completeActivity("Step", "done").setClockBack(1_000).update("u1", "updated");
            server.task().fireTimer().task();

            assertThat(server.result(List.class)).containsExactly("updated", "done", "version 1", "time 1767225602000");
        }
    }

    // ---- 2.10-3: order of coroutines

    @ParameterizedTest
    @EnumSource(Cache.class)
    void handlersOfABatchBeginInTheOrderOfEventsBeforeTheCodeThatWaits(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, code -> {
            List<String> order = new ArrayList<>();
            Workflow.registerListener((DynamicSignalHandler) (name, args) -> order.add(name));
            Workflow.registerListener((DynamicUpdateHandler) (name, args) -> order.add(name));
            order.add(code.steps.step("a"));
            Workflow.sleep(Duration.ofSeconds(1));
            return order;
        })) {
            server.task();
            server.signal("s1")
                    .completeActivity("Step", "main")
                    .update("u1", "update")
                    .signal("s2")
                    .task();
            server.fireTimer().task();

            assertThat(server.result(List.class)).containsExactly("s1", "s2", "update", "main");
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void callbacksGoBeforeHandlersAndConditionsAreAskedAfterEveryTurn(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, code -> {
            List<String> order = new ArrayList<>();
            Promise<String> step = Async.function(code.steps::step, "a");
            step.thenApply(value -> order.add("callback"));
            Workflow.registerListener((DynamicSignalHandler) (name, args) -> order.add(name));
            Promise<Void> waiter = Async.procedure(() -> {
                Workflow.await(() -> order.contains("handler"));
                order.add("condition");
            });
            step.get();
            order.add("main");
            waiter.get();
            Workflow.sleep(Duration.ofSeconds(1));
            return order;
        })) {
            server.task().completeActivity("Step", "done").signal("handler").task();
            server.fireTimer().task();

            assertThat(server.result(List.class)).containsExactly("handler", "callback", "main", "condition");
        }
    }

    // ---- 2.10-4: time and replay

    @ParameterizedTest
    @EnumSource(Cache.class)
    void timeIsThatOfTheStartOfTheTask(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, code -> {
            List<Long> seconds = new ArrayList<>();
            seconds.add(Workflow.currentTimeMillis() / 1_000 % 100);
            Workflow.sleep(Duration.ofSeconds(1));
            seconds.add(Workflow.currentTimeMillis() / 1_000 % 100);
            return seconds;
        })) {
            server.task().fireTimer().task();

            // Events 3 and 8, one second each from the first one on.
            assertThat(server.result(List.class)).containsExactly(2, 7);
        }
    }

    @Test
    void replayEndsWithTheStartOfTheTaskUnderWay() {
        List<Boolean> replaying = new ArrayList<>();
        try (ScriptedServer server = Lambdas.started(Cache.NONE, code -> {
            replaying.add(Workflow.isReplaying());
            Workflow.sleep(Duration.ofSeconds(1));
            replaying.add(Workflow.isReplaying());
            return "";
        })) {
            server.task();
            assertThat(replaying).containsExactly(false);
            replaying.clear();
            server.fireTimer().task();

            assertThat(replaying).containsExactly(true, false);
        }
    }

    // ---- 2.10-6: what must change nothing

    private static final Map<String, Runnable> DEEDS = Map.ofEntries(
            Map.entry("run activity Step", () -> Workflow.newUntypedActivityStub(new Lambdas.Code().options())
                    .executeAsync("Step", String.class)),
            Map.entry("run local activity Step", () -> Workflow.newUntypedLocalActivityStub(
                            LocalActivityOptions.startToClose(Duration.ofSeconds(1)))
                    .executeAsync("Step", String.class)),
            Map.entry("start a timer", () -> Workflow.newTimer(Duration.ofSeconds(1))),
            Map.entry("set a checkpoint", () -> Workflow.checkpoint("mark")),
            Map.entry("ask for a version", () -> Workflow.getVersion("change", 1, 1)),
            Map.entry("run a side effect", () -> Workflow.sideEffect(Integer.class, () -> 1)),
            Map.entry("start a coroutine", () -> Async.procedure(() -> {})),
            Map.entry("draw a UUID", Workflow::randomUUID),
            Map.entry("change the memo", () -> Workflow.upsertMemo(Map.of("key", "value"))));

    private static String refused(String where, String deed) {
        return "Expected " + where + " to change nothing, but it tries to " + deed;
    }

    @Test
    void queriesIssueNoCommands() {
        try (ScriptedServer server = Lambdas.started(Cache.STICKY, code -> {
            Workflow.registerListener((DynamicQueryHandler) (deed, args) -> {
                DEEDS.get(deed).run();
                return "";
            });
            Workflow.await(() -> !code.notes.isEmpty());
            return "";
        })) {
            server.task();
            DEEDS.keySet().forEach(deed -> assertThat(server.query(deed).toString())
                    .contains(refused("query " + deed, deed)));
            server.signal("note", "go").task();

            assertThat(server.story())
                    .containsExactly(
                            "WorkflowExecutionStarted", "WorkflowExecutionSignaled", "WorkflowExecutionCompleted");
        }
    }

    @Test
    void validatorsIssueNoCommands() {
        try (ScriptedServer server = Lambdas.started(Cache.STICKY, code -> {
            Workflow.registerListener(new DynamicUpdateHandler() {
                @Override
                public void validateUpdate(String deed, EncodedValues args) {
                    DEEDS.get(deed).run();
                }

                @Override
                public Object handleUpdate(String deed, EncodedValues args) {
                    return "";
                }
            });
            Workflow.await(() -> !code.notes.isEmpty());
            return "";
        })) {
            server.task();
            DEEDS.keySet().forEach(deed -> server.update(deed, deed));
            server.task();

            assertThat(server.rejections).hasSameSizeAs(DEEDS.keySet());
            server.rejections.forEach(rejection -> assertThat(
                            rejection.failure().message())
                    .isEqualTo(refused("the validator of update " + rejection.updateId(), rejection.updateId())));
            assertThat(server.story()).containsExactly("WorkflowExecutionStarted");
        }
    }

    @Test
    void sideEffectsAndConditionsIssueNoCommands() {
        DEEDS.forEach((deed, code) -> {
            assertThat(failureOf(() -> Workflow.sideEffect(String.class, () -> {
                        code.run();
                        return "";
                    })))
                    .isEqualTo(refused("a side effect", deed));
            assertThat(failureOf(() -> Workflow.await(() -> {
                        code.run();
                        return true;
                    })))
                    .isEqualTo(refused("an await condition", deed));
        });
    }

    private static String failureOf(Runnable body) {
        try (ScriptedServer server = new ScriptedServer(
                Lambdas.registry(code -> {
                    body.run();
                    return "";
                }),
                Cache.STICKY,
                RunnerOptions.DEFAULT)) {
            return server.start("Scripted", "in").failingTask().failure().message();
        }
    }
}
