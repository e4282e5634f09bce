package dev.weft.sdk.runner;

import dev.weft.sdk.workflow.WorkflowImplementationOptions;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The workflow types that a worker can run. Thread-safe. */
public final class WorkflowRegistry {
    private final ConcurrentMap<String, WorkflowDefinition> definitions = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable WorkflowDefinition> dynamic = new AtomicReference<>();

    /**
     * Registers implementation classes under the workflow types that their interfaces declare; a
     * {@link dev.weft.sdk.workflow.DynamicWorkflow} for all types that no other is registered for.
     *
     * @throws IllegalArgumentException when a class is no workflow implementation or its type is taken, with the reason
     */
    public WorkflowRegistry register(Class<?>... implementations) {
        for (Class<?> implementation : implementations) {
            register(implementation, WorkflowImplementationOptions.DEFAULT);
        }
        return this;
    }

    /** As {@link #register(Class[])}, with options. */
    public WorkflowRegistry register(Class<?> implementation, WorkflowImplementationOptions options) {
        return add(implementation, null, options);
    }

    /**
     * Registers an implementation that {@code factory} creates, one per run.
     *
     * @param implementation class of what the factory creates, or its workflow interface
     */
    public <T> WorkflowRegistry register(Class<T> implementation, Supplier<? extends T> factory) {
        return add(implementation, factory, WorkflowImplementationOptions.DEFAULT);
    }

    /** As {@link #register(Class, Supplier)}, with options. */
    public <T> WorkflowRegistry register(
            Class<T> implementation, Supplier<? extends T> factory, WorkflowImplementationOptions options) {
        return add(implementation, factory, options);
    }

    private WorkflowRegistry add(
            Class<?> implementation, @Nullable Supplier<?> factory, WorkflowImplementationOptions options) {
        WorkflowDefinition definition = WorkflowDefinition.of(implementation, factory, options);
        WorkflowDefinition twin = definition.dynamic()
                ? dynamic.compareAndExchange(null, definition)
                : definitions.putIfAbsent(definition.workflowType(), definition);
        if (twin != null) {
            String what = definition.dynamic()
                    ? "DynamicWorkflow"
                    : "implementation of workflow type " + definition.workflowType();
            throw new IllegalArgumentException("Expected one " + what + ", but both "
                    + twin.main().method().getDeclaringClass().getName() + " and " + implementation.getName()
                    + " are registered");
        }
        return this;
    }

    /** In alphabetical order, without those that only a dynamic implementation takes. */
    public Set<String> workflowTypes() {
        return new TreeSet<>(definitions.keySet());
    }

    public boolean isEmpty() {
        return definitions.isEmpty() && dynamic.get() == null;
    }

    /** Whether there is an implementation for the type, be it a dynamic one. */
    public boolean canRun(String workflowType) {
        return find(workflowType).isPresent();
    }

    Optional<WorkflowDefinition> find(String workflowType) {
        return Optional.ofNullable(definitions.getOrDefault(workflowType, dynamic.get()));
    }
}
