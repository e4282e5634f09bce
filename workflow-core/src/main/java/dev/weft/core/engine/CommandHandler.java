package dev.weft.core.engine;

import dev.weft.core.command.Command;
import dev.weft.core.effect.Effect;
import dev.weft.core.event.ActivityEvent;
import dev.weft.core.event.ChildEvent;
import dev.weft.core.event.ExternalEvent;
import dev.weft.core.event.InternalChange;
import dev.weft.core.event.MessageEvent;
import dev.weft.core.event.TimerEvent;
import dev.weft.core.model.ActivitySettings;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.RunSettings;
import dev.weft.core.state.ExecutionState;
import dev.weft.core.state.PendingActivity;
import dev.weft.core.state.PendingTimer;
import java.time.Duration;
import java.util.List;

/** Turns valid commands into events: each into exactly one. */
final class CommandHandler {
    private CommandHandler() {}

    static void apply(Decision decision, Command command, long completedEventId) {
        switch (command) {
            case Command.ScheduleActivity schedule -> scheduleActivity(decision, schedule, completedEventId);
            case Command.RequestCancelActivity cancel -> cancelActivity(decision, cancel, completedEventId);
            case Command.StartTimer start ->
                decision.append(new TimerEvent.TimerStarted(start.timerId(), start.startToFire(), completedEventId));
            case Command.CancelTimer cancel -> cancelTimer(decision, cancel, completedEventId);
            case Command.StartChildWorkflow start -> startChild(decision, start, completedEventId);
            case Command.SignalExternalWorkflow signal ->
                decision.append(new ExternalEvent.SignalExternalWorkflowExecutionInitiated(
                        target(decision, signal.execution()),
                        signal.runId(),
                        signal.signalName(),
                        signal.input(),
                        signal.header(),
                        signal.childOnly(),
                        completedEventId));
            case Command.RequestCancelExternalWorkflow cancel ->
                decision.append(new ExternalEvent.RequestCancelExternalWorkflowExecutionInitiated(
                        target(decision, cancel.execution()),
                        cancel.runId(),
                        cancel.childOnly(),
                        cancel.reason(),
                        completedEventId));
            case Command.RecordMarker marker ->
                decision.append(new MessageEvent.MarkerRecorded(
                        marker.markerName(), marker.details(), marker.failure(), completedEventId));
            case Command.UpsertSearchAttributes upsert ->
                decision.append(
                        new MessageEvent.UpsertWorkflowSearchAttributes(upsert.searchAttributes(), completedEventId));
            case Command.ModifyProperties modify ->
                decision.append(new MessageEvent.WorkflowPropertiesModified(modify.upsertedMemo(), completedEventId));
            case Command.AcceptUpdate accept -> UpdateHandler.accept(decision, accept, completedEventId);
            case Command.CompleteUpdate complete -> UpdateHandler.complete(decision, complete, completedEventId);
            case Command.Closing closing -> close(decision, closing, completedEventId);
        }
    }

    private static void close(Decision decision, Command.Closing closing, long completedEventId) {
        switch (closing) {
            case Command.CompleteWorkflow complete -> RunEnd.complete(decision, complete, completedEventId);
            case Command.FailWorkflow fail ->
                RunEnd.fail(decision, FailureExcerpt.whole(fail.failure()), completedEventId);
            case Command.CancelWorkflow cancel -> RunEnd.cancel(decision, cancel, completedEventId);
            case Command.ContinueAsNew next -> RunEnd.continueAsNew(decision, next, completedEventId);
        }
    }

    private static void scheduleActivity(Decision decision, Command.ScheduleActivity command, long completedEventId) {
        ExecutionState state = decision.state();
        String queue =
                command.taskQueue().isEmpty() ? state.run().started().settings().taskQueue() : command.taskQueue();
        long eventId = decision.append(new ActivityEvent.ActivityTaskScheduled(
                command.activityId(),
                command.activityType(),
                queue,
                command.input(),
                command.header(),
                derived(command.settings(), state),
                completedEventId));
        decision.effect(new Effect.DispatchActivityTask(
                state.runId(), state.run().started().settings().workflowType(), eventId));
    }

    /** Rule 2.5-5: what is not set follows from what is, and nothing outlasts the run. */
    private static ActivitySettings derived(ActivitySettings asked, ExecutionState state) {
        RunSettings run = state.run().started().settings();
        Duration bound = atMost(run.runTimeout(), run.executionTimeout());
        Duration scheduleToClose = atMost(asked.scheduleToClose(), bound);
        Duration startToClose = atMost(asked.startToClose(), scheduleToClose);
        return new ActivitySettings(
                scheduleToClose,
                atMost(asked.scheduleToStart(), scheduleToClose),
                startToClose,
                asked.heartbeat().isZero() ? Duration.ZERO : atMost(asked.heartbeat(), startToClose),
                asked.retryPolicy());
    }

    /** The shorter of both, where zero is without end. */
    private static Duration atMost(Duration value, Duration bound) {
        if (value.isZero() || bound.isZero()) {
            return value.isZero() ? bound : value;
        }
        return value.compareTo(bound) <= 0 ? value : bound;
    }

    private static void cancelActivity(
            Decision decision, Command.RequestCancelActivity command, long completedEventId) {
        long scheduledEventId = command.scheduledEventId();
        PendingActivity activity = decision.state().activity(scheduledEventId).orElseThrow();
        long eventId =
                decision.append(new ActivityEvent.ActivityTaskCancelRequested(scheduledEventId, completedEventId));
        if (!activity.isStarted() && !activity.finished()) {
            decision.withdraw(activity);
            decision.afterCommands(new ActivityEvent.ActivityTaskCanceled(scheduledEventId, 0, eventId, List.of(), ""));
        }
    }

    private static void cancelTimer(Decision decision, Command.CancelTimer command, long completedEventId) {
        PendingTimer timer = decision.state().timer(command.timerId()).orElseThrow();
        if (timer.finished()) {
            decision.note(new InternalChange.BufferedTimerDropped(command.timerId()));
        }
        decision.append(new TimerEvent.TimerCanceled(command.timerId(), timer.startedEventId(), completedEventId));
    }

    private static void startChild(Decision decision, Command.StartChildWorkflow command, long completedEventId) {
        ExecutionState state = decision.state();
        String workflowId =
                command.workflowId().isEmpty() ? state.runId() + "_" + state.nextEventId() : command.workflowId();
        decision.append(new ChildEvent.StartChildWorkflowExecutionInitiated(
                new ExecutionKey(state.key().namespace(), workflowId),
                command.settings()
                        .inheriting(
                                state.run().started().settings().taskQueue(),
                                state.run().started().settings().retention()),
                command.parentClosePolicy(),
                command.reusePolicy(),
                completedEventId));
    }

    private static ExecutionKey target(Decision decision, ExecutionKey asked) {
        return asked.namespace().isEmpty()
                ? new ExecutionKey(decision.state().key().namespace(), asked.workflowId())
                : asked;
    }
}
