package dev.weft.sdk.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.event.WorkflowEvent.WorkflowExecutionContinuedAsNew;
import dev.weft.core.model.FailureInfo;
import dev.weft.core.model.Payload;
import dev.weft.core.model.WorkflowTaskFailedCause;
import dev.weft.sdk.failure.ApplicationFailure;
import dev.weft.sdk.runner.RunnerOptions;
import dev.weft.sdk.scenario.ScriptedServer.Cache;
import dev.weft.sdk.workflow.Async;
import dev.weft.sdk.workflow.ContinueAsNewOptions;
import dev.weft.sdk.workflow.RetryOptions;
import dev.weft.sdk.workflow.Saga;
import dev.weft.sdk.workflow.Workflow;
import dev.weft.sdk.workflow.WorkflowImplementationOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClosingTest {

    @ParameterizedTest
    @EnumSource(Cache.class)
    void continueAsNewCarriesItsArguments(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, code -> {
            Workflow.sleep(Duration.ofSeconds(1));
            Workflow.continueAsNew(
                    ContinueAsNewOptions.SAME.withTaskQueue("other").withRetry(RetryOptions.DEFAULT), "next", 2);
            return "unreachable";
        })) {
            server.task().fireTimer().task();

            WorkflowExecutionContinuedAsNew next = server.last(WorkflowExecutionContinuedAsNew.class);
            assertThat(next.settings().taskQueue()).isEqualTo("other");
            assertThat(next.settings().workflowType()).isEmpty();
            assertThat(next.settings().retryPolicy()).isEqualTo(RetryOptions.DEFAULT.toPolicy());
            assertThat(next.settings().input()).containsExactly(Payload.json("\"next\""), Payload.json("2"));
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void anUncaughtActivityFailureFailsTheWorkflowWithItsCause(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, code -> code.steps.step("a"))) {
            server.task();
            server.failActivity("Step", ApplicationFailure.of("no money", "Declined", 7))
                    .task();

            List<FailureInfo> chain = server.failure().chain();
            assertThat(chain.getFirst().message()).isEqualTo("Activity Step (id 1) failed: no money");
            assertThat(((FailureInfo.Application) chain.getLast()).type()).isEqualTo("Declined");
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void aTimedOutActivityFailsTheWorkflow(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, code -> code.steps.step("a"))) {
            server.task().timeOutActivity("Step").task();

            assertThat(server.failure().chain().getLast()).isInstanceOf(FailureInfo.Timeout.class);
        }
    }

    @Test
    void anyOtherExceptionFailsTheTaskOnly() {
        AtomicInteger attempts = new AtomicInteger();
        try (ScriptedServer server = Lambdas.started(Cache.STICKY, code -> {
            if (attempts.incrementAndGet() == 1) {
                throw new IOException("a bug");
            }
            return "fixed";
        })) {
            var failed = server.failingTask();
            assertThat(failed.cause()).isEqualTo(WorkflowTaskFailedCause.WORKFLOW_WORKER_UNHANDLED_FAILURE);
            FailureInfo.Application failure =
                    (FailureInfo.Application) failed.failure().chain().getFirst();
            assertThat(failure.type()).isEqualTo("java.io.IOException");
            assertThat(failure.stackTrace()).contains("ClosingTest");
            server.task();

            assertThat(server.result(String.class)).isEqualTo("fixed");
        }
    }

    @Test
    void chosenExceptionsFailTheWorkflow() {
        WorkflowImplementationOptions options =
                WorkflowImplementationOptions.DEFAULT.withFailWorkflowExceptionTypes(IOException.class);
        try (ScriptedServer server = new ScriptedServer(
                Lambdas.registry(
                        code -> {
                            throw new IOException("meant");
                        },
                        options),
                Cache.STICKY)) {
            server.start("Scripted", "in").task();

            assertThat(server.failure().message()).isEqualTo("meant");
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void sagasCompensateInReverse(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, code -> {
            Saga saga = new Saga(Saga.Order.REVERSE_CONTINUE_WITH_ERROR);
            try {
                code.steps.step("flight");
                saga.addCompensation(() -> code.steps.undo("flight"));
                code.steps.step("hotel");
                saga.addCompensation(() -> code.steps.undo("hotel"));
                code.steps.step("car");
                return "booked";
            } catch (RuntimeException e) {
                saga.compensate();
                return "undone";
            }
        })) {
            server.task()
                    .completeActivity("Step", "f")
                    .task()
                    .completeActivity("Step", "h")
                    .task();
            server.failActivity("Step", ApplicationFailure.of("no car", "None")).task();
            server.failActivity("Undo", ApplicationFailure.of("too late", "Late"))
                    .task();
            server.completeActivity("Undo", "ok");

            assertThat(server.task().failure().chain().getLast().message()).isEqualTo("too late");
        }
    }

    @Test
    void codeThatDoesNotWaitIsADeadlock() {
        CountDownLatch never = new CountDownLatch(1);
        RunnerOptions options = new RunnerOptions(Duration.ofMillis(100));
        try (ScriptedServer server = new ScriptedServer(
                Lambdas.registry(code -> {
                    never.await();
                    return "";
                }),
                Cache.STICKY,
                options)) {
            var failed = server.start("Scripted", "in").failingTask();

            assertThat(failed.cause()).isEqualTo(WorkflowTaskFailedCause.DEADLOCK);
            assertThat(failed.failure().message()).contains("within 100 ms, but 'main' goes on");
            assertThat(((FailureInfo.Application) failed.failure().chain().getFirst()).stackTrace())
                    .contains("ClosingTest");
        }
    }

    @Test
    void anEvictedExecutionIsUnwoundWithoutCommands() {
        StringBuilder seen = new StringBuilder();
        try (ScriptedServer server = Lambdas.started(Cache.STICKY, code -> {
            Async.procedure(() -> {
                try {
                    Workflow.sleep(Duration.ofDays(1));
                } finally {
                    seen.append("second ");
                }
            });
            try {
                Workflow.await(() -> !code.notes.isEmpty());
                return seen.append("woken ");
            } finally {
                seen.append("first ");
                try {
                    code.steps.undo("a");
                } finally {
                    seen.append("done ");
                }
            }
        })) {
            server.task().forget();
            assertThat(seen.toString()).isEqualTo("first done second ");

            server.signal("note", "go").task();
            assertThat(server.story()).endsWith("TimerStarted", "WorkflowExecutionSignaled", "ActivityTaskScheduled");
        }
    }

    @Test
    void aClosedRunAnswersQueriesFromItsHistory() {
        try (ScriptedServer server = Lambdas.started(Cache.STICKY, code -> "done")) {
            server.task().forget();
            assertThat(server.answer("__workflow_metadata", Map.class)).containsKey("signals");
        }
    }
}
