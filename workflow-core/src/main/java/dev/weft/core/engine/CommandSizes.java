package dev.weft.core.engine;

import dev.weft.core.command.Command;
import dev.weft.core.model.EncodedSize;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.Payload;
import dev.weft.core.model.RunSettings;
import dev.weft.core.model.WorkflowTaskFailedCause;
import dev.weft.core.request.WorkerRequest;
import dev.weft.core.state.ExecutionState;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the commands of a completion are within the bounds on sizes. Failures, and outcomes of updates, are not looked
 * at: they are shortened, so that whoever waits for them hears of them.
 */
final class CommandSizes {
    private final ExecutionState state;
    private Optional<Map<String, Payload>> memo = Optional.empty();
    private Optional<Map<String, Payload>> searchAttributes = Optional.empty();

    CommandSizes(ExecutionState state) {
        this.state = state;
    }

    /** Of the completion itself, apart from its commands. */
    static Optional<CommandValidator.Verdict> check(WorkerRequest.CompleteWorkflowTask completion) {
        return new SizeCheck()
                .name("the id of the sticky queue", completion.stickyId())
                .payload("the flags of the worker", "", EncodedSize.ofTexts(completion.sdkFlags()))
                .excess()
                .map(excess ->
                        new CommandValidator.Verdict(WorkflowTaskFailedCause.PAYLOAD_LIMIT_EXCEEDED, excess.message()));
    }

    /** Empty when the command is as small as it must be. */
    Optional<CommandValidator.Verdict> check(Command command) {
        return measured(new SizeCheck(), command)
                .excess()
                .map(excess -> new CommandValidator.Verdict(
                        switch (excess.kind()) {
                            case NAME -> ofNames(command);
                            case PAYLOAD -> WorkflowTaskFailedCause.PAYLOAD_LIMIT_EXCEEDED;
                            case SEARCH_ATTRIBUTES -> WorkflowTaskFailedCause.BAD_SEARCH_ATTRIBUTES;
                        },
                        excess.message()));
    }

    private SizeCheck measured(SizeCheck check, Command command) {
        return switch (command) {
            case Command.ScheduleActivity schedule -> activity(check, schedule);
            case Command.RequestCancelActivity cancel -> check;
            case Command.StartTimer start -> check.name("the timer id", start.timerId());
            case Command.CancelTimer cancel -> check.name("the timer id", cancel.timerId());
            case Command.StartChildWorkflow start ->
                check.name("the workflow id of the child", start.workflowId()).settings(start.settings());
            case Command.SignalExternalWorkflow signal ->
                external(check, signal.execution(), signal.runId())
                        .name("the name of the signal", signal.signalName())
                        .input(signal.signalName(), signal.input(), signal.header());
            case Command.RequestCancelExternalWorkflow cancel ->
                external(check, cancel.execution(), cancel.runId()).name("the reason", cancel.reason());
            case Command.RecordMarker marker -> marker(check, marker);
            case Command.UpsertSearchAttributes upsert -> upserted(check, upsert);
            case Command.ModifyProperties modify -> modified(check, modify);
            case Command.AcceptUpdate accept -> check.name("the update id", accept.updateId());
            case Command.CompleteUpdate complete -> check.name("the update id", complete.updateId());
            case Command.CompleteWorkflow complete ->
                check.payload("the result of the workflow", "", EncodedSize.of(complete.result()));
            case Command.FailWorkflow fail -> check;
            case Command.CancelWorkflow cancel ->
                check.payload("the details of the cancellation", "", EncodedSize.of(cancel.details()));
            case Command.ContinueAsNew next -> continued(check, next.settings());
        };
    }

    private static WorkflowTaskFailedCause ofNames(Command command) {
        return switch (command) {
            case Command.ScheduleActivity c -> WorkflowTaskFailedCause.BAD_SCHEDULE_ACTIVITY_ATTRIBUTES;
            case Command.RequestCancelActivity c -> WorkflowTaskFailedCause.BAD_REQUEST_CANCEL_ACTIVITY_ATTRIBUTES;
            case Command.StartTimer c -> WorkflowTaskFailedCause.BAD_START_TIMER_ATTRIBUTES;
            case Command.CancelTimer c -> WorkflowTaskFailedCause.BAD_CANCEL_TIMER_ATTRIBUTES;
            case Command.StartChildWorkflow c -> WorkflowTaskFailedCause.BAD_START_CHILD_EXECUTION_ATTRIBUTES;
            case Command.SignalExternalWorkflow c -> WorkflowTaskFailedCause.BAD_SIGNAL_WORKFLOW_EXECUTION_ATTRIBUTES;
            case Command.RequestCancelExternalWorkflow c ->
                WorkflowTaskFailedCause.BAD_REQUEST_CANCEL_EXTERNAL_ATTRIBUTES;
            case Command.RecordMarker c -> WorkflowTaskFailedCause.BAD_RECORD_MARKER_ATTRIBUTES;
            case Command.UpsertSearchAttributes c -> WorkflowTaskFailedCause.BAD_SEARCH_ATTRIBUTES;
            case Command.ModifyProperties c -> WorkflowTaskFailedCause.PAYLOAD_LIMIT_EXCEEDED;
            case Command.AcceptUpdate c -> WorkflowTaskFailedCause.BAD_UPDATE_MESSAGE;
            case Command.CompleteUpdate c -> WorkflowTaskFailedCause.BAD_UPDATE_MESSAGE;
            case Command.CompleteWorkflow c -> WorkflowTaskFailedCause.BAD_COMPLETE_WORKFLOW_EXECUTION_ATTRIBUTES;
            case Command.FailWorkflow c -> WorkflowTaskFailedCause.BAD_FAIL_WORKFLOW_EXECUTION_ATTRIBUTES;
            case Command.CancelWorkflow c -> WorkflowTaskFailedCause.BAD_CANCEL_WORKFLOW_EXECUTION_ATTRIBUTES;
            case Command.ContinueAsNew c -> WorkflowTaskFailedCause.BAD_CONTINUE_AS_NEW_ATTRIBUTES;
        };
    }

    private static SizeCheck external(SizeCheck check, ExecutionKey target, String runId) {
        return check.name("the workflow id", target.workflowId()).name("the run id", runId);
    }

    private static SizeCheck marker(SizeCheck check, Command.RecordMarker marker) {
        return check.name("the name of the marker", marker.markerName())
                .payload(
                        "the details of marker",
                        marker.markerName(),
                        EncodedSize.ofLists(marker.details()) + EncodedSize.of(marker.failure()));
    }

    private static SizeCheck activity(SizeCheck check, Command.ScheduleActivity schedule) {
        return check.name("the activity id", schedule.activityId())
                .name("the activity type", schedule.activityType())
                .name("the task queue", schedule.taskQueue())
                .payload(
                        "the input and headers of activity",
                        schedule.activityType(),
                        EncodedSize.of(schedule.input())
                                + EncodedSize.of(schedule.header())
                                + EncodedSize.ofTexts(
                                        schedule.settings().retryPolicy().nonRetryableErrorTypes()));
    }

    /** With what the next run inherits. */
    private SizeCheck continued(SizeCheck check, RunSettings asked) {
        check.settings(asked);
        Map<String, Payload> inherited = state.run().started().settings().header();
        return asked.header().isEmpty() && !inherited.isEmpty()
                ? check.input(asked.workflowType(), asked.input(), inherited)
                : check;
    }

    /** All that the run has then. */
    private SizeCheck upserted(SizeCheck check, Command.UpsertSearchAttributes upsert) {
        Map<String, Payload> all =
                merged(searchAttributes.orElse(state.run().searchAttributes()), upsert.searchAttributes());
        searchAttributes = Optional.of(all);
        return check.searchAttributes(all);
    }

    private SizeCheck modified(SizeCheck check, Command.ModifyProperties modify) {
        Map<String, Payload> all = merged(memo.orElse(state.run().memo()), modify.upsertedMemo());
        memo = Optional.of(all);
        return check.payload("the change of the memo", "", EncodedSize.of(modify.upsertedMemo()))
                .memo(all);
    }

    private static Map<String, Payload> merged(Map<String, Payload> old, Map<String, Payload> changed) {
        Map<String, Payload> all = new HashMap<>(old);
        changed.forEach((name, value) -> {
            if (value.isNone()) {
                all.remove(name);
            } else {
                all.put(name, value);
            }
        });
        return all;
    }
}
