package dev.weft.sdk.interceptor;

/** Puts something around the workflows and activities of a worker. Thread-safe. */
public interface WorkerInterceptor {

    /**
     * Called once for each run that comes to live on a worker, so again when it is replayed. What the result does must
     * be as deterministic as workflow code.
     *
     * @return what handles the run instead of {@code next}, usually a {@link WorkflowInboundCallsBase}
     */
    default WorkflowInboundCalls interceptWorkflow(WorkflowInboundCalls next) {
        return next;
    }

    /**
     * Called for each attempt of an activity, on its thread.
     *
     * @return what runs the attempt instead of {@code next}, usually an {@link ActivityInboundCallsBase}
     */
    default ActivityInboundCalls interceptActivity(ActivityInboundCalls next) {
        return next;
    }
}
