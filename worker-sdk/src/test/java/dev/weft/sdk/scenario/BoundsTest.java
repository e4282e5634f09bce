package dev.weft.sdk.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.event.HistoryEvent;
import dev.weft.sdk.data.StandardDataConverter;
import dev.weft.sdk.data.StandardFailureConverter;
import dev.weft.sdk.runner.RunnerOptions;
import dev.weft.sdk.runner.WorkflowReplayer;
import dev.weft.sdk.scenario.ScriptedServer.Cache;
import dev.weft.sdk.workflow.Async;
import dev.weft.sdk.workflow.CompletablePromise;
import dev.weft.sdk.workflow.LocalActivityOptions;
import dev.weft.sdk.workflow.Promise;
import dev.weft.sdk.workflow.Workflow;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What grows with the length of a history or with the number of things that are pending, and what does not. */
class BoundsTest {
    private static final int MANY = 10_000;

    /** Fields that belong to the code of these tests and grow with it. */
    private static final List<String> OF_THE_TEST = List.of("notes", "begun");

    @Test
    void fiftyThousandEventsAreReplayedPageByPageAndNoPageIsKept() {
        LongHistory history = new LongHistory(8_400);
        long[] stepsDone = {0};
        List<Long> stepsBehind = new ArrayList<>();
        List<WeakReference<List<HistoryEvent>>> pages = new ArrayList<>();
        try (WorkflowReplayer replayer = new WorkflowReplayer(
                Lambdas.registry(history.code(() -> stepsDone[0]++)),
                new StandardDataConverter(),
                new StandardFailureConverter())) {
            replayer.replay(ScriptedServer.KEY, fromEventId -> {
                stepsBehind.add(LongHistory.stepsBefore(fromEventId) - stepsDone[0]);
                List<HistoryEvent> page = history.read(fromEventId);
                pages.add(new WeakReference<>(page));
                return page;
            });
        }

        assertThat(history.size()).isGreaterThan(50_000);
        assertThat(stepsDone[0]).isEqualTo(8_400);
        assertThat(stepsBehind)
                .as("steps that code has not been told when a page is read")
                .allMatch(steps -> steps <= 1);
        Awaitility.await().until(() -> {
            System.gc();
            return pages.stream().allMatch(page -> page.refersTo(null));
        });
    }

    /** What a run keeps after {@code rounds} of everything that code can wait for. */
    private static long nodesAfter(int rounds) {
        LocalScript locals = new LocalScript();
        Lambdas.Body everything = code -> {
            CompletablePromise<String> never = Workflow.newPromise();
            while (code.notes.size() < 1_000_000) {
                Promise<String> activity = Async.function(code.steps::step, "a");
                Promise.anyOf(List.of(never, activity)).get();
                Workflow.await(Duration.ofHours(1), () -> code.notes.size() % 2 == 1);
                code.notes.add("even");
                Workflow.newLocalActivityStub(
                                Lambdas.Steps.class, LocalActivityOptions.startToClose(Duration.ofSeconds(1)))
                        .step("l");
                Workflow.sideEffect(Integer.class, () -> 42);
                Workflow.getVersion("change", Workflow.DEFAULT_VERSION, 1);
                Workflow.sleep(Duration.ofSeconds(1));
            }
            return "";
        };
        try (ScriptedServer server = new ScriptedServer(
                        Lambdas.registry(everything), Cache.STICKY, RunnerOptions.DEFAULT, locals)
                .start("Scripted", "in")
                .task()) {
            for (int i = 0; i < rounds; i++) {
                server.completeActivity("Step", "r").task();
                server.signal("note", "odd").task();
                server.fireTimer().task();
            }
            return Reachable.count(server.execution(), OF_THE_TEST);
        }
    }

    @Test
    void aRunKeepsNothingOfWhatIsOver() {
        assertThat(nodesAfter(400)).isLessThanOrEqualTo(nodesAfter(40) + 100);
    }

    @Test
    void tenThousandConditionsAreAskedAFewTimesEach() {
        long[] asked = {0};
        try (ScriptedServer server = Lambdas.started(Cache.STICKY, code -> {
            boolean[] free = new boolean[MANY];
            List<Promise<?>> all = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                int number = i;
                all.add(Async.procedure(() -> Workflow.await(() -> {
                    asked[0]++;
                    return free[number];
                })));
            }
            Workflow.await(() -> !code.notes.isEmpty());
            // Half of them go on, one after the other, past the other half that waits.
            for (int i = MANY / 2; i < MANY; i++) {
                free[i] = true;
            }
            Promise.allOf(all.subList(MANY / 2, MANY)).get();
            return "done";
        })) {
            server.task();
            long before = asked[0];
            server.signal("note", "go").task();

            assertThat(server.result(String.class)).isEqualTo("done");
            assertThat(asked[0] - before).isLessThanOrEqualTo(4L * MANY);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"timers", "activities", "local"})
    void tenThousandAtATimeLeaveNothingBehind(String kind) {
        LocalScript locals = new LocalScript();
        try (ScriptedServer server = new ScriptedServer(
                        Lambdas.registry(code -> {
                            List<Promise<?>> all = new ArrayList<>();
                            int many = (int) code.input;
                            for (int i = 0; i < many; i++) {
                                all.add(
                                        switch (kind) {
                                            case "timers" -> Workflow.newTimer(Duration.ofSeconds(1 + i));
                                            case "activities" -> Async.function(code.steps::step, "a");
                                            default ->
                                                Workflow.newUntypedLocalActivityStub(LocalActivityOptions.startToClose(
                                                                Duration.ofSeconds(1)))
                                                        .executeAsync("Step", String.class, "l");
                                        });
                            }
                            Promise.allOf(all).get();
                            all.clear();
                            Workflow.await(() -> code.notes.size() == 2);
                            return many;
                        }),
                        Cache.STICKY,
                        RunnerOptions.DEFAULT,
                        locals)
                .start("Scripted", MANY)) {
            server.task();
            while (server.pendingTimers() > 0) {
                server.fireTimer();
            }
            while (server.pendingActivities() > 0) {
                server.completeActivity("Step", "r");
            }
            server.signal("note", "one").task();

            assertThat(Reachable.count(server.execution(), OF_THE_TEST)).isLessThan(1_000);
            server.signal("note", "two").task();
            assertThat(server.result(Integer.class)).isEqualTo(MANY);
        }
    }
}
