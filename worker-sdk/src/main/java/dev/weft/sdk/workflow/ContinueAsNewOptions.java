package dev.weft.sdk.workflow;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the next run does differently. Begin with {@link #SAME}; empty names, zero durations, {@link RetryOptions#NONE} and
 * empty maps are inherited from the run that ends.
 *
 * @param backoff wait before the next run begins to work
 * @param retry what happens when the next run fails
 */
public record ContinueAsNewOptions(
        String workflowType,
        String taskQueue,
        Duration runTimeout,
        Duration taskTimeout,
        Duration backoff,
        RetryOptions retry,
        Map<String, @Nullable Object> memo,
        SearchAttributes searchAttributes) {

    public static final ContinueAsNewOptions SAME = new ContinueAsNewOptions(
            "", "", Duration.ZERO, Duration.ZERO, Duration.ZERO, RetryOptions.NONE, Map.of(), SearchAttributes.EMPTY);

    public ContinueAsNewOptions {
        memo = new HashMap<>(memo);
        Checks.optionalName("workflowType", workflowType);
        Checks.optionalName("taskQueue", taskQueue);
        Checks.inBounds("runTimeout", runTimeout);
        Checks.taskTimeout(taskTimeout);
        Checks.inBounds("backoff", backoff);
        Checks.memo(memo);
    }

    public ContinueAsNewOptions withWorkflowType(String type) {
        return new ContinueAsNewOptions(
                type, taskQueue, runTimeout, taskTimeout, backoff, retry, memo, searchAttributes);
    }

    public ContinueAsNewOptions withTaskQueue(String queue) {
        return new ContinueAsNewOptions(
                workflowType, queue, runTimeout, taskTimeout, backoff, retry, memo, searchAttributes);
    }

    public ContinueAsNewOptions withRunTimeout(Duration timeout) {
        return new ContinueAsNewOptions(
                workflowType, taskQueue, timeout, taskTimeout, backoff, retry, memo, searchAttributes);
    }

    public ContinueAsNewOptions withTaskTimeout(Duration timeout) {
        return new ContinueAsNewOptions(
                workflowType, taskQueue, runTimeout, timeout, backoff, retry, memo, searchAttributes);
    }

    public ContinueAsNewOptions withBackoff(Duration wait) {
        return new ContinueAsNewOptions(
                workflowType, taskQueue, runTimeout, taskTimeout, wait, retry, memo, searchAttributes);
    }

    public ContinueAsNewOptions withRetry(RetryOptions options) {
        return new ContinueAsNewOptions(
                workflowType, taskQueue, runTimeout, taskTimeout, backoff, options, memo, searchAttributes);
    }

    public ContinueAsNewOptions withMemo(Map<String, @Nullable Object> values) {
        return new ContinueAsNewOptions(
                workflowType, taskQueue, runTimeout, taskTimeout, backoff, retry, values, searchAttributes);
    }

    public ContinueAsNewOptions withSearchAttributes(SearchAttributes values) {
        return new ContinueAsNewOptions(workflowType, taskQueue, runTimeout, taskTimeout, backoff, retry, memo, values);
    }
}
