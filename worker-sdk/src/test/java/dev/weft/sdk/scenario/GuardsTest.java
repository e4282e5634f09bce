package dev.weft.sdk.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.core.model.WorkflowTaskFailedCause;
import dev.weft.sdk.failure.ApplicationFailure;
import dev.weft.sdk.scenario.ScriptedServer.Cache;
import dev.weft.sdk.workflow.ChildWorkflowOptions;
import dev.weft.sdk.workflow.ChildWorkflowStub;
import dev.weft.sdk.workflow.CompletablePromise;
import dev.weft.sdk.workflow.DynamicQueryHandler;
import dev.weft.sdk.workflow.Promise;
import dev.weft.sdk.workflow.RetryOptions;
import dev.weft.sdk.workflow.Workflow;
import dev.weft.sdk.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

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

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(code -> Promise.anyOf(List.of()), "Expected at least one promise, but there is none"),
                mistake(
                        code -> {
                            ChildWorkflowStub child =
                                    Workflow.newUntypedChildWorkflowStub("Review", ChildWorkflowOptions.DEFAULT);
                            child.executeAsync(String.class);
                            return child.executeAsync(String.class);
                        },
                        "Expected a stub to start one child, but child workflow Review"),
                mistake(
                        code -> {
                            Workflow.newUntypedChildWorkflowStub("Review", ChildWorkflowOptions.DEFAULT)
                                    .signal("go");
                            return "";
                        },
                        "Expected child workflow Review to be started before it is signaled, but it is not"),
                mistake(
                        code -> {
                            Workflow.registerListener(new Object() {
                                @WorkflowMethod(name = "Other")
                                public void run() {}
                            });
                            return "";
                        },
                        "Expected a listener without a @WorkflowMethod, but it has Other"));
    }

    private static Arguments mistake(Lambdas.Body body, String sentence) {
        return Arguments.arguments(body, sentence);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistakesOfCodeFailTheTaskWithASentence(Lambdas.Body body, String sentence) {
        try (ScriptedServer server = Lambdas.started(Cache.STICKY, body)) {
            assertThat(server.failingTask().failure().message()).startsWith(sentence);
        }
    }
}
