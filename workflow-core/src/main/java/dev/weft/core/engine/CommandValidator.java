package dev.weft.core.engine;

import dev.weft.core.command.Command;
import dev.weft.core.model.ActivitySettings;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.WorkflowTaskFailedCause;
import dev.weft.core.reply.UpdateStage;
import dev.weft.core.state.ExecutionState;
import dev.weft.core.state.Limits;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Checks the commands of a completion before any of them counts, so that a completion is taken whole or not at all
 * (rules 2.4-9 and 2.4-10).
 */
final class CommandValidator {
    private final ExecutionState state;
    private final Set<String> newActivityIds = new HashSet<>();
    private final Set<String> newTimerIds = new HashSet<>();
    private final Set<String> canceledTimerIds = new HashSet<>();
    private final Set<Long> canceledActivities = new HashSet<>();
    private final Set<String> acceptedUpdateIds = new HashSet<>();
    private final Set<String> completedUpdateIds = new HashSet<>();
    private final Set<String> newChildIds = new HashSet<>();
    private int newChildren;
    private int newExternals;
    private final CommandSizes sizes;

    private CommandValidator(ExecutionState state) {
        this.state = state;
        this.sizes = new CommandSizes(state);
    }

    /** @param message empty when the commands are valid */
    record Verdict(WorkflowTaskFailedCause cause, String message) {
        static final Verdict VALID = new Verdict(WorkflowTaskFailedCause.BAD_COMMAND_SEQUENCE, "");

        boolean isValid() {
            return message.isEmpty();
        }
    }

    static Verdict check(ExecutionState state, List<Command> commands) {
        CommandValidator validator = new CommandValidator(state);
        for (int index = 0; index < commands.size(); index++) {
            Command command = commands.get(index);
            if (command instanceof Command.Closing && index < commands.size() - 1) {
                return invalid(
                        WorkflowTaskFailedCause.BAD_COMMAND_SEQUENCE,
                        "Expected the closing command to be the last, but " + (commands.size() - 1 - index)
                                + " follow");
            }
            Verdict verdict = validator.sizes.check(command).orElseGet(() -> validator.check(command));
            if (!verdict.isValid()) {
                return verdict;
            }
        }
        return Verdict.VALID;
    }

    private Verdict check(Command command) {
        return switch (command) {
            case Command.ScheduleActivity schedule -> checkActivity(schedule);
            case Command.RequestCancelActivity cancel -> checkCancel(cancel);
            case Command.StartTimer start -> checkTimer(start);
            case Command.CancelTimer cancel -> checkCancel(cancel);
            case Command.StartChildWorkflow start -> checkChild(start);
            case Command.SignalExternalWorkflow signal -> checkSignal(signal);
            case Command.RequestCancelExternalWorkflow cancel -> checkCancel(cancel);
            case Command.AcceptUpdate accept -> checkAccept(accept);
            case Command.CompleteUpdate complete -> checkComplete(complete);
            case Command.ContinueAsNew next ->
                require(
                        Bounds.inRange(next.backoff()) && Bounds.inRange(next.settings()),
                        WorkflowTaskFailedCause.BAD_CONTINUE_AS_NEW_ATTRIBUTES,
                        "Expected a backoff, timeouts and intervals between zero and 100 years, but one is not");
            case Command.RecordMarker marker ->
                require(
                        !marker.markerName().isEmpty(),
                        WorkflowTaskFailedCause.BAD_RECORD_MARKER_ATTRIBUTES,
                        "Expected a marker name, but it is empty");
            case Command.CompleteWorkflow complete -> Verdict.VALID;
            case Command.FailWorkflow fail ->
                require(
                        !fail.failure().isNone(),
                        WorkflowTaskFailedCause.BAD_FAIL_WORKFLOW_EXECUTION_ATTRIBUTES,
                        "Expected the failure of the workflow, but there is none");
            case Command.CancelWorkflow cancel -> Verdict.VALID;
            case Command.UpsertSearchAttributes upsert ->
                require(
                        !upsert.searchAttributes().containsKey(""),
                        WorkflowTaskFailedCause.BAD_SEARCH_ATTRIBUTES,
                        "Expected names of search attributes, but one is empty");
            case Command.ModifyProperties modify -> Verdict.VALID;
        };
    }

    private Verdict checkActivity(Command.ScheduleActivity schedule) {
        ActivitySettings settings = schedule.settings();
        if (schedule.activityId().isEmpty() || schedule.activityType().isEmpty()) {
            return invalid(
                    WorkflowTaskFailedCause.BAD_SCHEDULE_ACTIVITY_ATTRIBUTES,
                    "Expected an activity with id and type, but got '" + schedule.activityId() + "' and '"
                            + schedule.activityType() + "'");
        }
        if (settings.startToClose().isZero() && settings.scheduleToClose().isZero()) {
            return invalid(
                    WorkflowTaskFailedCause.BAD_SCHEDULE_ACTIVITY_ATTRIBUTES,
                    "Expected startToClose or scheduleToClose of activity '" + schedule.activityId()
                            + "' to be set, but neither is");
        }
        if (!Bounds.inRange(settings)) {
            return invalid(
                    WorkflowTaskFailedCause.BAD_SCHEDULE_ACTIVITY_ATTRIBUTES,
                    "Expected timeouts and intervals between zero and 100 years, but got " + settings);
        }
        if (state.activity(schedule.activityId()).isPresent() || !newActivityIds.add(schedule.activityId())) {
            return invalid(
                    WorkflowTaskFailedCause.SCHEDULE_ACTIVITY_DUPLICATE_ID,
                    "Expected an activity id that is not pending, but '" + schedule.activityId() + "' is");
        }
        return require(
                state.activities().size() + newActivityIds.size() <= Limits.PENDING_ACTIVITIES,
                WorkflowTaskFailedCause.PENDING_ACTIVITIES_LIMIT_EXCEEDED,
                "Expected at most " + Limits.PENDING_ACTIVITIES + " pending activities, but there would be more");
    }

    private Verdict checkCancel(Command.RequestCancelActivity cancel) {
        boolean cancelable = state.activity(cancel.scheduledEventId())
                .filter(activity -> !activity.isCancelRequested())
                .isPresent();
        return require(
                cancelable && canceledActivities.add(cancel.scheduledEventId()),
                WorkflowTaskFailedCause.BAD_REQUEST_CANCEL_ACTIVITY_ATTRIBUTES,
                "Expected a pending activity whose cancellation was not asked for, but event "
                        + cancel.scheduledEventId() + " has none");
    }

    private Verdict checkTimer(Command.StartTimer start) {
        if (start.timerId().isEmpty() || !Bounds.inRange(start.startToFire())) {
            return invalid(
                    WorkflowTaskFailedCause.BAD_START_TIMER_ATTRIBUTES,
                    "Expected a timer with an id and a time between zero and 100 years, but got " + start);
        }
        boolean pending = state.timer(start.timerId()).isPresent() && !canceledTimerIds.contains(start.timerId());
        if (pending || !newTimerIds.add(start.timerId())) {
            return invalid(
                    WorkflowTaskFailedCause.START_TIMER_DUPLICATE_ID,
                    "Expected a timer id that is not pending, but '" + start.timerId() + "' is");
        }
        return require(
                state.timers().size() + newTimerIds.size() <= Limits.PENDING_TIMERS,
                WorkflowTaskFailedCause.PENDING_TIMERS_LIMIT_EXCEEDED,
                "Expected at most " + Limits.PENDING_TIMERS + " pending timers, but there would be more");
    }

    private Verdict checkCancel(Command.CancelTimer cancel) {
        boolean pending = newTimerIds.remove(cancel.timerId())
                || state.timer(cancel.timerId()).isPresent() && canceledTimerIds.add(cancel.timerId());
        return require(
                pending,
                WorkflowTaskFailedCause.BAD_CANCEL_TIMER_ATTRIBUTES,
                "Expected a pending timer to cancel, but '" + cancel.timerId() + "' is not");
    }

    private Verdict checkChild(Command.StartChildWorkflow start) {
        if (start.settings().workflowType().isEmpty()) {
            return invalid(
                    WorkflowTaskFailedCause.BAD_START_CHILD_EXECUTION_ATTRIBUTES,
                    "Expected a workflow type for the child, but it is empty");
        }
        if (!Bounds.inRange(start.settings())) {
            return invalid(
                    WorkflowTaskFailedCause.BAD_START_CHILD_EXECUTION_ATTRIBUTES,
                    "Expected timeouts and intervals between zero and 100 years, but one is not");
        }
        newChildren++;
        newChildIds.add(start.workflowId());
        return require(
                state.children().size() + newChildren <= Limits.PENDING_CHILDREN,
                WorkflowTaskFailedCause.PENDING_CHILD_WORKFLOWS_LIMIT_EXCEEDED,
                "Expected at most " + Limits.PENDING_CHILDREN + " pending children, but there would be more");
    }

    private Verdict checkSignal(Command.SignalExternalWorkflow signal) {
        WorkflowTaskFailedCause cause = WorkflowTaskFailedCause.BAD_SIGNAL_WORKFLOW_EXECUTION_ATTRIBUTES;
        return signal.signalName().isEmpty()
                ? invalid(cause, "Expected the name of the signal to send, but it is empty")
                : checkExternal(signal.execution(), cause);
    }

    /** The start and the cancellation of a child could reach it in either order. */
    private Verdict checkCancel(Command.RequestCancelExternalWorkflow cancel) {
        WorkflowTaskFailedCause cause = WorkflowTaskFailedCause.BAD_REQUEST_CANCEL_EXTERNAL_ATTRIBUTES;
        String workflowId = cancel.execution().workflowId();
        return newChildIds.contains(workflowId)
                ? invalid(
                        cause,
                        "Expected child '" + workflowId
                                + "' to be there before it is canceled, but this task starts it")
                : checkExternal(cancel.execution(), cause);
    }

    private Verdict checkExternal(ExecutionKey target, WorkflowTaskFailedCause cause) {
        if (target.workflowId().isEmpty()) {
            return invalid(cause, "Expected the id of the workflow to reach, but it is empty");
        }
        String namespace = state.key().namespace();
        if (!target.namespace().isEmpty() && !target.namespace().equals(namespace)) {
            return invalid(
                    cause,
                    "Expected a workflow of namespace '" + namespace + "' to reach, but '" + target.workflowId()
                            + "' is one of '" + target.namespace() + "'");
        }
        newExternals++;
        return require(
                state.externals().size() + newExternals <= Limits.PENDING_EXTERNALS,
                WorkflowTaskFailedCause.PENDING_EXTERNAL_LIMIT_EXCEEDED,
                "Expected at most " + Limits.PENDING_EXTERNALS
                        + " signals and cancel requests on their way, but there would be more");
    }

    private Verdict checkAccept(Command.AcceptUpdate accept) {
        boolean waits = state.updates()
                .get(accept.updateId())
                .filter(update -> update.stage() == UpdateStage.ADMITTED)
                .isPresent();
        return require(
                waits && acceptedUpdateIds.add(accept.updateId()),
                WorkflowTaskFailedCause.BAD_UPDATE_MESSAGE,
                "Expected an admitted update to accept, but '" + accept.updateId() + "' is not");
    }

    private Verdict checkComplete(Command.CompleteUpdate complete) {
        boolean accepted = acceptedUpdateIds.contains(complete.updateId())
                || state.updates()
                        .get(complete.updateId())
                        .filter(update -> update.stage() == UpdateStage.ACCEPTED)
                        .isPresent();
        return require(
                accepted && completedUpdateIds.add(complete.updateId()),
                WorkflowTaskFailedCause.BAD_UPDATE_MESSAGE,
                "Expected an accepted update to complete, but '" + complete.updateId() + "' is not");
    }

    private static Verdict require(boolean holds, WorkflowTaskFailedCause cause, String message) {
        return holds ? Verdict.VALID : invalid(cause, message);
    }

    private static Verdict invalid(WorkflowTaskFailedCause cause, String message) {
        return new Verdict(cause, message);
    }
}
