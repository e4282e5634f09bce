package dev.weft.sdk.runner;

import dev.weft.core.command.Command;
import dev.weft.core.event.ExternalEvent;
import dev.weft.core.event.ExternalEvent.ExternalWorkflowExecutionCancelRequested;
import dev.weft.core.event.ExternalEvent.ExternalWorkflowExecutionSignaled;
import dev.weft.core.event.ExternalEvent.RequestCancelExternalWorkflowExecutionFailed;
import dev.weft.core.event.ExternalEvent.RequestCancelExternalWorkflowExecutionInitiated;
import dev.weft.core.event.ExternalEvent.SignalExternalWorkflowExecutionFailed;
import dev.weft.core.event.ExternalEvent.SignalExternalWorkflowExecutionInitiated;
import dev.weft.core.model.ExecutionKey;
import dev.weft.sdk.failure.ApplicationFailure;
import dev.weft.sdk.failure.CanceledFailure;
import dev.weft.sdk.interceptor.WorkflowOutboundCalls.SignalExternalInput;
import dev.weft.sdk.replay.ExternalMachine;
import dev.weft.sdk.workflow.Promise;
import org.jspecify.annotations.Nullable;

/** Signals and cancel requests of workflow code to other executions. */
final class ExternalCalls {
    private final RunContext run;

    ExternalCalls(RunContext run) {
        this.run = run;
    }

    /** Completes when the signal is durable. */
    Promise<@Nullable Void> signal(SignalExternalInput input) {
        run.requireWritable("signal workflow " + input.execution().workflowId());
        ScopeNode scope = run.scope();
        scope.throwIfCanceled();
        CoroutinePromise<@Nullable Void> promise = run.newPromise(scope);
        ExternalMachine machine = run.machine()
                .signalExternal(
                        new Command.SignalExternalWorkflow(
                                input.execution(),
                                input.runId(),
                                input.signalName(),
                                run.payloads(input.arguments()),
                                input.header(),
                                input.childOnly()),
                        event -> answered(promise, event));
        Runnable forgetScope = scope.onCancel(() -> {
            if (machine.isUnsent()) {
                machine.takeBack();
                promise.completeExceptionally(new CanceledFailure(scope.message()));
            }
        });
        promise.whenDone(forgetScope);
        return promise;
    }

    /** Completes when the request has reached the execution. */
    Promise<@Nullable Void> cancel(ExecutionKey execution, String runId, boolean childOnly, String reason) {
        run.requireWritable("cancel workflow " + execution.workflowId());
        CoroutinePromise<@Nullable Void> promise = run.newPromise(run.rootScope());
        run.machine()
                .cancelExternal(
                        new Command.RequestCancelExternalWorkflow(execution, runId, childOnly, reason),
                        event -> answered(promise, event));
        return promise;
    }

    private static void answered(CoroutinePromise<@Nullable Void> promise, ExternalEvent event) {
        switch (event) {
            case ExternalWorkflowExecutionSignaled _e -> promise.completeEmpty();
            case ExternalWorkflowExecutionCancelRequested _e -> promise.completeEmpty();
            case SignalExternalWorkflowExecutionFailed e ->
                promise.completeExceptionally(failure("SignalExternalFailed", "signal", e.execution(), e.cause()));
            case RequestCancelExternalWorkflowExecutionFailed e ->
                promise.completeExceptionally(
                        failure("CancelExternalFailed", "cancel request", e.execution(), e.cause()));
            case SignalExternalWorkflowExecutionInitiated _e -> throw unexpected(event);
            case RequestCancelExternalWorkflowExecutionInitiated _e -> throw unexpected(event);
        }
    }

    private static ApplicationFailure failure(String type, String what, ExecutionKey execution, String cause) {
        return ApplicationFailure.of(
                "Expected the " + what + " to reach workflow " + execution.workflowId() + ", but it did not: " + cause,
                type);
    }

    private static IllegalStateException unexpected(ExternalEvent event) {
        return new IllegalStateException("Expected an answer of another execution, but got " + event);
    }
}
