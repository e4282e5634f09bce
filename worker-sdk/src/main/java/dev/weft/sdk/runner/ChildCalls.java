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
import dev.weft.sdk.failure.ApplicationFailure;
import dev.weft.sdk.failure.CanceledFailure;
import dev.weft.sdk.failure.ChildWorkflowFailure;
import dev.weft.sdk.failure.Details;
import dev.weft.sdk.failure.TerminatedFailure;
import dev.weft.sdk.failure.TimeoutFailure;
import dev.weft.sdk.replay.ChildMachine;
import dev.weft.sdk.workflow.ChildCancellationType;
import dev.weft.sdk.workflow.ChildWorkflowOptions;
import dev.weft.sdk.workflow.Promise;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs child workflows for workflow code. */
final class ChildCalls {
    private final RunContext run;
    private final ExternalCalls externals;

    ChildCalls(RunContext run, ExternalCalls externals) {
        this.run = run;
        this.externals = externals;
    }

    /** A child that has not been asked for yet. */
    Child newChild(String workflowType, ChildWorkflowOptions options) {
        return new Child(workflowType, options);
    }

    /** One child workflow. */
    final class Child {
        private final String workflowType;
        private final ChildWorkflowOptions options;
        private final CoroutinePromise<ExecutionKey> execution;
        private @Nullable Outcome<?> outcome;

        private Child(String workflowType, ChildWorkflowOptions options) {
            this.workflowType = workflowType;
            this.options = options;
            this.execution = run.newPromise(run.rootScope());
        }

        String workflowType() {
            return workflowType;
        }

        Promise<ExecutionKey> execution() {
            return execution;
        }

        <R extends @Nullable Object> Promise<R> start(Type resultType, @Nullable Object... args) {
            run.requireWritable("start child workflow " + workflowType);
            if (outcome != null) {
                throw new IllegalStateException("Expected a stub to start one child, but child workflow " + workflowType
                        + " was started before; make a stub for each");
            }
            ScopeNode scope = run.scope();
            scope.throwIfCanceled();
            Outcome<R> mine = new Outcome<>(this, run.newPromise(scope), resultType);
            mine.machine = run.machine().startChild(command(args), mine::changed);
            mine.forgetScope = scope.onCancel(() -> mine.cancel(scope.message(), options.cancellationType()));
            outcome = mine;
            return mine.promise;
        }

        private Command.StartChildWorkflow command(@Nullable Object... args) {
            RunSettings settings = new RunSettings(
                    workflowType,
                    options.taskQueue(),
                    run.payloads(args),
                    options.executionTimeout(),
                    options.runTimeout(),
                    options.taskTimeout(),
                    options.retryOptions().toPolicy(),
                    run.payloads(options.memo()),
                    options.searchAttributes().toPayloads(),
                    Map.of(),
                    Duration.ZERO);
            return new Command.StartChildWorkflow(
                    options.workflowId(), settings, options.parentClosePolicy(), options.workflowIdReusePolicy());
        }

        /** Waits for the child's start, then until the signal is durable. */
        void signal(String signalName, @Nullable Object... args) {
            if (outcome == null) {
                throw new IllegalStateException("Expected child workflow " + workflowType
                        + " to be started before it is signaled, but it is not");
            }
            externals.signal(execution.get(), "", true, signalName, args).get();
        }
    }

    /** What code waits for after a child was asked for. */
    private final class Outcome<R extends @Nullable Object> {
        private final Child child;
        private final CoroutinePromise<R> promise;
        private final Type resultType;
        private @Nullable ChildMachine machine;
        private Runnable forgetScope = () -> {};
        private String runId = "";

        Outcome(Child child, CoroutinePromise<R> promise, Type resultType) {
            this.child = child;
            this.promise = promise;
            this.resultType = resultType;
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
                    child.execution.complete(e.execution());
                }
                case StartChildWorkflowExecutionFailed e -> startFailed(e);
                case ChildWorkflowExecutionCompleted e -> {
                    forgetScope.run();
                    run.complete(promise, e.result(), resultType);
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
            ApplicationFailure cause = ApplicationFailure.nonRetryable(
                    "Expected workflow id " + event.execution().workflowId() + " to be free, but it is not: "
                            + event.cause(),
                    "WorkflowExecutionAlreadyStarted");
            fail(0, RetryState.NON_RETRYABLE_FAILURE, cause);
        }

        private void fail(long startedEventId, RetryState retryState, RuntimeException cause) {
            forgetScope.run();
            String how = cause instanceof CanceledFailure ? "was canceled" : "failed: " + cause.getMessage();
            ChildWorkflowFailure failure = new ChildWorkflowFailure(
                    new FailureInfo.ChildWorkflow(
                            "Child workflow " + child.workflowType + " " + how,
                            child.workflowType,
                            machine().execution(),
                            runId,
                            machine().initiatedEventId(),
                            startedEventId,
                            retryState),
                    cause);
            child.execution.completeExceptionally(failure);
            promise.completeExceptionally(failure);
        }
    }
}
