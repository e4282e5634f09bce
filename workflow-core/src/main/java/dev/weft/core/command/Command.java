package dev.weft.core.command;

import dev.weft.core.model.ActivitySettings;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.Failure;
import dev.weft.core.model.ParentClosePolicy;
import dev.weft.core.model.Payload;
import dev.weft.core.model.RunSettings;
import dev.weft.core.model.WorkflowIdReusePolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The commands of a workflow task completion, in the order in which workflow code issued them. */
public sealed interface Command {

    /** Ends the run; must be the last command of its completion. */
    sealed interface Closing extends Command {}

    /** @param taskQueue empty for the workflow's own queue */
    record ScheduleActivity(
            String activityId,
            String activityType,
            String taskQueue,
            List<Payload> input,
            Map<String, Payload> header,
            ActivitySettings settings)
            implements Command {}

    record RequestCancelActivity(long scheduledEventId) implements Command {}

    record StartTimer(String timerId, Duration startToFire) implements Command {}

    record CancelTimer(String timerId) implements Command {}

    record CompleteWorkflow(Payload result) implements Closing {}

    record FailWorkflow(Failure failure) implements Closing {}

    record CancelWorkflow(List<Payload> details) implements Closing {}

    /** @param settings empty type or queue and zero timeouts are inherited from the run */
    record ContinueAsNew(RunSettings settings, Duration backoff) implements Closing {}

    /** @param workflowId empty for an id derived from the parent's run and the event */
    record StartChildWorkflow(
            String workflowId,
            RunSettings settings,
            ParentClosePolicy parentClosePolicy,
            WorkflowIdReusePolicy reusePolicy)
            implements Command {}

    record SignalExternalWorkflow(
            ExecutionKey execution,
            String runId,
            String signalName,
            List<Payload> input,
            Map<String, Payload> header,
            boolean childOnly)
            implements Command {}

    record RequestCancelExternalWorkflow(ExecutionKey execution, String runId, boolean childOnly, String reason)
            implements Command {}

    record RecordMarker(String markerName, Map<String, List<Payload>> details, Failure failure) implements Command {}

    record UpsertSearchAttributes(Map<String, Payload> searchAttributes) implements Command {}

    record ModifyProperties(Map<String, Payload> upsertedMemo) implements Command {}

    /** The validator let the update pass. */
    record AcceptUpdate(String updateId) implements Command {}

    /** @param failure {@link Failure#NONE} when the update succeeded with {@code result} */
    record CompleteUpdate(String updateId, Payload result, Failure failure) implements Command {}
}
