package dev.weft.sdk.runner;

import dev.weft.core.command.Command;
import dev.weft.core.event.ChildEvent;
import dev.weft.core.event.ChildEvent.ChildWorkflowExecutionCanceled;
import dev.weft.core.event.ChildEvent.ChildWorkflowExecutionCompleted;
import dev.weft.core.event.ChildEvent.ChildWorkflowExecutionFailed;
import dev.weft.core.event.ChildEvent.ChildWorkflowExecutionStarted;
import dev.weft.core.event.ChildEvent.ChildWorkflowExecutionTerminated;
import dev.weft.core.event.ChildEvent.ChildWorkflowExecutionTimedOut;
import dev.weft.core.event.ChildEvent.StartChildWorkflowExecutionFailed;
import dev.weft.core.event.ChildEvent.StartChildWorkflowExecutionInitiated;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.FailureInfo;
import dev.weft.core.model.RetryState;
import dev.weft.core.model.RunSettings;
import dev.weft.core.model.TimeoutType;
import dev.weft.core.model.WorkflowTaskFailedCause;
import dev.weft.sdk.failure.ApplicationFailure;
import dev.weft.sdk.failure.CanceledFailure;
import dev.weft.sdk.failure.ChildWorkflowFailure;
import dev.weft.sdk.failure.Details;
import dev.weft.sdk.failure.TerminatedFailure;
import dev.weft.sdk.failure.TimeoutFailure;
import dev.weft.sdk.interceptor.WorkflowOutboundCalls.ChildWorkflowInput;
import dev.weft.sdk.interceptor.WorkflowOutboundCalls.ChildWorkflowOutput;
import dev.weft.sdk.replay.ChildMachine;
import dev.weft.sdk.workflow.ChildCancellationType;
import dev.weft.sdk.workflow.ChildWorkflowOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Runs child workflows for workflow code. */
final class ChildCalls {
    private final RunContext run;
    private final ExternalCalls externals;

    ChildCalls(RunContext run, ExternalCalls externals) {
        this.run = run;
        this.externals = externals;
    }

    <R extends @Nullable Object> ChildWorkflowOutput<R> start(ChildWorkflowInput input) {
        run.requireWritable("start child workflow " + input.workflowType());
        ScopeNode scope = run.scope();
        scope.throwIfCanceled();
        Child<R> child = new Child<>(input, run.newPromise(scope), run.newPromise(run.rootScope()));
        child.machine = run.machine().startChild(command(input), child::changed);
        child.forgetScope = scope.onCancel(
                () -> child.cancel(scope.message(), input.options().cancellationType()));
        return new ChildWorkflowOutput<>(child.promise, child.execution);
    }

    private Command.StartChildWorkflow command(ChildWorkflowInput input) {
        ChildWorkflowOptions options = input.options();
        RunSettings settings = new RunSettings(
                input.workflowType(),
                options.taskQueue(),
                run.payloads(input.arguments()),
                options.executionTimeout(),
                options.runTimeout(),
                options.taskTimeout(),
                options.retryOptions().toPolicy(),
                run.payloads(options.memo()),
                options.searchAttributes().toPayloads(),
                input.header(),
                Duration.ZERO);
        return new Command.StartChildWorkflow(
                options.workflowId(), settings, options.parentClosePolicy(), options.workflowIdReusePolicy());
    }

    /** One child that code waits for. */
    private final class Child<R extends @Nullable Object> {
        private final ChildWorkflowInput input;
        private final CoroutinePromise<R> promise;
        private final CoroutinePromise<ExecutionKey> execution;
        private @Nullable ChildMachine machine;
        private Runnable forgetScope = () -> {};
        private String runId = "";

        Child(ChildWorkflowInput input, CoroutinePromise<R> promise, CoroutinePromise<ExecutionKey> execution) {
            this.input = input;
            this.promise = promise;
            this.execution = execution;
        }

        private ChildMachine machine() {
            if (machine == null) {
                throw new IllegalStateException("Expected the child to be asked for, but it is not");
            }
            return machine;
        }

        void cancel(String reason, ChildCancellationType type) {
            if (promise.isCompleted() || !machine().isOpen()) {
                return;
            }
            CanceledFailure canceled = new CanceledFailure(reason);
            if (machine().isUnsent()) {
                machine().takeBack();
                fail(0, RetryState.CANCEL_REQUESTED, canceled);
                return;
            }
            if (type == ChildCancellationType.ABANDON) {
                fail(0, RetryState.CANCEL_REQUESTED, canceled);
                return;
            }
            CoroutinePromise<@Nullable Void> requested = (CoroutinePromise<@Nullable Void>)
                    externals.cancel(machine().execution(), "", true, reason);
            if (type == ChildCancellationType.TRY_CANCEL) {
                fail(0, RetryState.CANCEL_REQUESTED, canceled);
            } else if (type == ChildCancellationType.WAIT_CANCELLATION_REQUESTED) {
                requested.whenDone(() -> fail(0, RetryState.CANCEL_REQUESTED, canceled));
            }
        }

        void changed(ChildEvent event) {
            switch (event) {
                case ChildWorkflowExecutionStarted e -> {
                    runId = e.runId();
                    execution.complete(e.execution());
                }
                case StartChildWorkflowExecutionFailed e -> startFailed(e);
                case ChildWorkflowExecutionCompleted e -> {
                    forgetScope.run();
                    run.complete(promise, e.result(), input.resultType());
                }
                case ChildWorkflowExecutionFailed e ->
                    fail(e.startedEventId(), e.retryState(), run.exception(e.failure()));
                case ChildWorkflowExecutionCanceled e ->
                    fail(
                            e.startedEventId(),
                            RetryState.CANCEL_REQUESTED,
                            new CanceledFailure(
                                    "The child workflow was canceled",
                                    Details.received(e.details(), run.data()::fromPayload),
                                    null));
                case ChildWorkflowExecutionTimedOut e ->
                    fail(
                            e.startedEventId(),
                            e.retryState(),
                            new TimeoutFailure(
                                    "The child workflow timed out", TimeoutType.START_TO_CLOSE, Details.NONE, null));
                case ChildWorkflowExecutionTerminated e ->
                    fail(
                            e.startedEventId(),
                            RetryState.NON_RETRYABLE_FAILURE,
                            new TerminatedFailure("The child workflow was terminated", null));
                case StartChildWorkflowExecutionInitiated _e ->
                    throw new IllegalStateException("Expected news of a child, but got " + event);
            }
        }

        private void startFailed(StartChildWorkflowExecutionFailed event) {
            String workflowId = event.execution().workflowId();
            boolean full = event.cause().equals(WorkflowTaskFailedCause.STATE_LIMIT_EXCEEDED.name());
            ApplicationFailure cause = full
                    ? ApplicationFailure.nonRetryable(
                            "Expected the state of workflow " + workflowId
                                    + " to have room for the child, but it has not: " + event.cause(),
                            "StateLimitExceeded")
                    : ApplicationFailure.nonRetryable(
                            "Expected workflow id " + workflowId + " to be free, but it is not: " + event.cause(),
                            "WorkflowExecutionAlreadyStarted");
            fail(0, RetryState.NON_RETRYABLE_FAILURE, cause);
        }

        private void fail(long startedEventId, RetryState retryState, RuntimeException cause) {
            forgetScope.run();
            String how = cause instanceof CanceledFailure ? "was canceled" : "failed: " + cause.getMessage();
            ChildWorkflowFailure failure = new ChildWorkflowFailure(
                    new FailureInfo.ChildWorkflow(
                            "Child workflow " + input.workflowType() + " " + how,
                            input.workflowType(),
                            machine().execution(),
                            runId,
                            machine().initiatedEventId(),
                            startedEventId,
                            retryState),
                    cause);
            execution.completeExceptionally(failure);
            promise.completeExceptionally(failure);
        }
    }
}
