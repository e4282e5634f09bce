package dev.weft.core.event;

import dev.weft.core.event.WorkflowEvent.WorkflowExecutionCancelRequested;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionCanceled;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionCompleted;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionContinuedAsNew;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionFailed;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionStarted;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionTerminated;
import dev.weft.core.event.WorkflowEvent.WorkflowExecutionTimedOut;
import dev.weft.core.model.Failure;
import dev.weft.core.model.FailureInfo;
import dev.weft.core.model.Payload;
import dev.weft.core.model.TimeoutType;
import dev.weft.core.model.WorkflowStatus;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended, as its last event tells.
 *
 * @param result null unless the run completed
 * @param failure {@link Failure#NONE} when the run completed or continued as new
 * @param nextRunId the run that goes on in its place, empty when none does
 */
public record RunOutcome(
        String runId, WorkflowStatus status, @Nullable Payload result, Failure failure, String nextRunId) {

    /** Empty when the event does not close its run. */
    public static Optional<RunOutcome> of(String runId, HistoryEvent event) {
        if (!(event.attributes() instanceof WorkflowEvent attributes)) {
            return Optional.empty();
        }
        return switch (attributes) {
            case WorkflowExecutionStarted started -> Optional.empty();
            case WorkflowExecutionCancelRequested requested -> Optional.empty();
            case WorkflowEvent.WorkflowExecutionPaused paused -> Optional.empty();
            case WorkflowEvent.WorkflowExecutionUnpaused unpaused -> Optional.empty();
            case WorkflowExecutionCompleted completed ->
                Optional.of(new RunOutcome(runId, WorkflowStatus.COMPLETED, completed.result(), Failure.NONE, ""));
            case WorkflowExecutionFailed failed ->
                closed(runId, WorkflowStatus.FAILED, failed.failure(), failed.newRunId());
            case WorkflowExecutionTimedOut timedOut ->
                closed(runId, WorkflowStatus.TIMED_OUT, timeout(), timedOut.newRunId());
            case WorkflowExecutionCanceled canceled ->
                closed(runId, WorkflowStatus.CANCELED, canceled(canceled.details()), "");
            case WorkflowExecutionTerminated terminated ->
                closed(runId, WorkflowStatus.TERMINATED, terminated(terminated.reason()), terminated.newRunId());
            case WorkflowExecutionContinuedAsNew continued ->
                closed(runId, WorkflowStatus.CONTINUED_AS_NEW, Failure.NONE, continued.newRunId());
        };
    }

    public boolean isContinued() {
        return !nextRunId.isEmpty();
    }

    private static Optional<RunOutcome> closed(String runId, WorkflowStatus status, Failure failure, String nextRunId) {
        return Optional.of(new RunOutcome(runId, status, null, failure, nextRunId));
    }

    private static Failure timeout() {
        return Failure.of(
                new FailureInfo.Timeout("The workflow did not close in time", TimeoutType.START_TO_CLOSE, List.of()));
    }

    private static Failure canceled(List<Payload> details) {
        return Failure.of(new FailureInfo.Canceled("The workflow was cancelled", details));
    }

    private static Failure terminated(String reason) {
        return Failure.of(new FailureInfo.Terminated(reason.isEmpty() ? "The workflow was terminated" : reason));
    }
}
