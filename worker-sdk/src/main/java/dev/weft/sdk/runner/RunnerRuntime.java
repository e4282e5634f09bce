package dev.weft.sdk.runner;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.Payload;
import dev.weft.core.model.RetryPolicy;
import dev.weft.sdk.interceptor.WorkflowOutboundCalls;
import dev.weft.sdk.interceptor.WorkflowOutboundCalls.ContinueAsNewInput;
import dev.weft.sdk.workflow.ActivityOptions;
import dev.weft.sdk.workflow.ActivityStub;
import dev.weft.sdk.workflow.CancellationScope;
import dev.weft.sdk.workflow.ChildWorkflowOptions;
import dev.weft.sdk.workflow.ChildWorkflowStub;
import dev.weft.sdk.workflow.CompletablePromise;
import dev.weft.sdk.workflow.ContinueAsNewOptions;
import dev.weft.sdk.workflow.ExternalWorkflowStub;
import dev.weft.sdk.workflow.Functions.Func;
import dev.weft.sdk.workflow.Functions.Proc1;
import dev.weft.sdk.workflow.LocalActivityOptions;
import dev.weft.sdk.workflow.LocalValues;
import dev.weft.sdk.workflow.Promise;
import dev.weft.sdk.workflow.SearchAttributeUpdate;
import dev.weft.sdk.workflow.SearchAttributes;
import dev.weft.sdk.workflow.WorkflowInfo;
import dev.weft.sdk.workflow.WorkflowRuntime;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What stands behind the static calls of workflow code, for one run. */
final class RunnerRuntime implements WorkflowRuntime {
    private final RunContext run;
    private final RunFacts facts;
    private final Stubs stubs;
    private final MessageIntake messages;
    private final LocalValues runLocals = new LocalValues();

    RunnerRuntime(RunContext run, RunFacts facts, Stubs stubs, MessageIntake messages) {
        this.run = run;
        this.facts = facts;
        this.stubs = stubs;
        this.messages = messages;
    }

    private WorkflowOutboundCalls calls() {
        return run.interception().outbound();
    }

    @Override
    public <R extends @Nullable Object> Promise<R> async(Func<R> function) {
        run.requireWritable("start a coroutine");
        ScopeNode scope = run.scope();
        CoroutinePromise<R> promise = run.newPromise(scope);
        run.coroutines().add("async", scope, () -> promise.completeWith(function));
        return promise;
    }

    @Override
    public <R extends @Nullable Object> CompletablePromise<R> newPromise() {
        return run.newPromise(run.scope());
    }

    @Override
    public Promise<@Nullable Void> allOf(List<Promise<?>> promises) {
        return CoroutinePromise.allOf(run.coroutines(), run.scope(), promises);
    }

    @Override
    public Promise<@Nullable Object> anyOf(List<Promise<?>> promises) {
        return CoroutinePromise.anyOf(run.coroutines(), run.scope(), promises);
    }

    @Override
    public Promise<@Nullable Void> newTimer(Duration delay) {
        return calls().newTimer(delay);
    }

    @Override
    public void sleep(Duration duration) {
        calls().sleep(duration);
    }

    @Override
    public void await(BooleanSupplier condition) {
        calls().await(condition);
    }

    @Override
    public boolean await(Duration timeout, BooleanSupplier condition) {
        return calls().await(timeout, condition);
    }

    @Override
    public <T> T newActivityStub(Class<T> activityInterface, @Nullable ActivityOptions options) {
        return stubs.activity(activityInterface, options);
    }

    @Override
    public ActivityStub newUntypedActivityStub(@Nullable ActivityOptions options) {
        return stubs.untypedActivity(options);
    }

    @Override
    public <T> T newLocalActivityStub(Class<T> activityInterface, @Nullable LocalActivityOptions options) {
        return stubs.localActivity(activityInterface, options);
    }

    @Override
    public ActivityStub newUntypedLocalActivityStub(@Nullable LocalActivityOptions options) {
        return stubs.untypedLocalActivity(options);
    }

    @Override
    public <T> T newChildWorkflowStub(Class<T> workflowInterface, ChildWorkflowOptions options) {
        return stubs.child(workflowInterface, options);
    }

    @Override
    public ChildWorkflowStub newUntypedChildWorkflowStub(String workflowType, ChildWorkflowOptions options) {
        return stubs.untypedChild(workflowType, options);
    }

    @Override
    public Promise<ExecutionKey> childExecution(Object stub) {
        return stubs.childExecution(stub);
    }

    @Override
    public <T> T newExternalWorkflowStub(Class<T> workflowInterface, ExecutionKey execution, String runId) {
        return stubs.external(workflowInterface, execution, runId);
    }

    @Override
    public ExternalWorkflowStub newUntypedExternalWorkflowStub(ExecutionKey execution, String runId) {
        return stubs.untypedExternal(execution, runId);
    }

    @Override
    public <R extends @Nullable Object> R sideEffect(Type type, Supplier<R> effect) {
        return calls().sideEffect(type, effect);
    }

    @Override
    public <R> R mutableSideEffect(String id, Type type, BiPredicate<R, R> changed, Supplier<R> effect) {
        return calls().mutableSideEffect(id, type, changed, effect);
    }

    @Override
    public int version(String changeId, int minimum, int maximum) {
        return calls().getVersion(changeId, minimum, maximum);
    }

    @Override
    public void continueAsNew(ContinueAsNewOptions options, List<@Nullable Object> args) {
        calls().continueAsNew(new ContinueAsNewInput(
                options, args, facts.started().settings().header()));
    }

    @Override
    public void checkpoint(String name) {
        run.requireWritable("set a checkpoint");
        run.coroutines().waiter();
        CoroutinePromise<@Nullable Void> recorded = run.newPromise(run.scope());
        run.machine().checkpoint(name, recorded::completeEmpty);
        recorded.get();
    }

    @Override
    public UUID randomUuid() {
        return calls().randomUuid();
    }

    @Override
    public Random newRandom() {
        return calls().newRandom();
    }

    @Override
    public Instant now() {
        return calls().now();
    }

    @Override
    public boolean isReplaying() {
        return run.machine().moment().replaying();
    }

    @Override
    public WorkflowInfo info() {
        return facts.info(run.machine().moment());
    }

    @Override
    public boolean isRetryable(RuntimeException thrown, RetryPolicy policy) {
        return Retries.isRetryable(thrown, policy, run.machine()::follows);
    }

    @Override
    public CancellationScope newScope(Proc1<CancellationScope> body, boolean detached) {
        run.requireWritable("open a scope");
        return detached ? run.scope().detached(body) : run.scope().child(body);
    }

    @Override
    public CancellationScope currentScope() {
        return run.scope();
    }

    @Override
    public LocalValues runLocals() {
        return runLocals;
    }

    @Override
    public LocalValues coroutineLocals() {
        return run.coroutines().currentLocals();
    }

    @Override
    public void requireWritable(String deed) {
        run.requireWritable(deed);
    }

    @Override
    public void registerListener(Object listener) {
        run.requireWritable("register a listener");
        messages.register(listener);
    }

    @Override
    public boolean isEveryHandlerFinished() {
        return messages.isEveryHandlerFinished();
    }

    @Override
    public <T> Optional<T> lastCompletionResult(Type type) {
        Payload result = facts.started().lastCompletionResult();
        return result.isNone()
                ? Optional.empty()
                : Optional.ofNullable(run.data().fromPayload(result, type));
    }

    @Override
    public Optional<RuntimeException> lastFailure() {
        return facts.started().continuedFailure().isNone()
                ? Optional.empty()
                : Optional.of(run.exception(facts.started().continuedFailure()));
    }

    @Override
    public <T> Optional<T> memo(String key, Type type) {
        return facts.memo(key).map(payload -> run.data().fromPayload(payload, type));
    }

    @Override
    public SearchAttributes searchAttributes() {
        return facts.searchAttributes();
    }

    @Override
    public void upsertMemo(Map<String, @Nullable Object> values) {
        calls().upsertMemo(values);
    }

    @Override
    public void upsertSearchAttributes(List<SearchAttributeUpdate> updates) {
        calls().upsertSearchAttributes(updates);
    }
}
