package dev.weft.sdk.client;

import dev.weft.core.model.Payload;
import dev.weft.core.model.RunSettings;
import dev.weft.core.model.WorkflowIdConflictPolicy;
import dev.weft.core.model.WorkflowIdReusePolicy;
import dev.weft.sdk.data.DataConverter;
import dev.weft.sdk.workflow.Checks;
import dev.weft.sdk.workflow.RetryOptions;
import dev.weft.sdk.workflow.SearchAttributes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a workflow is started. Begin with {@link #onTaskQueue} and change what differs; zero and empty mean "the
 * platform's default".
 *
 * @param workflowId unique among the open runs of the namespace; empty for a random one
 * @param executionTimeout bound of the whole chain of runs
 * @param runTimeout bound of one run
 * @param taskTimeout bound of one workflow task
 * @param retryOptions {@link RetryOptions#NONE} unless a failed run is to be followed by another
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
        RetryOptions retryOptions,
        Duration startDelay,
        Map<String, Object> memo,
        SearchAttributes searchAttributes,
        String requestId) {

    public WorkflowOptions {
        Checks.memo(memo);
        memo = Map.copyOf(memo);
        Checks.name("taskQueue", taskQueue);
        Checks.optionalName("workflowId", workflowId);
        Checks.optionalName("requestId", requestId);
        Checks.inBounds("executionTimeout", executionTimeout);
        Checks.inBounds("runTimeout", runTimeout);
        Checks.taskTimeout(taskTimeout);
        Checks.inBounds("startDelay", startDelay);
    }

    /** What of them belongs to the run. */
    RunSettings toSettings(String workflowType, DataConverter data) {
        Map<String, Payload> memoPayloads = new HashMap<>();
        memo.forEach((name, value) -> memoPayloads.put(name, data.toPayload(value)));
        return new RunSettings(
                workflowType,
                taskQueue,
                List.of(),
                executionTimeout,
                runTimeout,
                taskTimeout,
                retryOptions.toPolicy(),
                memoPayloads,
                searchAttributes.toPayloads(),
                Map.of(),
                Duration.ZERO);
    }

    public static WorkflowOptions onTaskQueue(String taskQueue) {
        return new WorkflowOptions(
                taskQueue,
                "",
                WorkflowIdReusePolicy.ALLOW_DUPLICATE,
                WorkflowIdConflictPolicy.FAIL,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                RetryOptions.NONE,
                Duration.ZERO,
                Map.of(),
                SearchAttributes.EMPTY,
                "");
    }

    public WorkflowOptions withWorkflowId(String value) {
        Change change = new Change(this);
        change.workflowId = value;
        return change.build();
    }

    public WorkflowOptions withWorkflowIdReusePolicy(WorkflowIdReusePolicy value) {
        Change change = new Change(this);
        change.reusePolicy = value;
        return change.build();
    }

    public WorkflowOptions withWorkflowIdConflictPolicy(WorkflowIdConflictPolicy value) {
        Change change = new Change(this);
        change.conflictPolicy = value;
        return change.build();
    }

    public WorkflowOptions withExecutionTimeout(Duration value) {
        Change change = new Change(this);
        change.executionTimeout = value;
        return change.build();
    }

    public WorkflowOptions withRunTimeout(Duration value) {
        Change change = new Change(this);
        change.runTimeout = value;
        return change.build();
    }

    public WorkflowOptions withTaskTimeout(Duration value) {
        Change change = new Change(this);
        change.taskTimeout = value;
        return change.build();
    }

    public WorkflowOptions withRetry(RetryOptions value) {
        Change change = new Change(this);
        change.retryOptions = value;
        return change.build();
    }

    public WorkflowOptions withStartDelay(Duration value) {
        Change change = new Change(this);
        change.startDelay = value;
        return change.build();
    }

    public WorkflowOptions withMemo(Map<String, Object> value) {
        Change change = new Change(this);
        change.memo = value;
        return change.build();
    }

    public WorkflowOptions withSearchAttributes(SearchAttributes value) {
        Change change = new Change(this);
        change.searchAttributes = value;
        return change.build();
    }

    public WorkflowOptions withRequestId(String value) {
        Change change = new Change(this);
        change.requestId = value;
        return change.build();
    }

    /** A copy in the making, so that each {@code with} method names only what it changes. */
    private static final class Change {
        private final String taskQueue;
        private String workflowId;
        private WorkflowIdReusePolicy reusePolicy;
        private WorkflowIdConflictPolicy conflictPolicy;
        private Duration executionTimeout;
        private Duration runTimeout;
        private Duration taskTimeout;
        private RetryOptions retryOptions;
        private Duration startDelay;
        private Map<String, Object> memo;
        private SearchAttributes searchAttributes;
        private String requestId;

        Change(WorkflowOptions before) {
            taskQueue = before.taskQueue;
            workflowId = before.workflowId;
            reusePolicy = before.reusePolicy;
            conflictPolicy = before.conflictPolicy;
            executionTimeout = before.executionTimeout;
            runTimeout = before.runTimeout;
            taskTimeout = before.taskTimeout;
            retryOptions = before.retryOptions;
            startDelay = before.startDelay;
            memo = before.memo;
            searchAttributes = before.searchAttributes;
            requestId = before.requestId;
        }

        WorkflowOptions build() {
            return new WorkflowOptions(
                    taskQueue,
                    workflowId,
                    reusePolicy,
                    conflictPolicy,
                    executionTimeout,
                    runTimeout,
                    taskTimeout,
                    retryOptions,
                    startDelay,
                    memo,
                    searchAttributes,
                    requestId);
        }
    }
}
