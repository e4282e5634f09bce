package dev.weft.sdk.workflow;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.ParentLink;
import java.time.Duration;
import java.time.Instant;

/**
 * What a run knows about itself.
 *
 * @param firstRunId the first run of the chain of continuations
 * @param originalRunId the run that random numbers are drawn from; survives a reset
 * @param continuedRunId the run before this one, empty for the first
 * @param attempt from 1, counts the runs of the workflow's own retry policy
 * @param parent {@link ParentLink#NONE} for a workflow without parent
 * @param root top of the tree of parents
 * @param historyLength events of the run so far
 * @param continueAsNewSuggested the history is so long that the run should continue as new soon
 */
public record WorkflowInfo(
        ExecutionKey execution,
        String runId,
        String firstRunId,
        String originalRunId,
        String continuedRunId,
        String workflowType,
        String taskQueue,
        int attempt,
        Instant startTime,
        Duration executionTimeout,
        Duration runTimeout,
        Duration taskTimeout,
        ParentLink parent,
        ExecutionKey root,
        long historyLength,
        long historySizeBytes,
        boolean continueAsNewSuggested) {

    public String namespace() {
        return execution.namespace();
    }

    public String workflowId() {
        return execution.workflowId();
    }
}
