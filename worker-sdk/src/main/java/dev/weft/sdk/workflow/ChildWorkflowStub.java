package dev.weft.sdk.workflow;

import dev.weft.core.model.ExecutionKey;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** Runs one child workflow by type, without an interface. */
public interface ChildWorkflowStub {

    String workflowType();

    <R extends @Nullable Object> R execute(Class<R> resultType, @Nullable Object... args);

    <R extends @Nullable Object> Promise<R> executeAsync(Class<R> resultType, @Nullable Object... args);

    /** For generic results. The caller says what {@code resultType} stands for. */
    <R extends @Nullable Object> Promise<R> executeAsync(Type resultType, @Nullable Object... args);

    /** Completes when the child has started, and fails when it could not be. */
    Promise<ExecutionKey> getExecution();

    /** Signals the child, once it has started; returns when the signal is durable. */
    void signal(String signalName, @Nullable Object... args);
}
