package dev.weft.sdk.runner;

import dev.weft.core.model.ExecutionKey;
import dev.weft.sdk.interceptor.WorkflowOutboundCalls.ChildWorkflowInput;
import dev.weft.sdk.interceptor.WorkflowOutboundCalls.ChildWorkflowOutput;
import dev.weft.sdk.interceptor.WorkflowOutboundCalls.SignalExternalInput;
import dev.weft.sdk.workflow.ChildWorkflowOptions;
import dev.weft.sdk.workflow.ChildWorkflowStub;
import dev.weft.sdk.workflow.Promise;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One child workflow, before and after it is asked for. */
final class ChildStub implements ChildWorkflowStub {
    private final Interception calls;
    private final String workflowType;
    private final ChildWorkflowOptions options;
    private final CoroutinePromise<ExecutionKey> execution;
    private boolean asked;

    /** @param execution completed when the child has started */
    ChildStub(
            Interception calls,
            String workflowType,
            ChildWorkflowOptions options,
            CoroutinePromise<ExecutionKey> execution) {
        this.calls = calls;
        this.workflowType = workflowType;
        this.options = options;
        this.execution = execution;
    }

    @Override
    public String workflowType() {
        return workflowType;
    }

    @Override
    public <R extends @Nullable Object> R execute(Class<R> resultType, @Nullable Object... args) {
        return executeAsync(resultType, args).get();
    }

    @Override
    public <R extends @Nullable Object> Promise<R> executeAsync(Class<R> resultType, @Nullable Object... args) {
        return executeAsync((Type) resultType, args);
    }

    @Override
    public <R extends @Nullable Object> Promise<R> executeAsync(Type resultType, @Nullable Object... args) {
        if (asked) {
            throw new IllegalStateException("Expected a stub to start one child, but child workflow " + workflowType
                    + " was started before; make a stub for each");
        }
        ChildWorkflowOutput<R> child = calls.outbound()
                .executeChildWorkflow(
                        new ChildWorkflowInput(workflowType, resultType, options, Arrays.asList(args), Map.of()));
        asked = true;
        execution.completeFrom(child.execution());
        return child.result();
    }

    @Override
    public Promise<ExecutionKey> getExecution() {
        return execution;
    }

    @Override
    public void signal(String signalName, @Nullable Object... args) {
        if (!asked) {
            throw new IllegalStateException(
                    "Expected child workflow " + workflowType + " to be started before it is signaled, but it is not");
        }
        calls.outbound()
                .signalExternalWorkflow(
                        new SignalExternalInput(execution.get(), "", true, signalName, Arrays.asList(args), Map.of()))
                .get();
    }
}
