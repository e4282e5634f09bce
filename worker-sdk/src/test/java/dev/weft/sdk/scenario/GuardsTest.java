package dev.weft.sdk.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.core.model.WorkflowTaskFailedCause;
import dev.weft.sdk.failure.ApplicationFailure;
import dev.weft.sdk.scenario.ScriptedServer.Cache;
import dev.weft.sdk.workflow.CompletablePromise;
import dev.weft.sdk.workflow.DynamicQueryHandler;
import dev.weft.sdk.workflow.RetryOptions;
import dev.weft.sdk.workflow.Workflow;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GuardsTest {

    @Test
    void aSwallowedDisagreementWithHistoryStillFailsTheTask() {
        try (ScriptedServer old = Lambdas.started(Cache.NONE, code -> {
            Workflow.sleep(Duration.ofSeconds(1));
            return "old";
        })) {
            old.task().fireTimer();
            try (ScriptedServer server = new ScriptedServer(
                    Lambdas.registry(code -> {
                        try {
                            Workflow.sideEffect(String.class, () -> "new");
                        } catch (RuntimeException e) {
                            code.notes.add("swallowed");
                        }
                        Workflow.sleep(Duration.ofSeconds(1));
                        return "new";
                    }),
                    Cache.NONE)) {
                assertThat(server.load("Scripted", old.history()).failingTask().cause())
                        .isEqualTo(WorkflowTaskFailedCause.NON_DETERMINISTIC_ERROR);
            }
        }
    }

    @Test
    void queriesNeitherCompletePromisesNorWait() {
        try (ScriptedServer server = Lambdas.started(Cache.STICKY, code -> {
            CompletablePromise<String> promise = Workflow.newPromise();
            Workflow.registerListener((DynamicQueryHandler)
                    (type, args) -> type.equals("wait") ? promise.get() : promise.complete("by a query"));
            return promise.get();
        })) {
            server.task();

            assertThat(server.query("complete").toString())
                    .contains("Expected query complete to change nothing, but it tries to complete a promise");
            assertThat(server.query("wait").toString()).contains("Expected query wait not to wait, but it does");
        }
    }

    @Test
    void conditionsChangeNothing() {
        try (ScriptedServer server = Lambdas.started(Cache.STICKY, code -> {
            Workflow.await(() -> Workflow.randomUUID() != null);
            return "";
        })) {
            assertThat(server.failingTask().failure().message())
                    .isEqualTo("Expected an await condition to change nothing, but it tries to draw a UUID");
        }
    }

    @Test
    void workflowCallsNeedAWorkflow() {
        assertThatThrownBy(() -> Workflow.sleep(Duration.ofSeconds(1)))
                .hasMessageStartingWith("Expected to be called by workflow code, but thread '");
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void stepsMadeOfSeveralActivitiesAreRetried(Cache cache) {
        try (ScriptedServer server = Lambdas.started(
                cache,
                code -> Workflow.retry(
                        RetryOptions.DEFAULT.withMaximumAttempts(3),
                        () -> code.steps.step("a") + code.steps.undo("b")))) {
            server.task().completeActivity("Step", "s").task();
            server.failActivity("Undo", ApplicationFailure.of("again", "Again")).task();
            server.fireTimer().task().completeActivity("Step", "s").task();
            server.completeActivity("Undo", "u").task();

            assertThat(server.result(String.class)).isEqualTo("su");
        }
    }
}
