package dev.weft.sdk.workflow;

import java.util.List;
import java.util.Map;

/**
 * How a worker treats a workflow implementation.
 *
 * @param failWorkflowExceptionTypes exceptions that fail the workflow; all others except the
 *     {@link dev.weft.sdk.failure.WeftFailure} family fail only the workflow task
 * @param activityOptions for stubs made without options, by activity type, {@value #ANY} for types not named
 * @param localActivityOptions the same for stubs of local activities
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
    }

    @SafeVarargs
    public final WorkflowImplementationOptions withFailWorkflowExceptionTypes(Class<? extends Throwable>... types) {
        return new WorkflowImplementationOptions(List.of(types), activityOptions, localActivityOptions);
    }

    public WorkflowImplementationOptions withActivityOptions(Map<String, ActivityOptions> options) {
        return new WorkflowImplementationOptions(failWorkflowExceptionTypes, options, localActivityOptions);
    }

    public WorkflowImplementationOptions withLocalActivityOptions(Map<String, LocalActivityOptions> options) {
        return new WorkflowImplementationOptions(failWorkflowExceptionTypes, activityOptions, options);
    }
}
