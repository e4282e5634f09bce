package dev.weft.sdk.workflow;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.RetryPolicy;
import dev.weft.sdk.failure.ApplicationFailure;
import dev.weft.sdk.failure.CanceledFailure;
import dev.weft.sdk.workflow.Functions.Func;
import dev.weft.sdk.workflow.Functions.Proc;
import dev.weft.sdk.workflow.Functions.Proc1;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What workflow code may call. Everything here gives the same answer when the code runs again; clocks, threads, random
 * numbers and I/O of the Java library do not, and belong into activities.
 */
public final class Workflow {
    /** Version of code older than any {@link #getVersion} call. */
    public static final int DEFAULT_VERSION = -1;

    private static final int CHECKPOINT_NAME_LENGTH_MAX = 255;

    private Workflow() {}

    /** A stub whose methods run activities and wait for them. */
    public static <T> T newActivityStub(Class<T> activityInterface, ActivityOptions options) {
        return CurrentWorkflow.runtime().newActivityStub(activityInterface, options);
    }

    /** As {@link #newActivityStub(Class, ActivityOptions)}, with the options of {@link WorkflowImplementationOptions}. */
    public static <T> T newActivityStub(Class<T> activityInterface) {
        return CurrentWorkflow.runtime().newActivityStub(activityInterface, null);
    }

    public static ActivityStub newUntypedActivityStub(ActivityOptions options) {
        return CurrentWorkflow.runtime().newUntypedActivityStub(options);
    }

    /** With the options of {@link WorkflowImplementationOptions}. */
    public static ActivityStub newUntypedActivityStub() {
        return CurrentWorkflow.runtime().newUntypedActivityStub(null);
    }

    /**
     * A stub whose methods run activities in the process of this workflow and inside its workflow task, without a trip
     * over the platform: for calls of milliseconds, which may run again when the process is lost.
     */
    public static <T> T newLocalActivityStub(Class<T> activityInterface, LocalActivityOptions options) {
        return CurrentWorkflow.runtime().newLocalActivityStub(activityInterface, options);
    }

    /**
     * As {@link #newLocalActivityStub(Class, LocalActivityOptions)}, with the options of
     * {@link WorkflowImplementationOptions}.
     */
    public static <T> T newLocalActivityStub(Class<T> activityInterface) {
        return CurrentWorkflow.runtime().newLocalActivityStub(activityInterface, null);
    }

    public static ActivityStub newUntypedLocalActivityStub(LocalActivityOptions options) {
        return CurrentWorkflow.runtime().newUntypedLocalActivityStub(options);
    }

    /** With the options of {@link WorkflowImplementationOptions}. */
    public static ActivityStub newUntypedLocalActivityStub() {
        return CurrentWorkflow.runtime().newUntypedLocalActivityStub(null);
    }

    /** A stub for one child; its workflow method starts the child and waits for its result. */
    public static <T> T newChildWorkflowStub(Class<T> workflowInterface, ChildWorkflowOptions options) {
        return CurrentWorkflow.runtime().newChildWorkflowStub(workflowInterface, options);
    }

    public static <T> T newChildWorkflowStub(Class<T> workflowInterface) {
        return newChildWorkflowStub(workflowInterface, ChildWorkflowOptions.DEFAULT);
    }

    public static ChildWorkflowStub newUntypedChildWorkflowStub(String workflowType, ChildWorkflowOptions options) {
        return CurrentWorkflow.runtime().newUntypedChildWorkflowStub(workflowType, options);
    }

    /** Completes when the child of a typed stub has started. */
    public static Promise<ExecutionKey> getWorkflowExecution(Object childStub) {
        return CurrentWorkflow.runtime().childExecution(childStub);
    }

    /** A stub whose signal methods signal another workflow of this namespace. */
    public static <T> T newExternalWorkflowStub(Class<T> workflowInterface, String workflowId) {
        return CurrentWorkflow.runtime().newExternalWorkflowStub(workflowInterface, sibling(workflowId), "");
    }

    public static ExternalWorkflowStub newUntypedExternalWorkflowStub(String workflowId) {
        return newUntypedExternalWorkflowStub(workflowId, "");
    }

    /** @param runId empty for the current run */
    public static ExternalWorkflowStub newUntypedExternalWorkflowStub(String workflowId, String runId) {
        return CurrentWorkflow.runtime().newUntypedExternalWorkflowStub(sibling(workflowId), runId);
    }

    private static ExecutionKey sibling(String workflowId) {
        return new ExecutionKey(getInfo().namespace(), workflowId);
    }

    /** Waits for {@code duration} on the platform's clock: minutes or years, through restarts. */
    public static void sleep(Duration duration) {
        CurrentWorkflow.runtime().sleep(duration);
    }

    /** Completes after {@code delay}, and fails with {@link CanceledFailure} when its scope is canceled. */
    public static Promise<@Nullable Void> newTimer(Duration delay) {
        return CurrentWorkflow.runtime().newTimer(delay);
    }

    /**
     * Waits until {@code condition} holds. It is asked whenever something has happened, and must change nothing.
     *
     * @throws CanceledFailure when the current scope is canceled
     */
    public static void await(BooleanSupplier condition) {
        CurrentWorkflow.runtime().await(condition);
    }

    /**
     * Waits until {@code condition} holds, but no longer than {@code timeout}.
     *
     * @return whether it held in time
     * @throws CanceledFailure when the current scope is canceled
     */
    public static boolean await(Duration timeout, BooleanSupplier condition) {
        return CurrentWorkflow.runtime().await(timeout, condition);
    }

    /**
     * Runs {@code effect} once and records its value; on replay the recorded value is given. For quick local calls.
     *
     * <p>An exception of {@code effect} fails the workflow task, which is tried again, also when code catches it: an
     * effect that may fail gives its failure as a value, or is an activity.
     */
    public static <R extends @Nullable Object> R sideEffect(Class<R> type, Supplier<R> effect) {
        return CurrentWorkflow.runtime().sideEffect(type, effect);
    }

    /**
     * As {@link #sideEffect}, asked again and again; a value is recorded only when it has changed. An exception of
     * {@code changed} fails the workflow task too.
     *
     * @param id names the value within the run
     * @param changed tells the recorded value from a new one that differs enough to be recorded
     */
    public static <R> R mutableSideEffect(String id, Class<R> type, BiPredicate<R, R> changed, Supplier<R> effect) {
        return CurrentWorkflow.runtime().mutableSideEffect(id, type, changed, effect);
    }

    /**
     * Marks this place in history under {@code name}, so that the run can be reset to it: what came before is kept, what
     * follows is done again. Ends the workflow task; the code goes on in the next one, which comes at once.
     *
     * @throws IllegalArgumentException when the name does not have 1 to {@value #CHECKPOINT_NAME_LENGTH_MAX} characters
     */
    public static void checkpoint(String name) {
        if (name.isEmpty() || name.length() > CHECKPOINT_NAME_LENGTH_MAX) {
            throw new IllegalArgumentException("Expected a checkpoint name of 1 to " + CHECKPOINT_NAME_LENGTH_MAX
                    + " characters, but got one of " + name.length());
        }
        CurrentWorkflow.runtime().checkpoint(name);
    }

    /** The same on every replay of this run, and different in every other. */
    public static UUID randomUUID() {
        return CurrentWorkflow.runtime().randomUuid();
    }

    /** Numbers that are the same on every replay of this run. */
    public static Random newRandom() {
        return CurrentWorkflow.runtime().newRandom();
    }

    /** When the current workflow task began, or when the last local activity ended in it. */
    public static long currentTimeMillis() {
        return CurrentWorkflow.runtime().now().toEpochMilli();
    }

    public static WorkflowInfo getInfo() {
        return CurrentWorkflow.runtime().info();
    }

    /** A logger that is silent while the workflow code that uses it runs again. May be made anywhere and shared. */
    public static Logger getLogger(Class<?> type) {
        return getLogger(type.getName());
    }

    /** A logger that is silent while the workflow code that uses it runs again. May be made anywhere and shared. */
    public static Logger getLogger(String name) {
        return new ReplaySilentLogger(LoggerFactory.getLogger(name), CurrentWorkflow::isReplaying);
    }

    /**
     * Guards a change of workflow code: runs that are older keep the version they began with.
     *
     * @param changeId names the change, never to be used for another
     * @param minSupported lowest version that the code still follows, {@link #DEFAULT_VERSION} for code without the call
     * @param maxSupported version that new runs follow
     */
    public static int getVersion(String changeId, int minSupported, int maxSupported) {
        Checks.name("changeId", changeId);
        if (minSupported < DEFAULT_VERSION || minSupported > maxSupported) {
            throw new IllegalArgumentException("Expected minSupported to be from " + DEFAULT_VERSION
                    + " to maxSupported, but got " + minSupported + " and " + maxSupported);
        }
        return CurrentWorkflow.runtime().version(changeId, minSupported, maxSupported);
    }

    /** Whether history knows already what the current code leads to. Not for decisions of the workflow. */
    public static boolean isReplaying() {
        return CurrentWorkflow.runtime().isReplaying();
    }

    /** Ends this run and begins the next one of the same workflow with {@code args}. Does not return. */
    public static void continueAsNew(@Nullable Object... args) {
        continueAsNew(ContinueAsNewOptions.SAME, args);
    }

    /** As {@link #continueAsNew(Object...)}, changing what {@code options} say. Does not return. */
    public static void continueAsNew(ContinueAsNewOptions options, @Nullable Object... args) {
        List<@Nullable Object> list = new ArrayList<>(args.length);
        Collections.addAll(list, args);
        CurrentWorkflow.runtime().continueAsNew(options, Collections.unmodifiableList(list));
    }

    /** A scope below the current one. */
    public static CancellationScope newCancellationScope(Proc body) {
        return CurrentWorkflow.runtime().newScope(scope -> body.apply(), false);
    }

    /** A scope below the current one, whose code gets the scope. */
    public static CancellationScope newCancellationScope(Proc1<CancellationScope> body) {
        return CurrentWorkflow.runtime().newScope(body, false);
    }

    /** A scope that is not canceled with the current one, for cleaning up. */
    public static CancellationScope newDetachedCancellationScope(Proc body) {
        return CurrentWorkflow.runtime().newScope(scope -> body.apply(), true);
    }

    public static CancellationScope currentCancellationScope() {
        return CurrentWorkflow.runtime().currentScope();
    }

    public static <R extends @Nullable Object> CompletablePromise<R> newPromise() {
        return CurrentWorkflow.runtime().newPromise();
    }

    /** A promise that has its value already. */
    public static <R extends @Nullable Object> Promise<R> newPromise(R value) {
        CompletablePromise<R> promise = newPromise();
        promise.complete(value);
        return promise;
    }

    /** A promise that has failed already. */
    public static <R extends @Nullable Object> Promise<R> newFailedPromise(RuntimeException failure) {
        CompletablePromise<R> promise = newPromise();
        promise.completeExceptionally(failure);
        return promise;
    }

    /** Mutual exclusion of coroutines, first come first served. */
    public static WorkflowLock newLock() {
        return new WorkflowLock();
    }

    /** Hands elements from coroutine to coroutine; {@code capacity} of them wait at most. */
    public static <E> WorkflowQueue<E> newQueue(int capacity) {
        return new WorkflowQueue<>(capacity);
    }

    /** At most {@code permits} coroutines at a time, first come first served. */
    public static WorkflowSemaphore newSemaphore(int permits) {
        return new WorkflowSemaphore(permits);
    }

    /** {@code checked} as an exception that need not be declared; it keeps its type on the way to the client. */
    public static RuntimeException wrap(Exception checked) {
        if (checked instanceof RuntimeException unchecked) {
            return unchecked;
        }
        return ApplicationFailure.builder(
                        String.valueOf(checked.getMessage()), checked.getClass().getName())
                .cause(checked.getCause())
                .build();
    }

    /** Calls {@code function}, wrapping what it throws. */
    public static <R extends @Nullable Object> R wrap(Func<R> function) {
        try {
            return function.apply();
        } catch (Exception e) {
            throw wrap(e);
        }
    }

    /**
     * Calls {@code function} again and again while it throws, with durable waits in between. Activities retry by
     * themselves; this is for steps made of several. Whether the failure of an activity or child is tried again, is up
     * to its cause: neither a cancellation is, nor what is marked as not to be retried, there or in {@code options}.
     *
     * @throws RuntimeException what the last attempt threw
     */
    public static <R extends @Nullable Object> R retry(RetryOptions options, Func<R> function) {
        return retryUntil(options, Long.MAX_VALUE, function);
    }

    private static <R extends @Nullable Object> R retryUntil(RetryOptions options, long endMillis, Func<R> function) {
        RetryPolicy policy = options.toPolicy();
        for (int attempt = 1; ; attempt++) {
            try {
                return function.apply();
            } catch (Exception e) {
                RuntimeException thrown = wrap(e);
                boolean last = policy.maximumAttempts() > 0 && attempt >= policy.maximumAttempts()
                        || currentTimeMillis() + policy.intervalAfter(attempt).toMillis() > endMillis;
                if (last || !CurrentWorkflow.runtime().isRetryable(thrown, policy)) {
                    throw thrown;
                }
            }
            sleep(policy.intervalAfter(attempt));
        }
    }

    /** As {@link #retry(RetryOptions, Func)}, but no attempt begins later than {@code expiration} after the first. */
    public static <R extends @Nullable Object> R retry(RetryOptions options, Duration expiration, Func<R> function) {
        if (expiration.isNegative() || expiration.isZero()) {
            throw new IllegalArgumentException("Expected a positive expiration, but got " + expiration);
        }
        return retryUntil(options, currentTimeMillis() + expiration.toMillis(), function);
    }

    /**
     * Adds message handlers while the run goes on: an object with annotated methods, or a
     * {@link DynamicSignalHandler}, {@link DynamicQueryHandler} or {@link DynamicUpdateHandler}. Signals that came
     * before their handler are delivered now. A handler takes the place of the former one of its kind and name, and an
     * update handler that of the validator too.
     */
    public static void registerListener(Object listener) {
        CurrentWorkflow.runtime().registerListener(listener);
    }

    /** Whether no signal or update handler is under way; a good thing to await before the workflow returns. */
    public static boolean isEveryHandlerFinished() {
        return CurrentWorkflow.runtime().isEveryHandlerFinished();
    }

    /** What the last successful run of this chain returned. */
    public static <T> Optional<T> getLastCompletionResult(Class<T> type) {
        return CurrentWorkflow.runtime().lastCompletionResult(type);
    }

    /** What the run before this one failed with, when this one is its retry. */
    public static Optional<RuntimeException> getLastFailure() {
        return CurrentWorkflow.runtime().lastFailure();
    }

    public static <T> Optional<T> getMemo(String key, Type type) {
        return CurrentWorkflow.runtime().memo(key, type);
    }

    /** The run's search attributes, with what it has changed itself. */
    public static SearchAttributes getTypedSearchAttributes() {
        return CurrentWorkflow.runtime().searchAttributes();
    }

    /** Adds to the run's memo; null takes a value away. */
    public static void upsertMemo(Map<String, @Nullable Object> values) {
        CurrentWorkflow.runtime().upsertMemo(values);
    }

    /**
     * Changes the run's search attributes; those that are not named stay.
     *
     * @throws IllegalArgumentException when there would be too many, or they would be too large together
     */
    public static void upsertTypedSearchAttributes(SearchAttributeUpdate... updates) {
        CurrentWorkflow.runtime().upsertSearchAttributes(List.of(updates));
    }
}
