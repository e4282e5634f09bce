package dev.weft.sdk.workflow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a worker treats a workflow implementation.
 *
 * <p>The options of an activity are made field by field: what the stub sets, else what is set here for the activity's
 * type, else what is set here for any type. A field that has its default counts as not set.
 *
 * @param failWorkflowExceptionTypes exceptions that fail the workflow; all others except the
 *     {@link dev.weft.sdk.failure.WeftFailure} family fail only the workflow task. With {@code NonDeterminismException}
 *     among them, code that disagrees with its history fails the workflow too
 * @param activityOptions by activity type, {@value #ANY} for any type
 * @param localActivityOptions the same for local activities
 */
public record WorkflowImplementationOptions(
        List<Class<? extends Throwable>> failWorkflowExceptionTypes,
        Map<String, ActivityOptions> activityOptions,
        Map<String, LocalActivityOptions> localActivityOptions) {
    public static final String ANY = "*";

    public static final WorkflowImplementationOptions DEFAULT =
            new WorkflowImplementationOptions(List.of(), Map.of(), Map.of());

    public WorkflowImplementationOptions {
        failWorkflowExceptionTypes = List.copyOf(failWorkflowExceptionTypes);
        activityOptions = Map.copyOf(activityOptions);
        localActivityOptions = Map.copyOf(localActivityOptions);
        checkTypes(activityOptions);
        checkTypes(localActivityOptions);
    }

    private static void checkTypes(Map<String, ?> options) {
        if (options.keySet().stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("Expected options for activity types, but one type is blank");
        }
    }

    /** Instances of {@code types} fail the workflow; {@code Throwable} for all. */
    @SafeVarargs
    public final WorkflowImplementationOptions withFailWorkflowExceptionTypes(Class<? extends Throwable>... types) {
        return new WorkflowImplementationOptions(List.of(types), activityOptions, localActivityOptions);
    }

    /** In place of those of all types. */
    public WorkflowImplementationOptions withActivityOptions(Map<String, ActivityOptions> options) {
        return new WorkflowImplementationOptions(failWorkflowExceptionTypes, options, localActivityOptions);
    }

    /** For one type, besides those of others. */
    public WorkflowImplementationOptions withActivityOptions(String activityType, ActivityOptions options) {
        return withActivityOptions(with(activityOptions, activityType, options));
    }

    /** For any type. */
    public WorkflowImplementationOptions withDefaultActivityOptions(ActivityOptions options) {
        return withActivityOptions(ANY, options);
    }

    /** In place of those of all types. */
    public WorkflowImplementationOptions withLocalActivityOptions(Map<String, LocalActivityOptions> options) {
        return new WorkflowImplementationOptions(failWorkflowExceptionTypes, activityOptions, options);
    }

    /** For one type, besides those of others. */
    public WorkflowImplementationOptions withLocalActivityOptions(String activityType, LocalActivityOptions options) {
        return withLocalActivityOptions(with(localActivityOptions, activityType, options));
    }

    /** For any type. */
    public WorkflowImplementationOptions withDefaultLocalActivityOptions(LocalActivityOptions options) {
        return withLocalActivityOptions(ANY, options);
    }

    private static <O> Map<String, O> with(Map<String, O> options, String activityType, O added) {
        Map<String, O> changed = new HashMap<>(options);
        changed.put(activityType, added);
        return changed;
    }
}
