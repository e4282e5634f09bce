package dev.weft.core.scenario;

import dev.weft.core.command.Command;
import dev.weft.core.model.ActivitySettings;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.Failure;
import dev.weft.core.model.ParentClosePolicy;
import dev.weft.core.model.Payload;
import dev.weft.core.model.RetryPolicy;
import dev.weft.core.model.RunSettings;
import dev.weft.core.model.WorkflowIdReusePolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What workflow code asks for. */
public final class Commands {
    private Commands() {}

    public static Command scheduleActivity(String activityId) {
        return scheduleActivity(activityId, ActivitySettings.startToClose(Duration.ofMinutes(1)));
    }

    public static Command scheduleActivity(String activityId, ActivitySettings settings) {
        return new Command.ScheduleActivity(activityId, "Charge", "", List.of(), Map.of(), settings);
    }

    /** Tried once and no more. */
    public static ActivitySettings once(Duration startToClose) {
        return new ActivitySettings(Duration.ZERO, Duration.ZERO, startToClose, Duration.ZERO, RetryPolicy.NONE);
    }

    public static Command cancelActivity(long scheduledEventId) {
        return new Command.RequestCancelActivity(scheduledEventId);
    }

    public static Command startTimer(String timerId, Duration startToFire) {
        return new Command.StartTimer(timerId, startToFire);
    }

    public static Command cancelTimer(String timerId) {
        return new Command.CancelTimer(timerId);
    }

    public static Command complete() {
        return new Command.CompleteWorkflow(Payload.json("\"done\""));
    }

    public static Command fail() {
        return new Command.FailWorkflow(WorkerSteps.broken());
    }

    public static Command continueAsNew() {
        return new Command.ContinueAsNew(RunSettings.of("", "", List.of(Payload.json("2"))), Duration.ZERO);
    }

    public static Command startChild(String workflowId, ParentClosePolicy policy) {
        return new Command.StartChildWorkflow(
                workflowId, RunSettings.of("Shipment", "", List.of()), policy, WorkflowIdReusePolicy.ALLOW_DUPLICATE);
    }

    public static Command checkpoint(String name) {
        return new Command.RecordMarker(
                "checkpoint", Map.of("name", List.of(Payload.json('"' + name + '"'))), Failure.NONE);
    }

    /** To a workflow only if it is a child of this one. */
    public static Command signalChild(String workflowId, String name) {
        return new Command.SignalExternalWorkflow(
                new ExecutionKey("", workflowId), "", name, List.of(), Map.of(), true);
    }

    public static Command cancelChild(String workflowId) {
        return new Command.RequestCancelExternalWorkflow(new ExecutionKey("", workflowId), "", true, "enough");
    }

    public static Command signalWorkflow(String workflowId, String name) {
        return new Command.SignalExternalWorkflow(
                new ExecutionKey("", workflowId), "", name, List.of(), Map.of(), false);
    }

    public static Command cancelWorkflow(String workflowId) {
        return new Command.RequestCancelExternalWorkflow(new ExecutionKey("", workflowId), "", false, "enough");
    }

    public static Command acceptUpdate(String updateId) {
        return new Command.AcceptUpdate(updateId);
    }

    public static Command completeUpdate(String updateId) {
        return new Command.CompleteUpdate(updateId, Payload.json("3"), Failure.NONE);
    }
}
