package dev.weft.sdk.interceptor;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.model.Payload;
import dev.weft.sdk.workflow.ActivityOptions;
import dev.weft.sdk.workflow.ChildWorkflowOptions;
import dev.weft.sdk.workflow.ContinueAsNewOptions;
import dev.weft.sdk.workflow.LocalActivityOptions;
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

/** What the code of one run asks of the platform, called by the coroutine that asks. */
public interface WorkflowOutboundCalls {

    <R extends @Nullable Object> Promise<R> executeActivity(ActivityInput input);

    <R extends @Nullable Object> Promise<R> executeLocalActivity(LocalActivityInput input);

    <R extends @Nullable Object> ChildWorkflowOutput<R> executeChildWorkflow(ChildWorkflowInput input);

    /** Completes when the signal is durable; also for signals to children. */
    Promise<@Nullable Void> signalExternalWorkflow(SignalExternalInput input);

    /** Completes when the request has reached the workflow. */
    Promise<@Nullable Void> cancelExternalWorkflow(CancelExternalInput input);

    Promise<@Nullable Void> newTimer(Duration delay);

    void sleep(Duration duration);

    void await(BooleanSupplier condition);

    /** @return whether the condition held in time */
    boolean await(Duration timeout, BooleanSupplier condition);

    <R extends @Nullable Object> R sideEffect(Type type, Supplier<R> effect);

    <R> R mutableSideEffect(String id, Type type, BiPredicate<R, R> changed, Supplier<R> effect);

    int getVersion(String changeId, int minSupported, int maxSupported);

    /** Does not return. */
    void continueAsNew(ContinueAsNewInput input);

    UUID randomUuid();

    Random newRandom();

    Instant now();

    void upsertMemo(Map<String, @Nullable Object> values);

    void upsertSearchAttributes(List<SearchAttributeUpdate> updates);

    record ActivityInput(
            String activityType,
            Type resultType,
            ActivityOptions options,
            List<@Nullable Object> arguments,
            Map<String, Payload> header) {
        public ActivityInput {
            arguments = ArgumentLists.copy(arguments);
            header = Map.copyOf(header);
        }

        public ActivityInput withOptions(ActivityOptions newOptions) {
            return new ActivityInput(activityType, resultType, newOptions, arguments, header);
        }

        public ActivityInput withHeader(Map<String, Payload> newHeader) {
            return new ActivityInput(activityType, resultType, options, arguments, newHeader);
        }
    }

    record LocalActivityInput(
            String activityType,
            Type resultType,
            LocalActivityOptions options,
            List<@Nullable Object> arguments,
            Map<String, Payload> header) {
        public LocalActivityInput {
            arguments = ArgumentLists.copy(arguments);
            header = Map.copyOf(header);
        }

        public LocalActivityInput withOptions(LocalActivityOptions newOptions) {
            return new LocalActivityInput(activityType, resultType, newOptions, arguments, header);
        }

        public LocalActivityInput withHeader(Map<String, Payload> newHeader) {
            return new LocalActivityInput(activityType, resultType, options, arguments, newHeader);
        }
    }

    record ChildWorkflowInput(
            String workflowType,
            Type resultType,
            ChildWorkflowOptions options,
            List<@Nullable Object> arguments,
            Map<String, Payload> header) {
        public ChildWorkflowInput {
            arguments = ArgumentLists.copy(arguments);
            header = Map.copyOf(header);
        }

        public ChildWorkflowInput withOptions(ChildWorkflowOptions newOptions) {
            return new ChildWorkflowInput(workflowType, resultType, newOptions, arguments, header);
        }

        public ChildWorkflowInput withHeader(Map<String, Payload> newHeader) {
            return new ChildWorkflowInput(workflowType, resultType, options, arguments, newHeader);
        }
    }

    /** @param execution completes when the child has started */
    record ChildWorkflowOutput<R extends @Nullable Object>(Promise<R> result, Promise<ExecutionKey> execution) {}

    /**
     * @param runId empty for the current run
     * @param childOnly the signal must not reach a workflow that is no child of this one
     */
    record SignalExternalInput(
            ExecutionKey execution,
            String runId,
            boolean childOnly,
            String signalName,
            List<@Nullable Object> arguments,
            Map<String, Payload> header) {
        public SignalExternalInput {
            arguments = ArgumentLists.copy(arguments);
            header = Map.copyOf(header);
        }

        public SignalExternalInput withHeader(Map<String, Payload> newHeader) {
            return new SignalExternalInput(execution, runId, childOnly, signalName, arguments, newHeader);
        }
    }

    record CancelExternalInput(ExecutionKey execution, String runId, String reason) {}

    /** @param header of the next run; that of this run, unless something changes it */
    record ContinueAsNewInput(
            ContinueAsNewOptions options, List<@Nullable Object> arguments, Map<String, Payload> header) {
        public ContinueAsNewInput {
            arguments = ArgumentLists.copy(arguments);
            header = Map.copyOf(header);
        }

        public ContinueAsNewInput withHeader(Map<String, Payload> newHeader) {
            return new ContinueAsNewInput(options, arguments, newHeader);
        }
    }
}
