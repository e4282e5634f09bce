package dev.weft.sdk.interceptor;

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

/** Hands every call on; override those that matter. */
public class WorkflowOutboundCallsBase implements WorkflowOutboundCalls {
    private final WorkflowOutboundCalls next;

    public WorkflowOutboundCallsBase(WorkflowOutboundCalls next) {
        this.next = next;
    }

    @Override
    public <R extends @Nullable Object> Promise<R> executeActivity(ActivityInput input) {
        return next.executeActivity(input);
    }

    @Override
    public <R extends @Nullable Object> Promise<R> executeLocalActivity(LocalActivityInput input) {
        return next.executeLocalActivity(input);
    }

    @Override
    public <R extends @Nullable Object> ChildWorkflowOutput<R> executeChildWorkflow(ChildWorkflowInput input) {
        return next.executeChildWorkflow(input);
    }

    @Override
    public Promise<@Nullable Void> signalExternalWorkflow(SignalExternalInput input) {
        return next.signalExternalWorkflow(input);
    }

    @Override
    public Promise<@Nullable Void> cancelExternalWorkflow(CancelExternalInput input) {
        return next.cancelExternalWorkflow(input);
    }

    @Override
    public Promise<@Nullable Void> newTimer(Duration delay) {
        return next.newTimer(delay);
    }

    @Override
    public void sleep(Duration duration) {
        next.sleep(duration);
    }

    @Override
    public void await(BooleanSupplier condition) {
        next.await(condition);
    }

    @Override
    public boolean await(Duration timeout, BooleanSupplier condition) {
        return next.await(timeout, condition);
    }

    @Override
    public <R extends @Nullable Object> R sideEffect(Type type, Supplier<R> effect) {
        return next.sideEffect(type, effect);
    }

    @Override
    public <R> R mutableSideEffect(String id, Type type, BiPredicate<R, R> changed, Supplier<R> effect) {
        return next.mutableSideEffect(id, type, changed, effect);
    }

    @Override
    public int getVersion(String changeId, int minSupported, int maxSupported) {
        return next.getVersion(changeId, minSupported, maxSupported);
    }

    @Override
    public void continueAsNew(ContinueAsNewInput input) {
        next.continueAsNew(input);
    }

    @Override
    public UUID randomUuid() {
        return next.randomUuid();
    }

    @Override
    public Random newRandom() {
        return next.newRandom();
    }

    @Override
    public Instant now() {
        return next.now();
    }

    @Override
    public void upsertMemo(Map<String, @Nullable Object> values) {
        next.upsertMemo(values);
    }

    @Override
    public void upsertSearchAttributes(List<SearchAttributeUpdate> updates) {
        next.upsertSearchAttributes(updates);
    }
}
