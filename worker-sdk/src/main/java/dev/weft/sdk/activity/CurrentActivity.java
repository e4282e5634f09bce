package dev.weft.sdk.activity;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Internal: ties an attempt to the thread that runs it. */
public final class CurrentActivity {
    private static final ThreadLocal<@Nullable ActivityExecutionContext> CONTEXT = new ThreadLocal<>();

    private CurrentActivity() {}

    /** Calls {@code code} with {@code context} as the current attempt. */
    public static <T extends @Nullable Object> T call(ActivityExecutionContext context, Callable<T> code)
            throws Exception {
        ActivityExecutionContext outer = CONTEXT.get();
        CONTEXT.set(context);
        try {
            return code.call();
        } finally {
            CONTEXT.set(outer);
        }
    }

    static ActivityExecutionContext context() {
        ActivityExecutionContext context = CONTEXT.get();
        if (context == null) {
            throw new IllegalStateException(
                    "Expected to be called on the thread of an activity, but " + Thread.currentThread() + " runs none");
        }
        return context;
    }
}
