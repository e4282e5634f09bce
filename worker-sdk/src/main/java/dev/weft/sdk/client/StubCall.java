package dev.weft.sdk.client;

import java.lang.reflect.Type;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A call of a typed stub's method that was noted down instead of made. */
record StubCall(
        WorkflowStub workflow, String name, @Nullable Object[] arguments, Type resultType) {
    private static final ThreadLocal<@Nullable Capture> CAPTURE = new ThreadLocal<>();

    private static final class Capture {
        private @Nullable StubCall call;
    }

    /** The one stub call that {@code code} makes. */
    static StubCall capture(Runnable code) {
        Capture capture = new Capture();
        CAPTURE.set(capture);
        try {
            code.run();
        } finally {
            CAPTURE.remove();
        }
        StubCall call = capture.call;
        if (call == null) {
            throw new IllegalArgumentException("Expected a call of a workflow stub's method, but there was none");
        }
        return call;
    }

    /** {@link #capture} for code with a result, which means nothing here. */
    static StubCall captureResult(Supplier<?> code) {
        return capture(() -> {
            Object unused = code.get();
        });
    }

    /** Whether the call has been noted, so that it is not to be made. */
    boolean isCaptured() {
        Capture capture = CAPTURE.get();
        if (capture == null) {
            return false;
        }
        if (capture.call != null) {
            throw new IllegalArgumentException("Expected one call of a workflow stub's method, but " + name
                    + " is called after " + capture.call.name());
        }
        capture.call = this;
        return true;
    }
}
