package dev.weft.sdk.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.WorkflowEvent;
import dev.weft.core.model.WorkflowTaskFailedCause;
import dev.weft.sdk.scenario.ScriptedServer.Cache;
import dev.weft.sdk.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Histories as crashes and races leave them. */
class HistoryShapesTest {
    private static final Lambdas.Body TWO_STEPS = code -> {
        String first = code.steps.step("a");
        Workflow.await(() -> !code.notes.isEmpty());
        return first + " " + code.steps.undo("b") + " " + Workflow.currentTimeMillis();
    };

    @ParameterizedTest
    @EnumSource(Cache.class)
    void aTaskWhoseCompletionWasLostDoesNotCount(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, TWO_STEPS)) {
            server.loseTask().task();
            server.completeActivity("Step", "one")
                    .loseTask()
                    .signal("note", "go")
                    .loseTask()
                    .task();
            server.completeActivity("Undo", "two").loseTask().task();

            assertThat(server.result(String.class)).startsWith("one two 17672256");
            assertThat(server.story())
                    .containsExactly(
                            "WorkflowExecutionStarted",
                            "ActivityTaskScheduled",
                            "ActivityTaskStarted",
                            "ActivityTaskCompleted",
                            "WorkflowExecutionSignaled",
                            "ActivityTaskScheduled",
                            "ActivityTaskStarted",
                            "ActivityTaskCompleted",
                            "WorkflowExecutionCompleted");
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void failedTasksDoNotCountEither(Cache cache) {
        int[] failures = {2};
        try (ScriptedServer server = Lambdas.started(cache, code -> {
            String first = code.steps.step("a");
            if (failures[0] > 0) {
                failures[0]--;
                throw new IllegalStateException("not yet");
            }
            return first;
        })) {
            server.task().completeActivity("Step", "one");
            assertThat(server.failingTask().cause())
                    .isEqualTo(WorkflowTaskFailedCause.WORKFLOW_WORKER_UNHANDLED_FAILURE);
            server.signal("note", "between").failingTask();
            server.task();

            assertThat(server.result(String.class)).isEqualTo("one");
        }
    }

    @Test
    void aTerminatedRunStillAnswersQueries() {
        try (ScriptedServer server = Lambdas.started(Cache.STICKY, TWO_STEPS)) {
            server.task().append(new WorkflowEvent.WorkflowExecutionTerminated("enough", List.of(), "operator", ""));
            server.forget();

            assertThat(server.answer("__stack_trace", String.class)).contains("HistoryShapesTest");
        }
    }

    @Test
    void aRunWhoseCloseWonOverASignalStillAnswersQueries() {
        Lambdas.Body body = code -> "done";
        try (ScriptedServer usual = Lambdas.started(Cache.STICKY, body);
                ScriptedServer server = Lambdas.started(Cache.STICKY, body)) {
            List<HistoryEvent> closed = usual.task().history();
            server.load("Scripted", closed.subList(1, closed.size() - 1)).signal("note", "unseen");
            server.append(closed.getLast().attributes());

            assertThat(server.answer("__stack_trace", String.class)).isNotNull();
        }
    }

    @Test
    void anUnknownWorkflowTypeFailsTheTaskWithASentence() {
        try (ScriptedServer server = Lambdas.started(Cache.STICKY, TWO_STEPS)) {
            server.load("Nonsense", List.of());

            assertThat(server.failingTask().failure().message())
                    .isEqualTo("Expected workflow type Nonsense to be registered with the worker of task queue orders,"
                            + " but it knows [Scripted]");
        }
    }

    @Test
    void aLongHistoryReplays() {
        try (ScriptedServer server = Lambdas.started(Cache.STICKY, code -> {
            List<String> all = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                all.add(code.steps.step("s" + i));
            }
            Workflow.sleep(Duration.ofSeconds(1));
            return all.size();
        })) {
            server.task();
            for (int i = 0; i < 500; i++) {
                server.completeActivity("Step", "r" + i).task();
            }
            server.forget().fireTimer().task();

            assertThat(server.result(Integer.class)).isEqualTo(500);
        }
    }

    @Test
    void aThousandSignalsAreHandledInOneTask() {
        try (ScriptedServer server = Lambdas.started(Cache.STICKY, code -> {
            Workflow.await(() -> code.notes.size() == 1_000);
            return code.notes.getFirst() + " " + code.notes.getLast();
        })) {
            server.task();
            for (int i = 0; i < 1_000; i++) {
                server.signal("note", "n" + i);
            }
            server.task();

            assertThat(server.result(String.class)).isEqualTo("n0 n999");
        }
    }
}
