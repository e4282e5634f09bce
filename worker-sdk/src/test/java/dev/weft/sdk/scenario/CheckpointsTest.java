package dev.weft.sdk.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.core.event.MessageEvent.MarkerRecorded;
import dev.weft.core.model.Payload;
import dev.weft.core.model.WorkflowTaskFailedCause;
import dev.weft.sdk.runner.RunnerOptions;
import dev.weft.sdk.scenario.ScriptedServer.Cache;
import dev.weft.sdk.workflow.Async;
import dev.weft.sdk.workflow.LocalActivityOptions;
import dev.weft.sdk.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Marks in history to which a run can be reset. */
class CheckpointsTest {
    private static final Lambdas.Body TWO_CHECKPOINTS = code -> {
        List<Integer> seen = new ArrayList<>();
        Workflow.checkpoint("first");
        seen.add(code.notes.size());
        Workflow.checkpoint("second");
        seen.add(code.notes.size());
        Workflow.sleep(Duration.ofSeconds(1));
        return seen;
    };

    @ParameterizedTest
    @EnumSource(Cache.class)
    void aCheckpointEndsTheTaskAndCodeGoesOnInTheNext(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, TWO_CHECKPOINTS)) {
            server.task();
            assertThat(server.isHeartbeat()).isTrue();
            assertThat(server.story()).containsExactly("WorkflowExecutionStarted", "MarkerRecorded");
            assertThat(server.last(MarkerRecorded.class).markerName()).isEqualTo("checkpoint");
            assertThat(server.last(MarkerRecorded.class).details())
                    .isEqualTo(Map.of("name", List.of(Payload.json("\"first\""))));

            server.signal("note", "between").task();
            assertThat(server.isHeartbeat()).isTrue();

            server.task();
            assertThat(server.isHeartbeat()).isFalse();
            server.fireTimer().task();

            assertThat(server.result(List.class)).containsExactly(1, 1);
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void tasksThatFailOrTimeOutAfterACheckpointChangeNothing(Cache cache) {
        int[] failures = {2};
        try (ScriptedServer server = Lambdas.started(cache, code -> {
            Workflow.checkpoint("mark");
            if (failures[0] > 0) {
                failures[0]--;
                throw new IllegalStateException("not yet");
            }
            return code.steps.step("a");
        })) {
            server.task().failingTask();
            server.loseTask();
            server.task().completeActivity("Step", "done").task();

            assertThat(server.result(String.class)).isEqualTo("done");
            assertThat(server.count(e -> e instanceof MarkerRecorded)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void aLostCompletionOfACheckpointIsDoneAgain(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, TWO_CHECKPOINTS)) {
            server.loseTask().task().loseTask().task().task().fireTimer().task();

            assertThat(server.result(List.class)).containsExactly(0, 0);
            assertThat(server.count(e -> e instanceof MarkerRecorded)).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void otherCoroutinesGoAsFarAsTheyCanBeforeTheTaskEnds(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, code -> {
            var other = Async.function(code.steps::step, "a");
            Workflow.checkpoint("mark");
            return other.get();
        })) {
            server.task();
            assertThat(server.story())
                    .containsExactly("WorkflowExecutionStarted", "MarkerRecorded", "ActivityTaskScheduled");
            server.task().completeActivity("Step", "done").task();

            assertThat(server.result(String.class)).isEqualTo("done");
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void aCheckpointDoesNotWaitForLocalActivities(Cache cache) {
        LocalScript locals = new LocalScript().hold("Step");
        Lambdas.Body body = code -> {
            var local = Workflow.newUntypedLocalActivityStub(LocalActivityOptions.startToClose(Duration.ofSeconds(10)))
                    .executeAsync("Step", String.class, "a");
            Workflow.checkpoint("mark");
            return local.get();
        };
        try (ScriptedServer server = new ScriptedServer(Lambdas.registry(body), cache, RunnerOptions.DEFAULT, locals)) {
            server.start("Scripted", "in").task();
            assertThat(server.isHeartbeat()).isTrue();
            locals.release("Step");
            server.task();

            assertThat(server.result(String.class)).isEqualTo("done a");
        }
    }

    @Test
    void aMissingCheckpointIsReportedLikeAnyCommand() {
        try (ScriptedServer old = Lambdas.started(Cache.NONE, TWO_CHECKPOINTS)) {
            old.task();
            try (ScriptedServer server = new ScriptedServer(Lambdas.registry(code -> "done"), Cache.NONE)) {
                var failed = server.load("Scripted", old.history()).failingTask();

                assertThat(failed.cause()).isEqualTo(WorkflowTaskFailedCause.NON_DETERMINISTIC_ERROR);
                assertThat(failed.failure().message())
                        .startsWith("Expected a command for event 5 MarkerRecorded (checkpoint \"first\"), but workflow"
                                + " code issued CompleteWorkflow");
            }
        }
    }

    @Test
    void anotherNameIsReported() {
        try (ScriptedServer old = Lambdas.started(Cache.NONE, TWO_CHECKPOINTS)) {
            old.task();
            try (ScriptedServer server = new ScriptedServer(
                    Lambdas.registry(code -> {
                        Workflow.checkpoint("other");
                        return "done";
                    }),
                    Cache.NONE)) {
                assertThat(server.load("Scripted", old.history())
                                .failingTask()
                                .failure()
                                .message())
                        .contains("but workflow code issued RecordMarker (checkpoint \"other\") at ");
            }
        }
    }

    @Test
    void queriesSetNoCheckpoints() {
        try (ScriptedServer server = Lambdas.started(Cache.STICKY, code -> {
            Workflow.registerListener((dev.weft.sdk.workflow.DynamicQueryHandler) (type, args) -> {
                Workflow.checkpoint("in a query");
                return "";
            });
            Workflow.await(() -> false);
            return "";
        })) {
            assertThat(server.task().query("any").toString())
                    .contains("Expected query any to change nothing, but it tries to set a checkpoint");
        }
    }

    @Test
    void namesHaveOneTo255Characters() {
        assertThatThrownBy(() -> Workflow.checkpoint(""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected a checkpoint name of 1 to 255 characters, but got one of 0");
        assertThatThrownBy(() -> Workflow.checkpoint("n".repeat(256)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected a checkpoint name of 1 to 255 characters, but got one of 256");
        try (ScriptedServer server = Lambdas.started(Cache.STICKY, code -> {
            Workflow.checkpoint("n".repeat(255));
            return "done";
        })) {
            assertThat(server.task().task().result(String.class)).isEqualTo("done");
        }
    }
}
