package dev.weft.sdk.client;

import dev.weft.sdk.workflow.WorkflowContract.Part;
import java.lang.reflect.Type;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A call of a typed stub's method that was noted down instead of made. */
record StubCall(WorkflowStub workflow, Part part, @Nullable Object[] arguments, Type resultType) {
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

    String name() {
        return part.name();
    }

    /** @throws IllegalArgumentException when it is not the workflow method that was called */
    StubCall toStart() {
        return require(Part.Main.class, "the workflow method");
    }

    /** @throws IllegalArgumentException when it is not a signal method of the stub {@code start} that was called */
    StubCall toSignal(StubCall start) {
        return require(Part.Signal.class, "a signal method").onStubOf(start);
    }

    /** @throws IllegalArgumentException when it is not an update method that was called */
    StubCall toUpdate() {
        return require(Part.Update.class, "an update method");
    }

    StubCall onStubOf(StubCall other) {
        if (workflow != other.workflow) {
            throw new IllegalArgumentException("Expected both calls on the same stub, but they are on those of "
                    + other.workflow.workflowId() + " and " + workflow.workflowId());
        }
        return this;
    }

    private StubCall require(Class<? extends Part> kind, String what) {
        if (!kind.isInstance(part)) {
            throw new IllegalArgumentException(
                    "Expected a call of " + what + ", but got " + kind() + " " + part.name());
        }
        return this;
    }

    private String kind() {
        return switch (part) {
            case Part.Main _p -> "workflow";
            case Part.Signal _p -> "signal";
            case Part.Query _p -> "query";
            case Part.Update _p -> "update";
            case Part.Validator _p -> "validator of";
        };
    }

    /** Whether the call has been noted, so that it is not to be made. */
    boolean isCaptured() {
        Capture capture = CAPTURE.get();
        if (capture == null) {
            return false;
        }
        if (capture.call != null) {
            throw new IllegalArgumentException("Expected one call of a workflow stub's method, but " + name()
                    + " is called after " + capture.call.name());
        }
        capture.call = this;
        return true;
    }
}
