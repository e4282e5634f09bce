package dev.weft.sdk.workflow;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.RetryPolicy;
import dev.weft.sdk.workflow.Functions.Func;
import dev.weft.sdk.workflow.Functions.Proc1;
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

/** Internal: what stands behind {@link Workflow}. Implemented by the runner. */
public interface WorkflowRuntime {

    <R extends @Nullable Object> Promise<R> async(Func<R> function);

    <R extends @Nullable Object> CompletablePromise<R> newPromise();

    Promise<@Nullable Void> allOf(List<Promise<?>> promises);

    Promise<@Nullable Object> anyOf(List<Promise<?>> promises);

    Promise<@Nullable Void> newTimer(Duration delay);

    void sleep(Duration duration);

    void await(BooleanSupplier condition);

    /** @return whether the condition held in time */
    boolean await(Duration timeout, BooleanSupplier condition);

    /** @param options null for what the implementation was registered with */
    <T> T newActivityStub(Class<T> activityInterface, @Nullable ActivityOptions options);

    ActivityStub newUntypedActivityStub(@Nullable ActivityOptions options);

    /** @param options null for what the implementation was registered with */
    <T> T newLocalActivityStub(Class<T> activityInterface, @Nullable LocalActivityOptions options);

    ActivityStub newUntypedLocalActivityStub(@Nullable LocalActivityOptions options);

    <T> T newChildWorkflowStub(Class<T> workflowInterface, ChildWorkflowOptions options);

    ChildWorkflowStub newUntypedChildWorkflowStub(String workflowType, ChildWorkflowOptions options);

    /** @param stub made by {@link #newChildWorkflowStub} */
    Promise<ExecutionKey> childExecution(Object stub);

    <T> T newExternalWorkflowStub(Class<T> workflowInterface, ExecutionKey execution, String runId);

    ExternalWorkflowStub newUntypedExternalWorkflowStub(ExecutionKey execution, String runId);

    <R extends @Nullable Object> R sideEffect(Type type, Supplier<R> effect);

    <R> R mutableSideEffect(String id, Type type, BiPredicate<R, R> changed, Supplier<R> effect);

    int version(String changeId, int minimum, int maximum);

    /** Does not return. */
    void continueAsNew(ContinueAsNewOptions options, List<@Nullable Object> args);

    void checkpoint(String name);

    UUID randomUuid();

    Random newRandom();

    Instant now();

    boolean isReplaying();

    WorkflowInfo info();

    /** Whether code that threw is to be called again. */
    boolean isRetryable(RuntimeException thrown, RetryPolicy policy);

    CancellationScope newScope(Proc1<CancellationScope> body, boolean detached);

    CancellationScope currentScope();

    /** Variables that all coroutines of the run share. */
    LocalValues runLocals();

    /** Variables of the current coroutine alone. */
    LocalValues coroutineLocals();

    /** Refuses {@code deed} where nothing may be changed. */
    void requireWritable(String deed);

    void registerListener(Object listener);

    boolean isEveryHandlerFinished();

    <T> Optional<T> lastCompletionResult(Type type);

    Optional<RuntimeException> lastFailure();

    <T> Optional<T> memo(String key, Type type);

    SearchAttributes searchAttributes();

    void upsertMemo(Map<String, @Nullable Object> values);

    void upsertSearchAttributes(List<SearchAttributeUpdate> updates);
}
