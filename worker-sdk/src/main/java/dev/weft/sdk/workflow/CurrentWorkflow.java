package dev.weft.sdk.workflow;

import org.jspecify.annotations.Nullable;

/** Internal: ties the threads that run workflow code to their run. */
public final class CurrentWorkflow {
    private static final ThreadLocal<@Nullable WorkflowRuntime> RUNTIME = new ThreadLocal<>();

    private CurrentWorkflow() {}

    /** Called by the runner on its own threads only. */
    public static void bind(WorkflowRuntime runtime) {
        RUNTIME.set(runtime);
    }

    /** Whether the calling thread runs workflow code again. */
    static boolean isReplaying() {
        WorkflowRuntime runtime = RUNTIME.get();
        return runtime != null && runtime.isReplaying();
    }

    static WorkflowRuntime runtime() {
        WorkflowRuntime runtime = RUNTIME.get();
        if (runtime == null) {
            throw new IllegalStateException("Expected to be called by workflow code, but thread '"
                    + Thread.currentThread().getName() + "' runs none");
        }
        return runtime;
    }
}
