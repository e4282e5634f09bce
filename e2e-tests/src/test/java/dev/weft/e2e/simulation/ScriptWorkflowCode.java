package dev.weft.e2e.simulation;

import dev.weft.core.model.ParentClosePolicy;
import dev.weft.sdk.failure.ActivityFailure;
import dev.weft.sdk.failure.ApplicationFailure;
import dev.weft.sdk.failure.CanceledFailure;
import dev.weft.sdk.failure.ChildWorkflowFailure;
import dev.weft.sdk.failure.TimeoutFailure;
import dev.weft.sdk.workflow.ActivityOptions;
import dev.weft.sdk.workflow.ActivityStub;
import dev.weft.sdk.workflow.CancellationScope;
import dev.weft.sdk.workflow.ChildWorkflowOptions;
import dev.weft.sdk.workflow.ChildWorkflowStub;
import dev.weft.sdk.workflow.ExternalWorkflowStub;
import dev.weft.sdk.workflow.Promise;
import dev.weft.sdk.workflow.RetryOptions;
import dev.weft.sdk.workflow.SearchAttributeKey;
import dev.weft.sdk.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Does what a script says. */
public final class ScriptWorkflowCode implements ScriptWorkflow {
    private static final SearchAttributeKey<String> STEP = SearchAttributeKey.forKeyword("Step");

    private final StringBuilder result = new StringBuilder();
    private int signals;
    private int updates;
    private boolean ended;

    @Override
    public String run(String text) {
        Script.Plan plan = Script.Plan.parse(text);
        if (plan.doom().isPresent()) {
            return meetDoom(plan.doom().get());
        }
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

    private String meetDoom(Script.Doom doom) {
        boolean fails = doom == Script.Doom.FAILED
                || doom == Script.Doom.RETRIED && Workflow.getInfo().attempt() == 1;
        if (fails) {
            throw ApplicationFailure.of("doomed", "Doomed");
        }
        Workflow.await(() -> doom == Script.Doom.RETRIED);
        return "R|0|0";
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
            case Script.Label label -> {
                Workflow.upsertTypedSearchAttributes(STEP.valueSet("labelled"));
                Workflow.upsertMemo(Map.of("step", "labelled"));
                result.append('u');
            }
            case Script.Mark mark -> {
                Workflow.checkpoint("mark");
                result.append('m');
            }
            case Script.Knock knock -> result.append(knock());
            case Script.Taken taken -> result.append(taken());
            case Script.Doomed doomed -> result.append(doomed(doomed));
            case Script.Await await -> {
                Workflow.await(() -> ended || signals >= await.signals());
                result.append('w');
            }
        }
    }

    private static String knock() {
        ExternalWorkflowStub nobody = Workflow.newUntypedExternalWorkflowStub(ScriptState.NOBODY);
        try {
            nobody.signal("knock");
            return "bad";
        } catch (CanceledFailure canceled) {
            throw canceled;
        } catch (RuntimeException unknown) {
            return cancelIsRefused(nobody) ? "z" : "bad";
        }
    }

    private static boolean cancelIsRefused(ExternalWorkflowStub nobody) {
        try {
            nobody.cancel();
            return false;
        } catch (CanceledFailure canceled) {
            throw canceled;
        } catch (RuntimeException unknown) {
            return true;
        }
    }

    private static String taken() {
        ChildWorkflowStub child = Workflow.newUntypedChildWorkflowStub(
                ScriptState.TYPE,
                ChildWorkflowOptions.DEFAULT
                        .withWorkflowId(ScriptState.COLLECTOR.workflowId())
                        .withParentClosePolicy(ParentClosePolicy.REQUEST_CANCEL));
        return outcomeOf(child.executeAsync(
                String.class, Script.Plan.doomed(Script.Doom.FAILED).toString()));
    }

    private static String doomed(Script.Doomed doomed) {
        String id = ScriptState.doomedId(doomed.seed());
        ChildWorkflowOptions options =
                ChildWorkflowOptions.DEFAULT.withWorkflowId(id).withParentClosePolicy(ParentClosePolicy.REQUEST_CANCEL);
        ChildWorkflowStub child = Workflow.newUntypedChildWorkflowStub(
                ScriptState.TYPE,
                switch (doomed.doom()) {
                    case FAILED -> options;
                    case TIMED_OUT, CANCELED -> options.withRunTimeout(ScriptState.timeOf(doomed.doom()));
                    case RETRIED ->
                        options.withRetry(RetryOptions.DEFAULT
                                .withInitialInterval(Duration.ofMillis(100))
                                .withMaximumAttempts(2));
                });
        Promise<String> result = child.executeAsync(
                String.class, Script.Plan.doomed(doomed.doom()).toString());
        if (doomed.doom() == Script.Doom.CANCELED) {
            child.getExecution().get();
            Workflow.newUntypedExternalWorkflowStub(id).cancel();
        }
        return outcomeOf(result);
    }

    private static String outcomeOf(Promise<String> child) {
        try {
            return "c(" + resultOf(child.get()) + ")";
        } catch (ChildWorkflowFailure failure) {
            return switch (failure.getCause()) {
                case ApplicationFailure failed when failed.type().equals("Doomed") -> "F";
                case TimeoutFailure timedOut -> "T";
                case CanceledFailure canceled -> "C";
                case null, default -> "y";
            };
        }
    }

    private static String activity(Script.ActivityKind kind) {
        try {
            return stub(kind).execute(kind.name(), String.class);
        } catch (ActivityFailure failure) {
            if (failure.getCause() instanceof CanceledFailure canceled
                    && Workflow.currentCancellationScope().isCancelRequested()) {
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
