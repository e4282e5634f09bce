package dev.weft.sdk.workflow;

import java.util.List;
import java.util.Map;

/**
 * How a worker treats a workflow implementation.
 *
 * @param failWorkflowExceptionTypes exceptions that fail the workflow; all others except the
 *     {@link dev.weft.sdk.failure.WeftFailure} family fail only the workflow task
 * @param activityOptions for stubs made without options, by activity type, {@value #ANY} for types not named
 */
public record WorkflowImplementationOptions(
        List<Class<? extends Throwable>> failWorkflowExceptionTypes, Map<String, ActivityOptions> activityOptions) {
    public static final String ANY = "*";

    public static final WorkflowImplementationOptions DEFAULT = new WorkflowImplementationOptions(List.of(), Map.of());

    public WorkflowImplementationOptions {
        failWorkflowExceptionTypes = List.copyOf(failWorkflowExceptionTypes);
        activityOptions = Map.copyOf(activityOptions);
    }

    @SafeVarargs
    public final WorkflowImplementationOptions withFailWorkflowExceptionTypes(Class<? extends Throwable>... types) {
        return new WorkflowImplementationOptions(List.of(types), activityOptions);
    }

    public WorkflowImplementationOptions withActivityOptions(Map<String, ActivityOptions> options) {
        return new WorkflowImplementationOptions(failWorkflowExceptionTypes, options);
    }
}
