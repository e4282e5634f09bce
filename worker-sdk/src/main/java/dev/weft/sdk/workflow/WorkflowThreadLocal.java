package dev.weft.sdk.workflow;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A variable of which each coroutine of each run has its own. A new coroutine begins with the initial value.
 */
public final class WorkflowThreadLocal<T extends @Nullable Object> {
    private final Supplier<? extends T> initial;

    private WorkflowThreadLocal(Supplier<? extends T> initial) {
        this.initial = initial;
    }

    /** @param initial makes the value that is there before one is set; called at the first {@link #get} */
    public static <T extends @Nullable Object> WorkflowThreadLocal<T> withInitial(Supplier<? extends T> initial) {
        return new WorkflowThreadLocal<>(initial);
    }

    public T get() {
        return CurrentWorkflow.runtime().coroutineLocals().get(this, initial);
    }

    public void set(T value) {
        CurrentWorkflow.runtime().requireWritable("set a variable");
        CurrentWorkflow.runtime().coroutineLocals().set(this, value);
    }
}
