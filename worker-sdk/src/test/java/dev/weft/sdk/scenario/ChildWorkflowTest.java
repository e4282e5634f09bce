package dev.weft.sdk.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.event.ChildEvent.StartChildWorkflowExecutionInitiated;
import dev.weft.core.event.ExternalEvent;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.FailureInfo;
import dev.weft.core.model.ParentClosePolicy;
import dev.weft.sdk.failure.ApplicationFailure;
import dev.weft.sdk.failure.CanceledFailure;
import dev.weft.sdk.failure.ChildWorkflowFailure;
import dev.weft.sdk.scenario.ScriptedServer.Cache;
import dev.weft.sdk.workflow.Async;
import dev.weft.sdk.workflow.CancellationScope;
import dev.weft.sdk.workflow.ChildCancellationType;
import dev.weft.sdk.workflow.ChildWorkflowOptions;
import dev.weft.sdk.workflow.ChildWorkflowStub;
import dev.weft.sdk.workflow.Promise;
import dev.weft.sdk.workflow.SignalMethod;
import dev.weft.sdk.workflow.Workflow;
import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChildWorkflowTest {

    @WorkflowInterface
    public interface Review {
        @WorkflowMethod
        String review(String file);

        @SignalMethod
        void hurry(int degree);
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void theParentWaitsForTheResult(Cache cache) {
        ChildWorkflowOptions options = ChildWorkflowOptions.DEFAULT
                .withWorkflowId("review-1")
                .withParentClosePolicy(ParentClosePolicy.ABANDON);
        try (ScriptedServer server = Lambdas.started(cache, code -> Workflow.newChildWorkflowStub(Review.class, options)
                .review("a.java"))) {
            server.task();
            StartChildWorkflowExecutionInitiated initiated = server.last(StartChildWorkflowExecutionInitiated.class);
            assertThat(initiated.execution().workflowId()).isEqualTo("review-1");
            assertThat(initiated.parentClosePolicy()).isEqualTo(ParentClosePolicy.ABANDON);
            server.startChild("Review").task();
            server.completeChild("Review", "good").task();

            assertThat(server.result(String.class)).isEqualTo("good");
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void aStartedChildIsKnownAndSignaled(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, code -> {
            Review child = Workflow.newChildWorkflowStub(Review.class);
            Promise<String> result = Async.function(child::review, "a.java");
            ExecutionKey execution = Workflow.getWorkflowExecution(child).get();
            child.hurry(3);
            return execution.workflowId() + " " + result.get();
        })) {
            server.task().startChild("Review").task();
            ExternalEvent.SignalExternalWorkflowExecutionInitiated signal =
                    server.last(ExternalEvent.SignalExternalWorkflowExecutionInitiated.class);
            assertThat(signal.signalName()).isEqualTo("hurry");
            assertThat(signal.childOnly()).isTrue();
            server.answerExternal(true).completeChild("Review", "good").task();

            assertThat(server.result(String.class)).isEqualTo("child-5 good");
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void aFailedChildTellsItsCause(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, code -> {
            try {
                return Workflow.newChildWorkflowStub(Review.class).review("a.java");
            } catch (ChildWorkflowFailure e) {
                return e.workflowType() + ": " + e.getCause().getMessage();
            }
        })) {
            server.task().startChild("Review").task();
            server.failChild("Review", ApplicationFailure.of("no reviewer", "Busy"))
                    .task();

            assertThat(server.result(String.class)).isEqualTo("Review: no reviewer");
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void aTakenIdFailsTheStart(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, code -> {
            ChildWorkflowStub child = Workflow.newUntypedChildWorkflowStub(
                    "Review", ChildWorkflowOptions.DEFAULT.withWorkflowId("taken"));
            return child.execute(String.class, "a.java");
        })) {
            server.task().failChildStart("Review").task();

            FailureInfo.Application cause =
                    (FailureInfo.Application) server.failure().chain().getLast();
            assertThat(cause.type()).isEqualTo("WorkflowExecutionAlreadyStarted");
            assertThat(cause.message()).contains("Expected workflow id taken to be free");
        }
    }

    private static Object cancelChild(Lambdas.Code code, ChildCancellationType type) {
        Promise<?>[] result = new Promise<?>[1];
        CancellationScope scope = Workflow.newCancellationScope(() -> {
            result[0] = Workflow.newUntypedChildWorkflowStub(
                            "Review", ChildWorkflowOptions.DEFAULT.withCancellationType(type))
                    .executeAsync(String.class, "a");
        });
        scope.run();
        Workflow.await(() -> !code.notes.isEmpty());
        scope.cancel("over");
        try {
            return result[0].get();
        } catch (ChildWorkflowFailure e) {
            return e.getCause() instanceof CanceledFailure ? "canceled" : "failed";
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void byDefaultACanceledChildIsWaitedFor(Cache cache) {
        try (ScriptedServer server =
                Lambdas.started(cache, code -> cancelChild(code, ChildCancellationType.WAIT_CANCELLATION_COMPLETED))) {
            server.task().startChild("Review").signal("note", "stop").task();
            assertThat(server.story()).endsWith("RequestCancelExternalWorkflowExecutionInitiated");
            server.answerExternal(true).task();
            server.cancelChild("Review").task();

            assertThat(server.result(String.class)).isEqualTo("canceled");
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void waitCancellationRequestedWaitsForTheRequestOnly(Cache cache) {
        try (ScriptedServer server =
                Lambdas.started(cache, code -> cancelChild(code, ChildCancellationType.WAIT_CANCELLATION_REQUESTED))) {
            server.task().startChild("Review").signal("note", "stop").task();
            server.answerExternal(true).task();

            assertThat(server.result(String.class)).isEqualTo("canceled");
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void tryCancelAsksAndAbandonDoesNot(Cache cache) {
        try (ScriptedServer asking =
                        Lambdas.started(cache, code -> cancelChild(code, ChildCancellationType.TRY_CANCEL));
                ScriptedServer silent =
                        Lambdas.started(cache, code -> cancelChild(code, ChildCancellationType.ABANDON))) {
            asking.task().startChild("Review").signal("note", "stop").task();
            silent.task().startChild("Review").signal("note", "stop").task();

            assertThat(asking.story())
                    .endsWith("RequestCancelExternalWorkflowExecutionInitiated", "WorkflowExecutionCompleted");
            assertThat(silent.story()).endsWith("WorkflowExecutionSignaled", "WorkflowExecutionCompleted");
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void otherWorkflowsAreSignaledAndCanceled(Cache cache) {
        try (ScriptedServer server = Lambdas.started(cache, code -> {
            Workflow.newExternalWorkflowStub(Review.class, "elsewhere").hurry(1);
            try {
                Workflow.newUntypedExternalWorkflowStub("nowhere").cancel();
                return "reached";
            } catch (ApplicationFailure e) {
                return e.type() + ": " + e.getMessage();
            }
        })) {
            server.task().answerExternal(true).task();
            server.answerExternal(false).task();

            assertThat(server.result(String.class))
                    .isEqualTo("CancelExternalFailed: Expected the cancel request to reach workflow nowhere, but it did"
                            + " not: NOT_FOUND");
        }
    }
}
