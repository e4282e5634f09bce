package dev.weft.sdk.workflow;

import dev.weft.sdk.workflow.Functions.Func;
import dev.weft.sdk.workflow.Functions.Func1;
import dev.weft.sdk.workflow.Functions.Func2;
import dev.weft.sdk.workflow.Functions.Func3;
import dev.weft.sdk.workflow.Functions.Func4;
import dev.weft.sdk.workflow.Functions.Proc;
import dev.weft.sdk.workflow.Functions.Proc1;
import dev.weft.sdk.workflow.Functions.Proc2;
import dev.weft.sdk.workflow.Functions.Proc3;
import dev.weft.sdk.workflow.Functions.Proc4;
import org.jspecify.annotations.Nullable;

/**
 * Runs code - a stub's method or anything else - as a coroutine of its own. Coroutines take turns: one runs until it
 * waits, so that they need no locks. A new one begins when the code that made it waits.
 */
public final class Async {
    private Async() {}

    public static <R extends @Nullable Object> Promise<R> function(Func<R> function) {
        return CurrentWorkflow.runtime().async(function);
    }

    public static <A, R extends @Nullable Object> Promise<R> function(Func1<A, R> function, A a) {
        return function(() -> function.apply(a));
    }

    public static <A, B, R extends @Nullable Object> Promise<R> function(Func2<A, B, R> function, A a, B b) {
        return function(() -> function.apply(a, b));
    }

    public static <A, B, C, R extends @Nullable Object> Promise<R> function(Func3<A, B, C, R> function, A a, B b, C c) {
        return function(() -> function.apply(a, b, c));
    }

    public static <A, B, C, D, R extends @Nullable Object> Promise<R> function(
            Func4<A, B, C, D, R> function, A a, B b, C c, D d) {
        return function(() -> function.apply(a, b, c, d));
    }

    /**
     * Calls {@code function} in a coroutine, again and again while it throws or its promise fails.
     *
     * @see Workflow#retry
     */
    public static <R extends @Nullable Object> Promise<R> retry(RetryOptions options, Func<Promise<R>> function) {
        return function(() -> Workflow.retry(options, () -> function.apply().get()));
    }

    @SuppressWarnings("NullAway")
    public static Promise<@Nullable Void> procedure(Proc procedure) {
        return function(() -> {
            procedure.apply();
            return null;
        });
    }

    public static <A> Promise<@Nullable Void> procedure(Proc1<A> procedure, A a) {
        return procedure(() -> procedure.apply(a));
    }

    public static <A, B> Promise<@Nullable Void> procedure(Proc2<A, B> procedure, A a, B b) {
        return procedure(() -> procedure.apply(a, b));
    }

    public static <A, B, C> Promise<@Nullable Void> procedure(Proc3<A, B, C> procedure, A a, B b, C c) {
        return procedure(() -> procedure.apply(a, b, c));
    }

    public static <A, B, C, D> Promise<@Nullable Void> procedure(Proc4<A, B, C, D> procedure, A a, B b, C c, D d) {
        return procedure(() -> procedure.apply(a, b, c, d));
    }
}
