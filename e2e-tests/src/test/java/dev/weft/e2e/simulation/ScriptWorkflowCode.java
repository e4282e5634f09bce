package dev.weft.e2e.simulation;

import dev.weft.core.model.ParentClosePolicy;
import dev.weft.sdk.failure.ActivityFailure;
import dev.weft.sdk.failure.CanceledFailure;
import dev.weft.sdk.workflow.ActivityOptions;
import dev.weft.sdk.workflow.ActivityStub;
import dev.weft.sdk.workflow.CancellationScope;
import dev.weft.sdk.workflow.ChildWorkflowOptions;
import dev.weft.sdk.workflow.ChildWorkflowStub;
import dev.weft.sdk.workflow.Promise;
import dev.weft.sdk.workflow.RetryOptions;
import dev.weft.sdk.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Does what a script says. */
public final class ScriptWorkflowCode implements ScriptWorkflow {
    private final StringBuilder result = new StringBuilder();
    private int signals;
    private int updates;
    private boolean ended;

    @Override
    public String run(String text) {
        Script.Plan plan = Script.Plan.parse(text);
        Script script = Script.of(plan);
        signals += plan.signals();
        updates += plan.updates();
        result.append(plan.result());
        for (Script.Op op : script.ops()) {
            perform(op);
        }
        if (!script.last()) {
            Workflow.continueAsNew(new Script.Plan(
                            plan.seed(), plan.depth(), plan.generation() + 1, signals, updates, result.toString())
                    .toString());
        }
        return result + "|" + signals + "|" + updates;
    }

    private void perform(Script.Op op) {
        switch (op) {
            case Script.Activity activity -> result.append(activity(activity.kind()));
            case Script.Fan fan -> {
                List<Promise<?>> all = new ArrayList<>();
                for (int i = 0; i < fan.width(); i++) {
                    all.add(stub(Script.ActivityKind.PLAIN)
                            .executeAsync(Script.ActivityKind.PLAIN.name(), String.class));
                }
                Promise.allOf(all).get();
                result.append('f').append(fan.width());
            }
            case Script.Sleep sleep -> {
                Workflow.sleep(sleep.time());
                result.append('t');
            }
            case Script.Race race -> race(race.time());
            case Script.Note note -> {
                Workflow.sideEffect(String.class, () -> "n");
                result.append('n');
            }
            case Script.Child child ->
                result.append("c(")
                        .append(resultOf(child(child.seed(), ParentClosePolicy.REQUEST_CANCEL)
                                .execute(String.class, plan(child.seed()))))
                        .append(')');
            case Script.Stray stray -> {
                ChildWorkflowStub child = child(stray.seed(), ParentClosePolicy.ABANDON);
                child.executeAsync(String.class, plan(stray.seed()));
                child.getExecution().get();
                result.append('s');
            }
            case Script.Tick tick -> {
                Workflow.newUntypedExternalWorkflowStub(ScriptState.COLLECTOR.workflowId())
                        .signal("tick");
                result.append('k');
            }
            case Script.Await await -> {
                Workflow.await(() -> ended || signals >= await.signals());
                result.append('w');
            }
        }
    }

    private static String activity(Script.ActivityKind kind) {
        try {
            return stub(kind).execute(kind.name(), String.class);
        } catch (ActivityFailure failure) {
            if (failure.getCause() instanceof CanceledFailure canceled) {
                throw canceled;
            }
            return "x";
        }
    }

    /** Whoever is first cancels the other. */
    private void race(Duration time) {
        List<Promise<? extends @Nullable Object>> racers = new ArrayList<>();
        CancellationScope running = Workflow.newCancellationScope(() -> racers.add(
                stub(Script.ActivityKind.PLAIN).executeAsync(Script.ActivityKind.PLAIN.name(), String.class)));
        running.run();
        CancellationScope waiting = Workflow.newCancellationScope(() -> racers.add(Workflow.newTimer(time)));
        waiting.run();
        Workflow.await(() -> racers.stream().anyMatch(Promise::isCompleted));
        if (racers.getFirst().isCompleted()) {
            waiting.cancel();
            result.append('r');
        } else {
            running.cancel();
            result.append('l');
        }
    }

    private static ActivityStub stub(Script.ActivityKind kind) {
        RetryOptions endless = RetryOptions.DEFAULT
                .withInitialInterval(Duration.ofMillis(100))
                .withMaximumInterval(Duration.ofSeconds(2));
        ActivityOptions options = ActivityOptions.startToClose(Duration.ofSeconds(5))
                .withRetry(kind == Script.ActivityKind.ONCE ? RetryOptions.NONE : endless);
        return Workflow.newUntypedActivityStub(
                kind == Script.ActivityKind.HEARTBEATING ? options.withHeartbeat(Duration.ofSeconds(2)) : options);
    }

    private static ChildWorkflowStub child(long seed, ParentClosePolicy policy) {
        return Workflow.newUntypedChildWorkflowStub(
                ScriptState.TYPE,
                ChildWorkflowOptions.DEFAULT.withWorkflowId("child-" + seed).withParentClosePolicy(policy));
    }

    private static String plan(long seed) {
        return new Script.Plan(seed, 1, 0, 0, 0, "").toString();
    }

    private static String resultOf(String text) {
        return text.substring(0, text.indexOf('|'));
    }

    @Override
    public void go() {
        signals++;
    }

    @Override
    public void end() {
        ended = true;
    }

    @Override
    public void tick() {
        // Counted in history.
    }

    @Override
    public int signals() {
        return signals;
    }

    @Override
    public String add(String id) {
        updates++;
        return id;
    }

    @Override
    public void checkAdd(String id) {
        if (!ScriptRun.isAcceptable(id)) {
            throw new IllegalArgumentException("Expected an acceptable id, but got " + id);
        }
    }
}
