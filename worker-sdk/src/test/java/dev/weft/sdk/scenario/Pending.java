package dev.weft.sdk.scenario;

import dev.weft.core.command.Command;
import dev.weft.core.event.ActivityEvent;
import dev.weft.core.event.ChildEvent;
import dev.weft.core.event.EventAttributes;
import dev.weft.core.event.ExternalEvent;
import dev.weft.core.event.MessageEvent;
import dev.weft.core.event.TimerEvent;
import dev.weft.core.event.WorkflowEvent;
import dev.weft.core.model.ContinueInitiator;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.RetryState;
import dev.weft.core.task.Task;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a scripted run has asked for and waits for, by the event that asked. */
final class Pending {
    /** By type and id. */
    final Map<String, Long> activities = new LinkedHashMap<>();

    final Map<String, Long> timers = new LinkedHashMap<>();

    /** By type and workflow id. */
    final Map<String, Long> children = new LinkedHashMap<>();

    final Map<String, Task.UpdateMessage> sent = new LinkedHashMap<>();
    private final Map<String, Long> accepted = new LinkedHashMap<>();

    /** The one event of a command, as event {@code id}. */
    EventAttributes event(Command command, long id, long started, long completed) {
        return switch (command) {
            case Command.ScheduleActivity c -> {
                activities.put(c.activityType() + "/" + c.activityId(), id);
                yield new ActivityEvent.ActivityTaskScheduled(
                        c.activityId(),
                        c.activityType(),
                        c.taskQueue(),
                        c.input(),
                        c.header(),
                        c.settings(),
                        completed);
            }
            case Command.RequestCancelActivity c ->
                new ActivityEvent.ActivityTaskCancelRequested(c.scheduledEventId(), completed);
            case Command.StartTimer c -> {
                timers.put(c.timerId(), id);
                yield new TimerEvent.TimerStarted(c.timerId(), c.startToFire(), completed);
            }
            case Command.CancelTimer c ->
                new TimerEvent.TimerCanceled(c.timerId(), timers.remove(c.timerId()), completed);
            case Command.CompleteWorkflow c ->
                new WorkflowEvent.WorkflowExecutionCompleted(c.result(), completed, List.of());
            case Command.FailWorkflow c ->
                new WorkflowEvent.WorkflowExecutionFailed(
                        c.failure(), RetryState.RETRY_POLICY_NOT_SET, completed, "", List.of());
            case Command.CancelWorkflow c ->
                new WorkflowEvent.WorkflowExecutionCanceled(c.details(), completed, List.of());
            case Command.ContinueAsNew c ->
                new WorkflowEvent.WorkflowExecutionContinuedAsNew(
                        "run-2", c.settings(), c.backoff(), ContinueInitiator.WORKFLOW, completed);
            case Command.StartChildWorkflow c -> {
                String childId = c.workflowId().isEmpty() ? "child-" + id : c.workflowId();
                children.put(c.settings().workflowType() + "/" + childId, id);
                yield new ChildEvent.StartChildWorkflowExecutionInitiated(
                        new ExecutionKey("default", childId),
                        c.settings(),
                        c.parentClosePolicy(),
                        c.reusePolicy(),
                        completed);
            }
            case Command.SignalExternalWorkflow c ->
                new ExternalEvent.SignalExternalWorkflowExecutionInitiated(
                        c.execution(), c.runId(), c.signalName(), c.input(), c.header(), c.childOnly(), completed);
            case Command.RequestCancelExternalWorkflow c ->
                new ExternalEvent.RequestCancelExternalWorkflowExecutionInitiated(
                        c.execution(), c.runId(), c.childOnly(), c.reason(), completed);
            case Command.RecordMarker c ->
                new MessageEvent.MarkerRecorded(c.markerName(), c.details(), c.failure(), completed);
            case Command.UpsertSearchAttributes c ->
                new MessageEvent.UpsertWorkflowSearchAttributes(c.searchAttributes(), completed);
            case Command.ModifyProperties c -> new MessageEvent.WorkflowPropertiesModified(c.upsertedMemo(), completed);
            case Command.AcceptUpdate c -> accept(c, id, started, completed);
            case Command.CompleteUpdate c ->
                new MessageEvent.WorkflowExecutionUpdateCompleted(
                        c.updateId(), accepted.get(c.updateId()), c.result(), c.failure(), completed);
        };
    }

    private EventAttributes accept(Command.AcceptUpdate command, long id, long started, long completed) {
        accepted.put(command.updateId(), id);
        Task.UpdateMessage message = sent.get(command.updateId());
        return new MessageEvent.WorkflowExecutionUpdateAccepted(
                command.updateId(), message.updateName(), message.input(), message.header(), started, completed);
    }
}
