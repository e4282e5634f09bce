package dev.weft.sdk.worker;

import dev.weft.core.model.Payload;
import dev.weft.core.task.Task.ActivityTask;
import dev.weft.sdk.activity.ActivityExecutionContext;
import dev.weft.sdk.activity.CurrentActivity;
import dev.weft.sdk.data.DataConverter;
import dev.weft.sdk.worker.ActivityRegistry.Registered;
import java.lang.reflect.InvocationTargetException;

/** Calls the code of activities, with arguments and results as payloads. Thread-safe. */
final class ActivityInvoker {
    private final DataConverter data;

    ActivityInvoker(DataConverter data) {
        this.data = data;
    }

    /** @throws Exception what the activity throws, or why its arguments or result cannot be converted */
    Payload invoke(Registered registered, ActivityTask task, ActivityExecutionContext context) throws Exception {
        @SuppressWarnings("NullAway") // arguments may be null, as the activity's signature says
        Object[] arguments = data.fromPayloads(task.input(), registered.parameterTypes());
        try {
            return CurrentActivity.call(
                    context, () -> data.toPayload(registered.method().invoke(registered.target(), arguments)));
        } catch (InvocationTargetException e) {
            throw thrown(e);
        }
    }

    private static Exception thrown(InvocationTargetException e) {
        return switch (e.getCause()) {
            case Exception exception -> exception;
            case Error error -> throw error;
            case null, default -> e;
        };
    }
}
