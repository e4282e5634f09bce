package dev.weft.sdk.workflow;

import org.jspecify.annotations.Nullable;

/** Shapes of code that {@link Async} runs. Checked exceptions may be thrown; they fail the promise. */
public final class Functions {
    private Functions() {}

    @FunctionalInterface
    public interface Func<R extends @Nullable Object> {
        R apply() throws Exception;
    }

    @FunctionalInterface
    public interface Func1<A, R extends @Nullable Object> {
        R apply(A a) throws Exception;
    }

    @FunctionalInterface
    public interface Func2<A, B, R extends @Nullable Object> {
        R apply(A a, B b) throws Exception;
    }

    @FunctionalInterface
    public interface Func3<A, B, C, R extends @Nullable Object> {
        R apply(A a, B b, C c) throws Exception;
    }

    @FunctionalInterface
    public interface Func4<A, B, C, D, R extends @Nullable Object> {
        R apply(A a, B b, C c, D d) throws Exception;
    }

    @FunctionalInterface
    public interface Proc {
        void apply() throws Exception;
    }

    @FunctionalInterface
    public interface Proc1<A> {
        void apply(A a) throws Exception;
    }

    @FunctionalInterface
    public interface Proc2<A, B> {
        void apply(A a, B b) throws Exception;
    }

    @FunctionalInterface
    public interface Proc3<A, B, C> {
        void apply(A a, B b, C c) throws Exception;
    }

    @FunctionalInterface
    public interface Proc4<A, B, C, D> {
        void apply(A a, B b, C c, D d) throws Exception;
    }
}
