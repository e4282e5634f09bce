package dev.weft.sdk.client;

import dev.weft.sdk.workflow.QueryMethod;
import dev.weft.sdk.workflow.SignalMethod;
import dev.weft.sdk.workflow.UpdateMethod;
import dev.weft.sdk.workflow.UpdateValidatorMethod;
import dev.weft.sdk.workflow.WorkflowMethod;
import java.lang.reflect.Method;

/** What calling a method of a workflow interface means. */
sealed interface StubMethod {
    String name();

    record Start(String name) implements StubMethod {}

    record Signal(String name) implements StubMethod {}

    record Query(String name) implements StubMethod {}

    record Update(String name) implements StubMethod {}

    /** Called by the platform only. */
    record Validator(String name) implements StubMethod {}

    /** @throws IllegalArgumentException when the method is not annotated */
    static StubMethod of(Class<?> workflowInterface, Method method) {
        WorkflowMethod start = method.getAnnotation(WorkflowMethod.class);
        if (start != null) {
            return new Start(start.name().isEmpty() ? workflowInterface.getSimpleName() : start.name());
        }
        SignalMethod signal = method.getAnnotation(SignalMethod.class);
        if (signal != null) {
            return new Signal(nameOr(signal.name(), method));
        }
        QueryMethod query = method.getAnnotation(QueryMethod.class);
        if (query != null) {
            return new Query(nameOr(query.name(), method));
        }
        UpdateMethod update = method.getAnnotation(UpdateMethod.class);
        if (update != null) {
            return new Update(nameOr(update.name(), method));
        }
        if (method.isAnnotationPresent(UpdateValidatorMethod.class)) {
            return new Validator(method.getName());
        }
        throw new IllegalArgumentException("Expected " + method
                + " to be annotated with @WorkflowMethod, @SignalMethod, @QueryMethod or @UpdateMethod, but it is not");
    }

    private static String nameOr(String given, Method method) {
        return given.isEmpty() ? method.getName() : given;
    }
}
