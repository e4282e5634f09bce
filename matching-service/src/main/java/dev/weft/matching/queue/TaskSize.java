package dev.weft.matching.queue;

import dev.weft.core.event.ActivityEvent;
import dev.weft.core.event.ActivityEvent.ActivityTaskCanceled;
import dev.weft.core.event.ActivityEvent.ActivityTaskCompleted;
import dev.weft.core.event.ActivityEvent.ActivityTaskFailed;
import dev.weft.core.event.ActivityEvent.ActivityTaskScheduled;
import dev.weft.core.event.ActivityEvent.ActivityTaskStarted;
import dev.weft.core.event.ActivityEvent.ActivityTaskTimedOut;
import dev.weft.core.event.ChildEvent;
import dev.weft.core.event.EventAttributes;
import dev.weft.core.event.ExternalEvent;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.MessageEvent;
import dev.weft.core.event.TimerEvent;
import dev.weft.core.event.WorkflowEvent;
import dev.weft.core.event.WorkflowTaskEvent;
import dev.weft.core.model.Failure;
import dev.weft.core.model.FailureInfo;
import dev.weft.core.model.Payload;
import dev.weft.core.model.RunSettings;
import dev.weft.core.task.Task;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Estimates what a task takes in memory and on the wire: user data exactly, everything else by a flat rate. */
final class TaskSize {
    private static final long TASK = 500;
    private static final long EVENT = 200;
    private static final long PAYLOAD = 50;

    private TaskSize() {}

    static long of(Task task) {
        return TASK
                + switch (task) {
                    case Task.WorkflowTask workflow -> events(workflow.events()) + updates(workflow.updates());
                    case Task.ActivityTask activity ->
                        payloads(activity.input())
                                + payloads(activity.header())
                                + payloads(activity.heartbeatDetails())
                                + failure(activity.lastFailure());
                    case Task.QueryTask query -> payloads(query.input()) + events(query.events());
                };
    }

    private static long updates(List<Task.UpdateMessage> updates) {
        long size = 0;
        for (Task.UpdateMessage update : updates) {
            size += EVENT + payloads(update.input()) + payloads(update.header());
        }
        return size;
    }

    private static long events(List<HistoryEvent> events) {
        long size = 0;
        for (HistoryEvent event : events) {
            size += EVENT + attributes(event.attributes());
        }
        return size;
    }

    private static long attributes(EventAttributes attributes) {
        return switch (attributes) {
            case WorkflowEvent workflow -> workflow(workflow);
            case ActivityEvent activity -> activity(activity);
            case ChildEvent child -> child(child);
            case MessageEvent message -> message(message);
            case ExternalEvent.SignalExternalWorkflowExecutionInitiated signal ->
                payloads(signal.input()) + payloads(signal.header());
            case ExternalEvent flat -> 0;
            case WorkflowTaskEvent.WorkflowTaskFailed failed -> failure(failed.failure());
            case WorkflowTaskEvent flat -> 0;
            case TimerEvent flat -> 0;
        };
    }

    private static long workflow(WorkflowEvent event) {
        return switch (event) {
            case WorkflowEvent.WorkflowExecutionStarted started ->
                settings(started.settings())
                        + failure(started.continuedFailure())
                        + payload(started.lastCompletionResult());
            case WorkflowEvent.WorkflowExecutionContinuedAsNew continued -> settings(continued.settings());
            case WorkflowEvent.WorkflowExecutionCompleted completed -> payload(completed.result());
            case WorkflowEvent.WorkflowExecutionFailed failed -> failure(failed.failure());
            case WorkflowEvent.WorkflowExecutionCanceled canceled -> payloads(canceled.details());
            case WorkflowEvent.WorkflowExecutionTerminated terminated -> payloads(terminated.details());
            case WorkflowEvent.WorkflowExecutionTimedOut flat -> 0;
            case WorkflowEvent.WorkflowExecutionCancelRequested flat -> 0;
            case WorkflowEvent.WorkflowExecutionPaused flat -> 0;
            case WorkflowEvent.WorkflowExecutionUnpaused flat -> 0;
        };
    }

    private static long activity(ActivityEvent event) {
        return switch (event) {
            case ActivityTaskScheduled scheduled -> payloads(scheduled.input()) + payloads(scheduled.header());
            case ActivityTaskStarted started -> failure(started.lastFailure());
            case ActivityTaskCompleted completed -> payload(completed.result());
            case ActivityTaskFailed failed -> failure(failed.failure());
            case ActivityTaskTimedOut timedOut -> failure(timedOut.failure());
            case ActivityTaskCanceled canceled -> payloads(canceled.details());
            case ActivityEvent.ActivityTaskCancelRequested flat -> 0;
        };
    }

    private static long child(ChildEvent event) {
        return switch (event) {
            case ChildEvent.StartChildWorkflowExecutionInitiated initiated -> settings(initiated.settings());
            case ChildEvent.ChildWorkflowExecutionCompleted completed -> payload(completed.result());
            case ChildEvent.ChildWorkflowExecutionFailed failed -> failure(failed.failure());
            case ChildEvent.ChildWorkflowExecutionCanceled canceled -> payloads(canceled.details());
            case ChildEvent.StartChildWorkflowExecutionFailed flat -> 0;
            case ChildEvent.ChildWorkflowExecutionStarted flat -> 0;
            case ChildEvent.ChildWorkflowExecutionTimedOut flat -> 0;
            case ChildEvent.ChildWorkflowExecutionTerminated flat -> 0;
        };
    }

    private static long message(MessageEvent event) {
        return switch (event) {
            case MessageEvent.WorkflowExecutionSignaled signaled ->
                payloads(signaled.input()) + payloads(signaled.header());
            case MessageEvent.WorkflowExecutionUpdateAdmitted admitted ->
                payloads(admitted.input()) + payloads(admitted.header());
            case MessageEvent.WorkflowExecutionUpdateAccepted accepted ->
                payloads(accepted.input()) + payloads(accepted.header());
            case MessageEvent.WorkflowExecutionUpdateCompleted completed ->
                payload(completed.result()) + failure(completed.failure());
            case MessageEvent.MarkerRecorded marker -> marker(marker);
            case MessageEvent.UpsertWorkflowSearchAttributes attributes -> payloads(attributes.searchAttributes());
            case MessageEvent.WorkflowPropertiesModified memo -> payloads(memo.upsertedMemo());
        };
    }

    private static long marker(MessageEvent.MarkerRecorded marker) {
        long size = failure(marker.failure());
        for (List<Payload> details : marker.details().values()) {
            size += payloads(details);
        }
        return size;
    }

    private static long settings(RunSettings settings) {
        return payloads(settings.input())
                + payloads(settings.header())
                + payloads(settings.memo())
                + payloads(settings.searchAttributes());
    }

    private static long failure(Failure failure) {
        long size = 0;
        for (FailureInfo info : failure.chain()) {
            size += EVENT + info.message().length() + details(info);
        }
        return size;
    }

    private static long details(FailureInfo info) {
        return switch (info) {
            case FailureInfo.Application application ->
                application.stackTrace().length() + payloads(application.details());
            case FailureInfo.Timeout timeout -> payloads(timeout.lastHeartbeatDetails());
            case FailureInfo.Canceled canceled -> payloads(canceled.details());
            case FailureInfo.ResetWorkflow reset -> payloads(reset.lastHeartbeatDetails());
            case FailureInfo.Terminated flat -> 0;
            case FailureInfo.Server flat -> 0;
            case FailureInfo.Activity flat -> 0;
            case FailureInfo.ChildWorkflow flat -> 0;
        };
    }

    private static long payloads(Map<String, Payload> payloads) {
        return payloads.isEmpty() ? 0 : payloads(payloads.values());
    }

    private static long payloads(Collection<Payload> payloads) {
        long size = 0;
        for (Payload payload : payloads) {
            size += payload(payload);
        }
        return size;
    }

    private static long payload(Payload payload) {
        return PAYLOAD + payload.data().length;
    }
}
