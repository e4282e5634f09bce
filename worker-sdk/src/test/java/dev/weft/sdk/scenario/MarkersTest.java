package dev.weft.sdk.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.event.MessageEvent.MarkerRecorded;
import dev.weft.core.model.WorkflowTaskFailedCause;
import dev.weft.sdk.scenario.ScriptedServer.Cache;
import dev.weft.sdk.workflow.Workflow;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MarkersTest {

    @ParameterizedTest
    @EnumSource(Cache.class)
    void aSideEffectRunsOnce(Cache cache) {
        AtomicInteger calls = new AtomicInteger();
        try (ScriptedServer server = Lambdas.started(cache, code -> {
            int first = Workflow.sideEffect(Integer.class, calls::incrementAndGet);
            Workflow.sleep(Duration.ofSeconds(1));
            int second = Workflow.sideEffect(Integer.class, calls::incrementAndGet);
            Workflow.sleep(Duration.ofSeconds(1));
            return first + " " + second;
        })) {
            server.task().fireTimer().task().fireTimer().task();

            assertThat(server.result(String.class)).isEqualTo("1 2");
            assertThat(calls).hasValue(2);
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void aMutableSideEffectIsRecordedWhenItChanges(Cache cache) {
        int[] config = {1};
        try (ScriptedServer server = Lambdas.started(cache, code -> {
            StringBuilder seen = new StringBuilder();
            for (int i = 0; i < 4; i++) {
                seen.append(Workflow.mutableSideEffect(
                                "config", Integer.class, (a, b) -> !a.equals(b), () -> config[0]))
                        .append(' ');
                Workflow.sleep(Duration.ofSeconds(1));
            }
            return seen.toString();
        })) {
            server.task().fireTimer().task();
            config[0] = 2;
            server.fireTimer().task().fireTimer().task();
            config[0] = 3;
            server.fireTimer().task();

            assertThat(server.result(String.class)).isEqualTo("1 1 2 2 ");
            assertThat(server.count(e -> e instanceof MarkerRecorded)).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void identitiesTimesAndRandomNumbersAreTheSameInEveryReplayOfEveryVersion(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, code -> {
            String before = Workflow.randomUUID() + " " + Workflow.newRandom().nextInt() + " "
                    + Workflow.newRandom().nextInt() + " " + Workflow.currentTimeMillis();
            Workflow.sleep(Duration.ofSeconds(1));
            String after =
                    Workflow.randomUUID() + " " + Workflow.newRandom().nextInt() + " " + Workflow.currentTimeMillis();
            return before + " " + after;
        })) {
            server.task().fireTimer().task();

            assertThat(server.result(String.class))
                    .isEqualTo("4c084438-0c6a-49e5-a428-cbaceb243fdc 1699850701 -866581735 1767225602000"
                            + " 38239d63-36ba-466b-8ac5-9830aa14175c -397133772 1767225607000");
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void theMemoIsUpserted(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, code -> {
            Workflow.upsertMemo(Map.of("note", "first"));
            Workflow.sleep(Duration.ofSeconds(1));
            return Workflow.<String>getMemo("note", String.class).orElse("");
        })) {
            server.task().fireTimer().task();

            assertThat(server.result(String.class)).isEqualTo("first");
        }
    }

    // ---- versions

    @ParameterizedTest
    @EnumSource(Cache.class)
    void aNewRunFollowsTheHighestVersionForever(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, code -> {
            StringBuilder versions = new StringBuilder();
            for (int i = 0; i < 3; i++) {
                versions.append(Workflow.getVersion("change", Workflow.DEFAULT_VERSION, 2))
                        .append(' ');
                Workflow.sleep(Duration.ofSeconds(1));
            }
            return versions.toString();
        })) {
            server.task().fireTimer().task().fireTimer().task().fireTimer().task();

            assertThat(server.result(String.class)).isEqualTo("2 2 2 ");
            assertThat(server.count(e -> e instanceof MarkerRecorded)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void aRunThatIsOlderThanTheCallKeepsTheDefault(Cache cache) {
        try (ScriptedServer old = Lambdas.started(Cache.NONE, code -> {
            Workflow.sleep(Duration.ofSeconds(1));
            return "old";
        })) {
            old.task().fireTimer();
            try (ScriptedServer server = new ScriptedServer(
                    Lambdas.registry(code -> {
                        int version = Workflow.getVersion("change", Workflow.DEFAULT_VERSION, 1);
                        Workflow.sleep(Duration.ofSeconds(1));
                        int again = Workflow.getVersion("change", Workflow.DEFAULT_VERSION, 1);
                        return version + " " + again;
                    }),
                    cache)) {
                server.load("Scripted", old.history()).task();

                assertThat(server.result(String.class)).isEqualTo("-1 -1");
            }
        }
    }

    @Test
    void aRemovedCallIsTolerated() {
        try (ScriptedServer old = Lambdas.started(Cache.NONE, code -> {
            Workflow.getVersion("change", Workflow.DEFAULT_VERSION, 1);
            Workflow.sleep(Duration.ofSeconds(1));
            return "old";
        })) {
            old.task().fireTimer();
            try (ScriptedServer server = new ScriptedServer(
                    Lambdas.registry(code -> {
                        Workflow.sleep(Duration.ofSeconds(1));
                        return "cleaned up";
                    }),
                    Cache.NONE)) {
                server.load("Scripted", old.history()).task();

                assertThat(server.result(String.class)).isEqualTo("cleaned up");
            }
        }
    }

    @Test
    void aVersionThatIsNoLongerSupportedFailsTheTask() {
        try (ScriptedServer old = Lambdas.started(Cache.NONE, code -> {
            Workflow.getVersion("change", Workflow.DEFAULT_VERSION, 1);
            Workflow.sleep(Duration.ofSeconds(1));
            return "old";
        })) {
            old.task().fireTimer();
            try (ScriptedServer server = new ScriptedServer(
                    Lambdas.registry(code -> {
                        Workflow.getVersion("change", 2, 3);
                        Workflow.sleep(Duration.ofSeconds(1));
                        return "new";
                    }),
                    Cache.NONE)) {
                var failed = server.load("Scripted", old.history()).failingTask();

                assertThat(failed.cause()).isEqualTo(WorkflowTaskFailedCause.NON_DETERMINISTIC_ERROR);
                assertThat(failed.failure().message())
                        .startsWith("Expected a version of change \"change\" from 2 to 3, but this run has 1 at ")
                        .contains("MarkersTest");
            }
        }
    }

    // ---- effects that fail

    @ParameterizedTest
    @EnumSource(Cache.class)
    void aSideEffectThatFailsFailsTheTaskWhateverCodeCatches(Cache cache) {
        boolean[] broken = {true};
        try (ScriptedServer server = Lambdas.started(cache, code -> {
            String first = caught(() -> Workflow.sideEffect(String.class, () -> unlessBroken("first", broken)));
            return first + " " + Workflow.sideEffect(String.class, () -> "second");
        })) {
            assertThat(server.failingTask().failure().message()).isEqualTo("first cannot be made");
            broken[0] = false;
            server.task();

            assertThat(server.result(String.class)).isEqualTo("first second");
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void aMutableSideEffectThatFailsFailsTheTaskWhateverCodeCatches(Cache cache) {
        boolean[] broken = {false};
        try (ScriptedServer server = Lambdas.started(cache, code -> {
            StringBuilder seen = new StringBuilder();
            for (int i = 0; i < 2; i++) {
                String value = "v" + i;
                seen.append(caught(() -> Workflow.mutableSideEffect(
                        "config", String.class, (a, b) -> !a.equals(b), () -> unlessBroken(value, broken))));
                Workflow.sleep(Duration.ofSeconds(1));
            }
            return seen.toString();
        })) {
            server.task().fireTimer();
            broken[0] = true;
            assertThat(server.failingTask().failure().message()).isEqualTo("v1 cannot be made");
            broken[0] = false;
            server.task().fireTimer().task();

            assertThat(server.result(String.class)).isEqualTo("v0v1");
        }
    }

    private static String caught(Supplier<String> effect) {
        try {
            return effect.get();
        } catch (RuntimeException e) {
            return "fallback";
        }
    }

    private static String unlessBroken(String value, boolean[] broken) {
        if (broken[0]) {
            throw new IllegalStateException(value + " cannot be made");
        }
        return value;
    }
}
