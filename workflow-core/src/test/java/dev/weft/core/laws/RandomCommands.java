package dev.weft.core.laws;

import dev.weft.core.command.Command;
import dev.weft.core.model.ActivitySettings;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.Failure;
import dev.weft.core.model.FailureInfo;
import dev.weft.core.model.ParentClosePolicy;
import dev.weft.core.model.Payload;
import dev.weft.core.model.RetryPolicy;
import dev.weft.core.model.RunSettings;
import dev.weft.core.model.WorkflowIdReusePolicy;
import dev.weft.core.reply.UpdateStage;
import dev.weft.core.state.ExecutionState;
import dev.weft.core.state.PendingActivity;
import dev.weft.core.state.PendingTimer;
import dev.weft.core.state.UpdateState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Commands that mostly make sense for a state, now and then none. */
final class RandomCommands {
    private final Choice choice;
    private final List<ExecutionKey> keys;
    private long made;

    RandomCommands(Choice choice, List<ExecutionKey> keys) {
        this.choice = choice;
        this.keys = keys;
    }

    List<Command> of(ExecutionState state, List<String> acceptedUpdates) {
        List<Command> commands = new ArrayList<>();
        for (String updateId : acceptedUpdates) {
            commands.add(new Command.AcceptUpdate(updateId));
            if (choice.oneIn(2)) {
                commands.add(new Command.CompleteUpdate(updateId, Payload.json("3"), outcome()));
            }
        }
        int count = choice.below(4);
        for (int i = 0; i < count; i++) {
            commands.add(choice.oneIn(40) ? invalid(state) : valid(state));
        }
        if (choice.oneIn(12)) {
            commands.add(closing());
        }
        return commands;
    }

    private Command valid(ExecutionState state) {
        return switch (choice.below(20)) {
            case 0, 1, 2, 3, 4 -> activity("activity-" + made++);
            case 5, 6, 7 -> new Command.StartTimer("timer-" + made++, choice.upTo(Duration.ofSeconds(30)));
            case 8, 9 -> cancelTimer(state);
            case 10 -> cancelActivity(state);
            case 11, 12, 13 -> child();
            case 14 ->
                new Command.SignalExternalWorkflow(choice.of(keys), "", "hello", List.of(), Map.of(), choice.oneIn(4));
            case 15 -> new Command.RequestCancelExternalWorkflow(choice.of(keys), "", choice.oneIn(4), "please");
            case 16 -> marker();
            case 17 -> new Command.UpsertSearchAttributes(Map.of("attribute", value()));
            case 18 -> new Command.ModifyProperties(Map.of("memo", value()));
            default -> completeUpdate(state);
        };
    }

    private Command marker() {
        return choice.oneIn(2)
                ? new Command.RecordMarker("marker", Map.of("value", List.of(Payload.json("4"))), Failure.NONE)
                : new Command.RecordMarker(
                        "checkpoint",
                        Map.of("name", List.of(Payload.json('"' + checkpoint(choice) + '"'))),
                        Failure.NONE);
    }

    static String checkpoint(Choice choice) {
        return choice.of("begun", "paid", "done");
    }

    private Command invalid(ExecutionState state) {
        return switch (choice.below(7)) {
            case 0 -> new Command.CancelTimer("unknown");
            case 1 -> new Command.RequestCancelActivity(1);
            case 2 -> new Command.CompleteUpdate("unknown", Payload.NONE, Failure.NONE);
            case 3 -> closing();
            case 4 -> new Command.StartTimer("negative", Duration.ofSeconds(-1));
            case 5 -> activity("");
            default ->
                choice.anyOf(state.activities().values())
                        .<Command>map(pending -> activity(pending.activityId()))
                        .orElse(new Command.AcceptUpdate("unknown"));
        };
    }

    private Command activity(String activityId) {
        ActivitySettings settings = new ActivitySettings(
                choice.oneIn(3) ? choice.upTo(Duration.ofSeconds(20)).plusMillis(1) : Duration.ZERO,
                choice.oneIn(3) ? choice.upTo(Duration.ofSeconds(10)) : Duration.ZERO,
                Duration.ofSeconds(1 + choice.below(10)),
                choice.oneIn(3) ? Duration.ofSeconds(1) : Duration.ZERO,
                choice.oneIn(3) ? RetryPolicy.ACTIVITY_DEFAULT : Clients.retryPolicy(choice));
        return new Command.ScheduleActivity(
                activityId, "Activity", choice.oneIn(2) ? "" : "other", List.of(), Map.of(), settings);
    }

    private Command cancelTimer(ExecutionState state) {
        return choice.anyOf(state.timers().values())
                .map(PendingTimer::timerId)
                .<Command>map(Command.CancelTimer::new)
                .orElseGet(() -> new Command.StartTimer("timer-" + made++, Duration.ofSeconds(1)));
    }

    private Command cancelActivity(ExecutionState state) {
        List<PendingActivity> pending = state.activities().values().stream()
                .filter(activity -> !activity.isCancelRequested() || choice.oneIn(20))
                .toList();
        return choice.anyOf(pending)
                .<Command>map(activity -> new Command.RequestCancelActivity(activity.scheduledEventId()))
                .orElseGet(() -> activity("activity-" + made++));
    }

    private Command child() {
        String workflowId = choice.oneIn(3) ? choice.of(keys).workflowId() : "";
        RunSettings settings = Clients.settings(choice);
        return new Command.StartChildWorkflow(
                choice.oneIn(2) ? workflowId : "child-" + choice.below(3),
                settings,
                choice.of(List.of(ParentClosePolicy.values())),
                choice.of(List.of(WorkflowIdReusePolicy.values())));
    }

    private Command completeUpdate(ExecutionState state) {
        List<UpdateState> accepted = state.updates().values().stream()
                .filter(update -> update.stage() == UpdateStage.ACCEPTED)
                .toList();
        return choice.anyOf(accepted)
                .<Command>map(update -> new Command.CompleteUpdate(update.updateId(), Payload.NONE, outcome()))
                .orElseGet(() -> new Command.StartTimer("timer-" + made++, Duration.ZERO));
    }

    private Command closing() {
        return switch (choice.below(6)) {
            case 0, 1 -> new Command.CompleteWorkflow(Payload.json("5"));
            case 2 ->
                new Command.FailWorkflow(Failure.of(new FailureInfo.Application(
                        "broken", "Broken", choice.oneIn(3), "", List.of(), Duration.ZERO)));
            case 3 -> new Command.CancelWorkflow(List.of());
            default ->
                new Command.ContinueAsNew(
                        RunSettings.of("", "", List.of(Payload.json("6"))),
                        choice.oneIn(2) ? Duration.ZERO : choice.upTo(Duration.ofSeconds(2)));
        };
    }

    private Failure outcome() {
        return choice.oneIn(2)
                ? Failure.NONE
                : Failure.of(new FailureInfo.Application("no", "No", true, "", List.of(), Duration.ZERO));
    }

    private Payload value() {
        return choice.oneIn(3) ? Payload.NONE : Payload.json("" + choice.below(3));
    }
}
