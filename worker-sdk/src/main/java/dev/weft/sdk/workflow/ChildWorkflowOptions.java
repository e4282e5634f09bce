package dev.weft.sdk.workflow;

import dev.weft.core.model.ParentClosePolicy;
import dev.weft.core.model.WorkflowIdReusePolicy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a child workflow is run. Begin with {@link #DEFAULT} and change what differs.
 *
 * @param workflowId empty for an id that the platform derives
 * @param taskQueue empty for the parent's own
 * @param executionTimeout bound of the chain of the child's runs, zero for none
 * @param runTimeout bound of one run, zero for none
 * @param taskTimeout bound of a workflow task, zero for the default
 * @param retryOptions {@link RetryOptions#NONE} unless the child is to be run again when it fails
 */
public record ChildWorkflowOptions(
        String workflowId,
        String taskQueue,
        Duration executionTimeout,
        Duration runTimeout,
        Duration taskTimeout,
        RetryOptions retryOptions,
        ParentClosePolicy parentClosePolicy,
        ChildCancellationType cancellationType,
        WorkflowIdReusePolicy workflowIdReusePolicy,
        Map<String, @Nullable Object> memo,
        SearchAttributes searchAttributes) {

    public static final ChildWorkflowOptions DEFAULT = new ChildWorkflowOptions(
            "",
            "",
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            RetryOptions.NONE,
            ParentClosePolicy.TERMINATE,
            ChildCancellationType.WAIT_CANCELLATION_COMPLETED,
            WorkflowIdReusePolicy.ALLOW_DUPLICATE,
            Map.of(),
            SearchAttributes.EMPTY);

    public ChildWorkflowOptions {
        memo = new HashMap<>(memo);
        Checks.optionalName("workflowId", workflowId);
        Checks.optionalName("taskQueue", taskQueue);
        Checks.inBounds("executionTimeout", executionTimeout);
        Checks.inBounds("runTimeout", runTimeout);
        Checks.taskTimeout(taskTimeout);
        Checks.memo(memo);
    }

    public ChildWorkflowOptions withWorkflowId(String id) {
        return new Change(this).workflowId(id).build();
    }

    public ChildWorkflowOptions withTaskQueue(String queue) {
        return new Change(this).taskQueue(queue).build();
    }

    public ChildWorkflowOptions withExecutionTimeout(Duration timeout) {
        return new Change(this).timeouts(timeout, runTimeout, taskTimeout).build();
    }

    public ChildWorkflowOptions withRunTimeout(Duration timeout) {
        return new Change(this).timeouts(executionTimeout, timeout, taskTimeout).build();
    }

    public ChildWorkflowOptions withTaskTimeout(Duration timeout) {
        return new Change(this).timeouts(executionTimeout, runTimeout, timeout).build();
    }

    public ChildWorkflowOptions withRetry(RetryOptions options) {
        return new Change(this).retry(options).build();
    }

    public ChildWorkflowOptions withParentClosePolicy(ParentClosePolicy policy) {
        return new Change(this).closePolicy(policy).build();
    }

    public ChildWorkflowOptions withCancellationType(ChildCancellationType type) {
        return new Change(this).cancellation(type).build();
    }

    public ChildWorkflowOptions withWorkflowIdReusePolicy(WorkflowIdReusePolicy policy) {
        return new Change(this).reusePolicy(policy).build();
    }

    public ChildWorkflowOptions withMemo(Map<String, @Nullable Object> values) {
        return new Change(this).memo(values).build();
    }

    public ChildWorkflowOptions withSearchAttributes(SearchAttributes values) {
        return new Change(this).searchAttributes(values).build();
    }

    /** A copy in the making, so that each {@code with} method names only what it changes. */
    private static final class Change {
        private String workflowId;
        private String taskQueue;
        private Duration executionTimeout;
        private Duration runTimeout;
        private Duration taskTimeout;
        private RetryOptions retryOptions;
        private ParentClosePolicy parentClosePolicy;
        private ChildCancellationType cancellationType;
        private WorkflowIdReusePolicy reusePolicy;
        private Map<String, @Nullable Object> memo;
        private SearchAttributes searchAttributes;

        Change(ChildWorkflowOptions before) {
            workflowId = before.workflowId;
            taskQueue = before.taskQueue;
            executionTimeout = before.executionTimeout;
            runTimeout = before.runTimeout;
            taskTimeout = before.taskTimeout;
            retryOptions = before.retryOptions;
            parentClosePolicy = before.parentClosePolicy;
            cancellationType = before.cancellationType;
            reusePolicy = before.workflowIdReusePolicy;
            memo = before.memo;
            searchAttributes = before.searchAttributes;
        }

        Change workflowId(String value) {
            workflowId = value;
            return this;
        }

        Change taskQueue(String value) {
            taskQueue = value;
            return this;
        }

        Change timeouts(Duration execution, Duration run, Duration task) {
            executionTimeout = execution;
            runTimeout = run;
            taskTimeout = task;
            return this;
        }

        Change retry(RetryOptions value) {
            retryOptions = value;
            return this;
        }

        Change closePolicy(ParentClosePolicy value) {
            parentClosePolicy = value;
            return this;
        }

        Change cancellation(ChildCancellationType value) {
            cancellationType = value;
            return this;
        }

        Change reusePolicy(WorkflowIdReusePolicy value) {
            reusePolicy = value;
            return this;
        }

        Change memo(Map<String, @Nullable Object> value) {
            memo = value;
            return this;
        }

        Change searchAttributes(SearchAttributes value) {
            searchAttributes = value;
            return this;
        }

        ChildWorkflowOptions build() {
            return new ChildWorkflowOptions(
                    workflowId,
                    taskQueue,
                    executionTimeout,
                    runTimeout,
                    taskTimeout,
                    retryOptions,
                    parentClosePolicy,
                    cancellationType,
                    reusePolicy,
                    memo,
                    searchAttributes);
        }
    }
}
