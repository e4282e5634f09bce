package dev.weft.sdk.runner;

import dev.weft.core.command.Command;
import dev.weft.core.model.Payload;
import dev.weft.sdk.interceptor.WorkflowOutboundCalls;
import dev.weft.sdk.workflow.ContinueAsNewError;
import dev.weft.sdk.workflow.Promise;
import dev.weft.sdk.workflow.SearchAttributeUpdate;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What workflow code asks of the platform, as the last link of the chain. */
final class PlatformCalls implements WorkflowOutboundCalls {
    private final RunContext run;
    private final RunFacts facts;
    private final ActivityCalls activities;
    private final LocalActivityCalls localActivities;
    private final ExternalCalls externals;
    private final ChildCalls children;
    private final TimerCalls timers;
    private final SideEffects sideEffects;
    private final Randomness randomness;

    PlatformCalls(RunContext run, RunFacts facts, LocalAttempts attempts) {
        this.run = run;
        this.facts = facts;
        this.activities = new ActivityCalls(run);
        this.localActivities = new LocalActivityCalls(run, attempts);
        this.externals = new ExternalCalls(run);
        this.children = new ChildCalls(run, externals);
        this.timers = new TimerCalls(run);
        this.sideEffects = new SideEffects(run);
        this.randomness = new Randomness(facts.started().originalRunId());
    }

    @Override
    public <R extends @Nullable Object> Promise<R> executeActivity(ActivityInput input) {
        return activities.execute(input);
    }

    @Override
    public <R extends @Nullable Object> Promise<R> executeLocalActivity(LocalActivityInput input) {
        return localActivities.execute(input);
    }

    @Override
    public <R extends @Nullable Object> ChildWorkflowOutput<R> executeChildWorkflow(ChildWorkflowInput input) {
        return children.start(input);
    }

    @Override
    public Promise<@Nullable Void> signalExternalWorkflow(SignalExternalInput input) {
        return externals.signal(input);
    }

    @Override
    public Promise<@Nullable Void> cancelExternalWorkflow(CancelExternalInput input) {
        return externals.cancel(input.execution(), input.runId(), false, input.reason());
    }

    @Override
    public Promise<@Nullable Void> newTimer(Duration delay) {
        return timers.newTimer(delay);
    }

    @Override
    public void sleep(Duration duration) {
        timers.newTimer(duration).get();
    }

    @Override
    public void await(BooleanSupplier condition) {
        timers.await(condition);
    }

    @Override
    public boolean await(Duration timeout, BooleanSupplier condition) {
        return timers.await(timeout, condition);
    }

    @Override
    public <R extends @Nullable Object> R sideEffect(Type type, Supplier<R> effect) {
        return sideEffects.once(type, effect);
    }

    @Override
    public <R> R mutableSideEffect(String id, Type type, BiPredicate<R, R> changed, Supplier<R> effect) {
        return sideEffects.changing(id, type, changed, effect);
    }

    @Override
    public int getVersion(String changeId, int minSupported, int maxSupported) {
        run.requireWritable("ask for a version");
        return run.replayed(() -> run.machine().version(changeId, minSupported, maxSupported));
    }

    @Override
    public void continueAsNew(ContinueAsNewInput input) {
        throw new ContinueAsNewError(input.options(), input.arguments(), input.header());
    }

    @Override
    public UUID randomUuid() {
        run.requireWritable("draw a UUID");
        return randomness.uuid();
    }

    @Override
    public Random newRandom() {
        run.requireWritable("draw random numbers");
        return randomness.random();
    }

    @Override
    public Instant now() {
        return run.machine().moment().time();
    }

    @Override
    public void upsertMemo(Map<String, @Nullable Object> values) {
        run.requireWritable("change the memo");
        Map<String, Payload> payloads = run.payloads(values);
        facts.upsertMemo(payloads);
        run.machine().note(new Command.ModifyProperties(payloads));
    }

    @Override
    public void upsertSearchAttributes(List<SearchAttributeUpdate> updates) {
        run.requireWritable("change search attributes");
        Map<String, Payload> payloads = facts.upsertSearchAttributes(updates);
        run.machine().note(new Command.UpsertSearchAttributes(payloads));
    }
}
