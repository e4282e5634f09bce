package dev.weft.frontend.result;

import dev.weft.core.event.RunOutcome;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.Failure;
import dev.weft.core.model.Payload;
import dev.weft.core.model.WorkflowStatus;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of an execution.
 *
 * @param status RUNNING when the wait ran out
 * @param result null unless the run completed
 * @param failure why it did not
 * @param nextRunId the run that goes on in its place, when it was not to be followed
 */
public record ResultView(
        String workflowId,
        String runId,
        WorkflowStatus status,
        @Nullable Payload result,
        Failure failure,
        String nextRunId) {

    public static ResultView of(ExecutionKey key, RunOutcome outcome) {
        return new ResultView(
                key.workflowId(),
                outcome.runId(),
                outcome.status(),
                outcome.result(),
                outcome.failure(),
                outcome.nextRunId());
    }

    static ResultView running(ExecutionKey key, String runId) {
        return new ResultView(key.workflowId(), runId, WorkflowStatus.RUNNING, null, Failure.NONE, "");
    }
}
