package dev.weft.core.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a run is asked to do and within which bounds. Shared by everything that can begin a run: a client's start, a
 * parent's command, continue-as-new, a retry.
 *
 * @param executionTimeout bound of the whole chain of runs, zero for none
 * @param runTimeout bound of one run, zero for none
 * @param taskTimeout start-to-close bound of a workflow task, zero for the default
 * @param retention how long the closed run is kept, zero for the default
 */
public record RunSettings(
        String workflowType,
        String taskQueue,
        List<Payload> input,
        Duration executionTimeout,
        Duration runTimeout,
        Duration taskTimeout,
        RetryPolicy retryPolicy,
        Map<String, Payload> memo,
        Map<String, Payload> searchAttributes,
        Map<String, Payload> header,
        Duration retention) {

    public RunSettings {
        input = List.copyOf(input);
        memo = Map.copyOf(memo);
        searchAttributes = Map.copyOf(searchAttributes);
        header = Map.copyOf(header);
    }

    public static RunSettings of(String workflowType, String taskQueue, List<Payload> input) {
        return new RunSettings(
                workflowType,
                taskQueue,
                input,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                RetryPolicy.NONE,
                Map.of(),
                Map.of(),
                Map.of(),
                Duration.ZERO);
    }

    public RunSettings withInput(List<Payload> newInput) {
        return new RunSettings(
                workflowType,
                taskQueue,
                newInput,
                executionTimeout,
                runTimeout,
                taskTimeout,
                retryPolicy,
                memo,
                searchAttributes,
                header,
                retention);
    }

    /** Without what is kept elsewhere: the input in history, memo and search attributes with the run. */
    public RunSettings withoutData() {
        return new RunSettings(
                workflowType,
                taskQueue,
                List.of(),
                executionTimeout,
                runTimeout,
                taskTimeout,
                retryPolicy,
                Map.of(),
                Map.of(),
                header,
                retention);
    }

    public RunSettings withTimeouts(Duration execution, Duration run, Duration task) {
        return new RunSettings(
                workflowType,
                taskQueue,
                input,
                execution,
                run,
                task,
                retryPolicy,
                memo,
                searchAttributes,
                header,
                retention);
    }

    public RunSettings withRetryPolicy(RetryPolicy policy) {
        return new RunSettings(
                workflowType,
                taskQueue,
                input,
                executionTimeout,
                runTimeout,
                taskTimeout,
                policy,
                memo,
                searchAttributes,
                header,
                retention);
    }

    public RunSettings withHeader(Map<String, Payload> newHeader) {
        return new RunSettings(
                workflowType,
                taskQueue,
                input,
                executionTimeout,
                runTimeout,
                taskTimeout,
                retryPolicy,
                memo,
                searchAttributes,
                newHeader,
                retention);
    }

    /** These settings for another queue and another time of keeping, where they name none themselves. */
    public RunSettings inheriting(String parentTaskQueue, Duration parentRetention) {
        return new RunSettings(
                workflowType,
                taskQueue.isEmpty() ? parentTaskQueue : taskQueue,
                input,
                executionTimeout,
                runTimeout,
                taskTimeout,
                retryPolicy,
                memo,
                searchAttributes,
                header,
                retention.isZero() ? parentRetention : retention);
    }
}
