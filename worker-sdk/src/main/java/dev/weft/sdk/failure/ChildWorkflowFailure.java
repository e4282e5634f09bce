package dev.weft.sdk.failure;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.FailureInfo;
import dev.weft.core.model.RetryState;
import org.jspecify.annotations.Nullable;

/** A child workflow could not be started or did not complete; the cause tells why. Thrown in its parent. */
public final class ChildWorkflowFailure extends WeftFailure {
    private static final long serialVersionUID = 1;

    private final transient FailureInfo.ChildWorkflow info;

    public ChildWorkflowFailure(FailureInfo.ChildWorkflow info, @Nullable Throwable cause) {
        super(info.message(), cause);
        this.info = info;
    }

    public FailureInfo.ChildWorkflow info() {
        return info;
    }

    public String workflowType() {
        return info.workflowType();
    }

    public ExecutionKey execution() {
        return info.execution();
    }

    /** Empty when the child was never started. */
    public String runId() {
        return info.runId();
    }

    public RetryState retryState() {
        return info.retryState();
    }
}
