package dev.weft.sdk.workflow;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A variable of which each run has its own, for all its coroutines. Kept in a static field, it spares code to hand
 * a value on.
 */
public final class WorkflowLocal<T extends @Nullable Object> {
    private final Supplier<? extends T> initial;

    private WorkflowLocal(Supplier<? extends T> initial) {
        this.initial = initial;
    }

    /** @param initial makes the value that is there before one is set; called at the first {@link #get} */
    public static <T extends @Nullable Object> WorkflowLocal<T> withInitial(Supplier<? extends T> initial) {
        return new WorkflowLocal<>(initial);
    }

    public T get() {
        return CurrentWorkflow.runtime().runLocals().get(this, initial);
    }

    public void set(T value) {
        CurrentWorkflow.runtime().requireWritable("set a variable");
        CurrentWorkflow.runtime().runLocals().set(this, value);
    }
}
