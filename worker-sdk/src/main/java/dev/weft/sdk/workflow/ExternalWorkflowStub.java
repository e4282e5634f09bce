package dev.weft.sdk.workflow;

import dev.weft.core.model.ExecutionKey;
import org.jspecify.annotations.Nullable;

/** Talks to a workflow that is not a child of this one. */
public interface ExternalWorkflowStub {

    ExecutionKey execution();

    /**
     * Returns when the signal is durable.
     *
     * @throws dev.weft.sdk.failure.ApplicationFailure when there is no such open workflow
     */
    void signal(String signalName, @Nullable Object... args);

    /** Asks the workflow to cancel; returns when the request has reached it. */
    void cancel();
}
