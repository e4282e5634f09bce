package dev.weft.sdk.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.model.WorkflowTaskFailedCause;
import dev.weft.sdk.replay.NonDeterminismException;
import dev.weft.sdk.scenario.Lambdas.Body;
import dev.weft.sdk.scenario.ScriptedServer.Cache;
import dev.weft.sdk.workflow.Async;
import dev.weft.sdk.workflow.Workflow;
import dev.weft.sdk.workflow.WorkflowImplementationOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class NonDeterminismTest {
    private static final Body TIMER_THEN_STEP = code -> {
        Workflow.sleep(Duration.ofHours(1));
        return code.steps.step("a");
    };

    /** The message that {@code changed} leads to on the history that {@link #TIMER_THEN_STEP} wrote. */
    private static String messageOf(Body changed) {
        try (ScriptedServer old = Lambdas.started(Cache.NONE, TIMER_THEN_STEP)) {
            old.task().fireTimer().task().completeActivity("Step", "done");
            try (ScriptedServer server = new ScriptedServer(Lambdas.registry(changed), Cache.NONE)) {
                var failed = server.load("Scripted", old.history()).failingTask();
                assertThat(failed.cause()).isEqualTo(WorkflowTaskFailedCause.NON_DETERMINISTIC_ERROR);
                return failed.failure().message();
            }
        }
    }

    @Test
    void codeThatDisagreesFailsItsWorkflowWhereItsAuthorWantsSo() {
        WorkflowImplementationOptions strict =
                WorkflowImplementationOptions.DEFAULT.withFailWorkflowExceptionTypes(NonDeterminismException.class);
        try (ScriptedServer old = Lambdas.started(Cache.NONE, TIMER_THEN_STEP)) {
            old.task().fireTimer().task().completeActivity("Step", "done");
            try (ScriptedServer server =
                    new ScriptedServer(Lambdas.registry(code -> code.steps.undo("b"), strict), Cache.NONE)) {
                server.load("Scripted", old.history()).task();

                assertThat(server.failure().message()).startsWith("Expected a command for event 5 TimerStarted");
            }
        }
    }

    @Test
    void anotherCommandIsToldWithItsLine() {
        assertThat(messageOf(code -> code.steps.undo("b")))
                .startsWith("Expected a command for event 5 TimerStarted (timer 1, PT1H), but workflow code issued"
                        + " ScheduleActivity (activity Undo, id 1) at dev.weft.sdk.scenario.NonDeterminismTest.")
                .contains("NonDeterminismTest.java:")
                .endsWith("deploy the former code.");
    }

    @Test
    void aMissingCommandIsToldWithTheLineThatWaits() {
        assertThat(messageOf(code -> {
                    Workflow.await(() -> !code.notes.isEmpty());
                    return "";
                }))
                .startsWith(
                        "Expected a command for event 5 TimerStarted (timer 1, PT1H), but workflow code issued none:"
                                + " it waits at dev.weft.sdk.scenario.NonDeterminismTest.")
                .contains("NonDeterminismTest.java:");
    }

    @Test
    void anEarlyEndIsTold() {
        assertThat(messageOf(code -> "at once"))
                .startsWith("Expected a command for event 5 TimerStarted (timer 1, PT1H), but workflow code issued"
                        + " CompleteWorkflow");
    }

    @Test
    void aCommandTooManyIsTold() {
        assertThat(messageOf(code -> {
                    Workflow.newTimer(Duration.ofHours(1));
                    Async.function(code.steps::step, "b");
                    Workflow.await(() -> !code.notes.isEmpty());
                    return "";
                }))
                .startsWith("Expected no further command in the workflow task that event 4 completed, but workflow code"
                        + " issued ScheduleActivity (activity Step, id 2) at ");
    }

    @Test
    void anotherActivityTypeIsTold() {
        assertThat(messageOf(code -> {
                    Workflow.sleep(Duration.ofHours(1));
                    return code.steps.undo("a");
                }))
                .startsWith("Expected a command for event 10 ActivityTaskScheduled (activity Step, id 2), but workflow"
                        + " code issued ScheduleActivity (activity Undo, id 2) at ");
    }

    @Test
    void aMissingSideEffectIsTold() {
        assertThat(messageOf(code -> Workflow.sideEffect(String.class, () -> "x")))
                .startsWith("Expected history to have recorded the side effect at "
                        + "dev.weft.sdk.scenario.NonDeterminismTest.");
    }

    @Test
    void anotherDurationIsAllowed() {
        try (ScriptedServer old = Lambdas.started(Cache.NONE, TIMER_THEN_STEP)) {
            old.task().fireTimer().task().completeActivity("Step", "done");
            try (ScriptedServer server = new ScriptedServer(
                    Lambdas.registry(code -> {
                        Workflow.sleep(Duration.ofHours(2));
                        return code.steps.step("b");
                    }),
                    Cache.NONE)) {
                server.load("Scripted", old.history()).task();

                assertThat(server.result(String.class)).isEqualTo("done");
            }
        }
    }

    @Test
    void theFormerCodeRecovers() {
        try (ScriptedServer old = Lambdas.started(Cache.NONE, TIMER_THEN_STEP)) {
            old.task().fireTimer().task().completeActivity("Step", "done");
            ScriptedServer wrong = new ScriptedServer(Lambdas.registry(code -> code.steps.undo("b")), Cache.NONE);
            wrong.load("Scripted", old.history()).failingTask();
            try (ScriptedServer server = new ScriptedServer(Lambdas.registry(TIMER_THEN_STEP), Cache.NONE)) {
                server.load("Scripted", wrong.history()).task();

                assertThat(server.result(String.class)).isEqualTo("done");
            }
            wrong.close();
        }
    }
}
