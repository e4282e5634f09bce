package dev.weft.sdk.runner;

import java.util.Set;
import java.util.function.Supplier;

/** The workflow types that a worker can run. Thread-safe. */
public final class WorkflowRegistry {

    /**
     * Registers implementation classes under the workflow types that their interfaces declare.
     *
     * @throws IllegalArgumentException when a class is no workflow implementation or its type is taken, with the reason
     */
    public WorkflowRegistry register(Class<?>... implementations) {
        throw new UnsupportedOperationException("in the making");
    }

    /** Registers an implementation that {@code factory} creates, one per run. */
    public <T> WorkflowRegistry register(Class<T> implementation, Supplier<? extends T> factory) {
        throw new UnsupportedOperationException("in the making");
    }

    public Set<String> workflowTypes() {
        throw new UnsupportedOperationException("in the making");
    }
}
