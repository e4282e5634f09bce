package dev.weft.e2e.simulation;

import dev.weft.core.command.Command;
import dev.weft.core.event.ActivityEvent;
import dev.weft.core.event.ChildEvent;
import dev.weft.core.event.EventAttributes;
import dev.weft.core.event.ExternalEvent;
import dev.weft.core.event.HistoryEvent;
import dev.weft.core.event.MessageEvent;
import dev.weft.core.event.TimerEvent;
import dev.weft.core.model.ActivitySettings;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.Failure;
import dev.weft.core.model.ParentClosePolicy;
import dev.weft.core.model.Payload;
import dev.weft.core.model.RetryPolicy;
import dev.weft.core.model.RunSettings;
import dev.weft.core.model.WorkflowIdReusePolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How far a script has come, and what it has heard. */
final class ScriptState {
    static final ScriptState NONE = new ScriptState(new Script.Plan(0, 0, 0, 0, 0, ""), 1);
    static final String NOBODY = "nobody";
    static final String QUEUE = "work";
    static final String TYPE = "Script";
    static final ExecutionKey COLLECTOR = new ExecutionKey(ExecutionKey.DEFAULT_NAMESPACE, "collector");

    private final int attempt;
    private final Script.Plan plan;
    private final Script script;
    private final StringBuilder result;
    private final Map<Long, String> namesByEvent = new HashMap<>();
    /** What became of an activity, a timer, a child or a signal, by its name. */
    private final Map<String, String> outcomes = new HashMap<>();

    /** Doomed children that were asked to cancel. */
    private final Set<String> cancelAsked = new HashSet<>();

    private int position;
    private boolean issued;
    private boolean closed;
    private boolean cancelRequested;
    private boolean ended;
    private int signals;
    private int updates;

    /** @param attempt of the run, by its retry policy */
    ScriptState(Script.Plan plan, int attempt) {
        this.attempt = attempt;
        this.plan = plan;
        this.script = Script.of(plan);
        this.result = new StringBuilder(plan.result());
        this.signals = plan.signals();
        this.updates = plan.updates();
    }

    int signals() {
        return signals;
    }

    void cancelRequested() {
        cancelRequested = true;
    }

    /** An event that one of the script's own commands led to. */
    void recorded(HistoryEvent event) {
        switch (event.attributes()) {
            case ActivityEvent.ActivityTaskScheduled scheduled ->
                namesByEvent.put(event.eventId(), scheduled.activityId());
            case ChildEvent.StartChildWorkflowExecutionInitiated initiated ->
                namesByEvent.put(event.eventId(), initiated.execution().workflowId());
            case ExternalEvent.SignalExternalWorkflowExecutionInitiated initiated ->
                namesByEvent.put(event.eventId(), initiated.signalName());
            case ExternalEvent.RequestCancelExternalWorkflowExecutionInitiated initiated ->
                namesByEvent.put(event.eventId(), initiated.reason());
            default -> {
                // Nothing that an answer refers to.
            }
        }
    }

    /** News. */
    void heard(EventAttributes event) {
        switch (event) {
            case MessageEvent.WorkflowExecutionSignaled signaled -> {
                switch (signaled.signalName()) {
                    case "end" -> ended = true;
                    case "go" -> signals++;
                    default -> {
                        // Ticks of other workflows: their number is no matter of the result.
                    }
                }
            }
            case ActivityEvent.ActivityTaskCompleted done -> outcome(done.scheduledEventId(), "a");
            case ActivityEvent.ActivityTaskFailed done -> outcome(done.scheduledEventId(), "x");
            case ActivityEvent.ActivityTaskTimedOut done -> outcome(done.scheduledEventId(), "x");
            case ActivityEvent.ActivityTaskCanceled done -> outcome(done.scheduledEventId(), "x");
            case TimerEvent.TimerFired fired -> outcomes.put(fired.timerId(), "t");
            case ChildEvent.ChildWorkflowExecutionStarted started -> {
                outcomes.put(namesByEvent.get(started.initiatedEventId()) + "/started", "s");
            }
            case ChildEvent.ChildWorkflowExecutionCompleted done ->
                outcome(done.initiatedEventId(), "c(" + resultOf(done.result()) + ")");
            case ChildEvent.ChildWorkflowExecutionFailed done -> outcome(done.initiatedEventId(), "F");
            case ChildEvent.ChildWorkflowExecutionTimedOut done -> outcome(done.initiatedEventId(), "T");
            case ChildEvent.ChildWorkflowExecutionCanceled done -> outcome(done.initiatedEventId(), "C");
            case ChildEvent.StartChildWorkflowExecutionFailed done -> {
                outcome(done.initiatedEventId(), "y");
                outcomes.put(namesByEvent.get(done.initiatedEventId()) + "/started", "y");
            }
            case ChildEvent.ChildWorkflowExecutionTerminated done -> outcome(done.initiatedEventId(), "bad");
            case ExternalEvent.RequestCancelExternalWorkflowExecutionFailed done ->
                outcome(done.initiatedEventId(), "z");
            case ExternalEvent.ExternalWorkflowExecutionCancelRequested done -> outcome(done.initiatedEventId(), "q");
            case ExternalEvent.ExternalWorkflowExecutionSignaled done -> outcome(done.initiatedEventId(), "k");
            case ExternalEvent.SignalExternalWorkflowExecutionFailed done -> outcome(done.initiatedEventId(), "z");
            default -> {
                // Not for the script.
            }
        }
    }

    private static String resultOf(Payload payload) {
        String text = ScriptRun.text(payload);
        return text.substring(0, text.indexOf('|'));
    }

    private void outcome(long eventId, String outcome) {
        String name = namesByEvent.get(eventId);
        if (name != null) {
            outcomes.putIfAbsent(name, outcome);
        }
    }

    /** Goes on as far as the news allow. */
    List<Command> run(List<String> acceptedUpdates) {
        List<Command> commands = new ArrayList<>();
        if (closed) {
            return commands;
        }
        for (String updateId : acceptedUpdates) {
            updates++;
            commands.add(new Command.AcceptUpdate(updateId));
            commands.add(new Command.CompleteUpdate(updateId, payload(updateId), Failure.NONE));
        }
        if (cancelRequested || endsAtOnce()) {
            closed = true;
            commands.add(cancelRequested ? new Command.CancelWorkflow(List.of()) : earlyEnd());
            return commands;
        }
        while (position < script.ops().size() && proceed(script.ops().get(position), commands)) {
            position++;
            issued = false;
        }
        if (position == script.ops().size()) {
            closed = true;
            commands.add(closing());
        }
        return commands;
    }

    private boolean endsAtOnce() {
        return plan.doom()
                .filter(doom -> doom == Script.Doom.FAILED || doom == Script.Doom.RETRIED)
                .isPresent();
    }

    private Command earlyEnd() {
        return plan.doom().equals(Optional.of(Script.Doom.RETRIED)) && attempt > 1
                ? new Command.CompleteWorkflow(payload("R|0|0"))
                : new Command.FailWorkflow(WorkerNode.failure("doomed"));
    }

    private Command closing() {
        if (script.last()) {
            return new Command.CompleteWorkflow(payload(result + "|" + signals + "|" + updates));
        }
        Script.Plan next =
                new Script.Plan(plan.seed(), plan.depth(), plan.generation() + 1, signals, updates, result.toString());
        return new Command.ContinueAsNew(RunSettings.of("", "", List.of(payload(next.toString()))), Duration.ZERO);
    }

    /** @return whether the op is done */
    private boolean proceed(Script.Op op, List<Command> commands) {
        boolean first = !issued;
        issued = true;
        List<Command> once = first ? commands : new ArrayList<>();
        return switch (op) {
            case Script.Activity activity -> {
                String name = name("-" + activity.kind());
                yield once.add(schedule(name, activity.kind())) && done(name);
            }
            case Script.Fan fan -> proceed(fan, once);
            case Script.Sleep sleep -> once.add(new Command.StartTimer(name(""), sleep.time())) && done(name(""));
            case Script.Race race -> proceed(race, first, commands);
            case Script.Note note -> {
                result.append('n');
                yield commands.add(new Command.RecordMarker("note", Map.of(), Failure.NONE));
            }
            case Script.Child child ->
                once.add(start(child.seed(), ParentClosePolicy.REQUEST_CANCEL)) && done(childId(child.seed()));
            case Script.Stray stray ->
                once.add(start(stray.seed(), ParentClosePolicy.ABANDON)) && done(childId(stray.seed()) + "/started");
            case Script.Tick tick -> once.add(tick()) && done(name("-tick"));
            case Script.Label label -> {
                result.append('u');
                commands.add(new Command.UpsertSearchAttributes(Map.of("Step", payload("labelled"))));
                yield commands.add(new Command.ModifyProperties(Map.of("step", payload("labelled"))));
            }
            case Script.Mark mark -> {
                result.append('m');
                yield commands.add(
                        new Command.RecordMarker("checkpoint", Map.of("name", List.of(payload("mark"))), Failure.NONE));
            }
            case Script.Knock knock -> proceed(knock, once);
            case Script.Taken taken ->
                once.add(child(COLLECTOR.workflowId(), Script.Plan.doomed(Script.Doom.FAILED), RetryPolicy.NONE))
                        && done(COLLECTOR.workflowId());
            case Script.Doomed doomed -> proceed(doomed, first, commands);
            case Script.Await await -> isEnough(await);
        };
    }

    private boolean proceed(Script.Knock knock, List<Command> once) {
        ExecutionKey nobody = new ExecutionKey(ExecutionKey.DEFAULT_NAMESPACE, NOBODY);
        once.add(new Command.SignalExternalWorkflow(nobody, "", name("-knock"), List.of(), Map.of(), false));
        once.add(new Command.RequestCancelExternalWorkflow(nobody, "", false, name("-cancel")));
        boolean both = outcomes.containsKey(name("-knock")) && outcomes.containsKey(name("-cancel"));
        return both && done(name("-knock"));
    }

    private boolean proceed(Script.Doomed doomed, boolean first, List<Command> commands) {
        String id = doomedId(doomed.seed());
        if (first) {
            RetryPolicy policy = doomed.doom() == Script.Doom.RETRIED
                    ? new RetryPolicy(Duration.ofMillis(100), 1, Duration.ZERO, 2, List.of())
                    : RetryPolicy.NONE;
            commands.add(child(id, Script.Plan.doomed(doomed.doom()), policy));
        }
        boolean cancels = doomed.doom() == Script.Doom.CANCELED && outcomes.containsKey(id + "/started");
        if (cancels && cancelAsked.add(id)) {
            commands.add(new Command.RequestCancelExternalWorkflow(
                    new ExecutionKey(ExecutionKey.DEFAULT_NAMESPACE, id), "", false, name("-cancel")));
        }
        return done(id);
    }

    /** One that waits to be cancelled may be left alone by a reset; it ends all the same. */
    static Duration timeOf(Script.Doom doom) {
        return switch (doom) {
            case TIMED_OUT -> Duration.ofSeconds(2);
            case CANCELED -> Duration.ofMinutes(10);
            case FAILED, RETRIED -> Duration.ZERO;
        };
    }

    static String doomedId(long seed) {
        return "doomed-" + seed;
    }

    private static Command child(String workflowId, Script.Plan plan, RetryPolicy policy) {
        Duration runTimeout = plan.doom().map(ScriptState::timeOf).orElse(Duration.ZERO);
        return new Command.StartChildWorkflow(
                workflowId,
                RunSettings.of(TYPE, QUEUE, List.of(payload(plan.toString())))
                        .withTimeouts(Duration.ZERO, runTimeout, Duration.ZERO)
                        .withRetryPolicy(policy),
                ParentClosePolicy.REQUEST_CANCEL,
                WorkflowIdReusePolicy.ALLOW_DUPLICATE);
    }

    private Command tick() {
        return new Command.SignalExternalWorkflow(COLLECTOR, "", name("-tick"), List.of(), Map.of(), false);
    }

    private boolean isEnough(Script.Await await) {
        boolean enough = ended || signals >= await.signals();
        if (enough) {
            result.append('w');
        }
        return enough;
    }

    private boolean proceed(Script.Fan fan, List<Command> once) {
        boolean all = true;
        for (int i = 0; i < fan.width(); i++) {
            String name = name("-" + i);
            once.add(schedule(name, Script.ActivityKind.PLAIN));
            all &= outcomes.containsKey(name);
        }
        if (all) {
            result.append('f').append(fan.width());
        }
        return all;
    }

    private boolean proceed(Script.Race race, boolean first, List<Command> commands) {
        String activityId = name("-race");
        String timerId = name("-timer");
        if (first) {
            commands.add(schedule(activityId, Script.ActivityKind.PLAIN));
            commands.add(new Command.StartTimer(timerId, race.time()));
            return false;
        }
        if (outcomes.containsKey(activityId)) {
            if (!outcomes.containsKey(timerId)) {
                commands.add(new Command.CancelTimer(timerId));
            }
            result.append('r');
            return true;
        }
        if (outcomes.containsKey(timerId)) {
            namesByEvent.forEach((eventId, name) -> {
                if (name.equals(activityId)) {
                    commands.add(new Command.RequestCancelActivity(eventId));
                }
            });
            result.append('l');
            return true;
        }
        return false;
    }

    private boolean done(String name) {
        String outcome = outcomes.get(name);
        if (outcome != null) {
            result.append(outcome);
        }
        return outcome != null;
    }

    private String name(String suffix) {
        return "op" + position + suffix;
    }

    private static String childId(long seed) {
        return "child-" + seed;
    }

    private Command start(long seed, ParentClosePolicy policy) {
        Script.Plan child = new Script.Plan(seed, 1, 0, 0, 0, "");
        return new Command.StartChildWorkflow(
                childId(seed),
                RunSettings.of(TYPE, QUEUE, List.of(payload(child.toString()))),
                policy,
                WorkflowIdReusePolicy.ALLOW_DUPLICATE);
    }

    private static Command schedule(String activityId, Script.ActivityKind kind) {
        RetryPolicy endless = new RetryPolicy(Duration.ofMillis(100), 2, Duration.ofSeconds(2), 0, List.of());
        ActivitySettings settings = new ActivitySettings(
                Duration.ZERO,
                Duration.ZERO,
                Duration.ofSeconds(5),
                kind == Script.ActivityKind.HEARTBEATING ? Duration.ofSeconds(2) : Duration.ZERO,
                kind == Script.ActivityKind.ONCE ? RetryPolicy.NONE : endless);
        return new Command.ScheduleActivity(activityId, kind.name(), "", List.of(), Map.of(), settings);
    }

    /** A text as JSON; none of ours needs escaping. */
    static Payload payload(String text) {
        return Payload.json('"' + text + '"');
    }
}
