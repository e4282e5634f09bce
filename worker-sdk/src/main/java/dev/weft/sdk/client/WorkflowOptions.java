package dev.weft.sdk.client;

import dev.weft.core.model.RetryPolicy;
import dev.weft.core.model.WorkflowIdConflictPolicy;
import dev.weft.core.model.WorkflowIdReusePolicy;
import java.time.Duration;
import java.util.Map;

/**
 * How a workflow is started. Zero and empty mean "the platform's default".
 *
 * @param workflowId unique among the open runs of the namespace; empty for a random one
 * @param executionTimeout bound of the whole chain of runs
 * @param runTimeout bound of one run
 * @param taskTimeout bound of one workflow task
 * @param retryPolicy {@link RetryPolicy#NONE} unless a failed run is to be followed by another
 * @param startDelay wait before the first workflow task
 * @param requestId makes a repeated start harmless; empty for a random one
 */
public record WorkflowOptions(
        String taskQueue,
        String workflowId,
        WorkflowIdReusePolicy reusePolicy,
        WorkflowIdConflictPolicy conflictPolicy,
        Duration executionTimeout,
        Duration runTimeout,
        Duration taskTimeout,
        RetryPolicy retryPolicy,
        Duration startDelay,
        Map<String, Object> memo,
        Map<String, Object> searchAttributes,
        String requestId) {

    public WorkflowOptions {
        memo = Map.copyOf(memo);
        searchAttributes = Map.copyOf(searchAttributes);
        if (taskQueue.isBlank()) {
            throw new IllegalArgumentException("Expected the name of a task queue, but it is blank");
        }
    }

    /** The defaults on {@code taskQueue}, with a random workflow id. */
    public static WorkflowOptions onTaskQueue(String taskQueue) {
        return newBuilder().setTaskQueue(taskQueue).build();
    }

    public static Builder newBuilder() {
        return new Builder();
    }

    /** Collects {@link WorkflowOptions}. */
    public static final class Builder {
        private String taskQueue = "";
        private String workflowId = "";
        private WorkflowIdReusePolicy reusePolicy = WorkflowIdReusePolicy.ALLOW_DUPLICATE;
        private WorkflowIdConflictPolicy conflictPolicy = WorkflowIdConflictPolicy.FAIL;
        private Duration executionTimeout = Duration.ZERO;
        private Duration runTimeout = Duration.ZERO;
        private Duration taskTimeout = Duration.ZERO;
        private RetryPolicy retryPolicy = RetryPolicy.NONE;
        private Duration startDelay = Duration.ZERO;
        private Map<String, Object> memo = Map.of();
        private Map<String, Object> searchAttributes = Map.of();
        private String requestId = "";

        private Builder() {}

        public Builder setTaskQueue(String newTaskQueue) {
            taskQueue = newTaskQueue;
            return this;
        }

        public Builder setWorkflowId(String newWorkflowId) {
            workflowId = newWorkflowId;
            return this;
        }

        public Builder setWorkflowIdReusePolicy(WorkflowIdReusePolicy policy) {
            reusePolicy = policy;
            return this;
        }

        public Builder setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy policy) {
            conflictPolicy = policy;
            return this;
        }

        public Builder setWorkflowExecutionTimeout(Duration timeout) {
            executionTimeout = timeout;
            return this;
        }

        public Builder setWorkflowRunTimeout(Duration timeout) {
            runTimeout = timeout;
            return this;
        }

        public Builder setWorkflowTaskTimeout(Duration timeout) {
            taskTimeout = timeout;
            return this;
        }

        public Builder setRetryPolicy(RetryPolicy policy) {
            retryPolicy = policy;
            return this;
        }

        public Builder setStartDelay(Duration delay) {
            startDelay = delay;
            return this;
        }

        public Builder setMemo(Map<String, Object> newMemo) {
            memo = newMemo;
            return this;
        }

        public Builder setSearchAttributes(Map<String, Object> attributes) {
            searchAttributes = attributes;
            return this;
        }

        public Builder setRequestId(String newRequestId) {
            requestId = newRequestId;
            return this;
        }

        public WorkflowOptions build() {
            return new WorkflowOptions(
                    taskQueue,
                    workflowId,
                    reusePolicy,
                    conflictPolicy,
                    executionTimeout,
                    runTimeout,
                    taskTimeout,
                    retryPolicy,
                    startDelay,
                    memo,
                    searchAttributes,
                    requestId);
        }
    }
}
