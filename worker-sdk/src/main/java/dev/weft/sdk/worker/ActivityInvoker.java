package dev.weft.sdk.worker;

import dev.weft.core.model.Payload;
import dev.weft.core.task.Task.ActivityTask;
import dev.weft.sdk.activity.ActivityExecutionContext;
import dev.weft.sdk.activity.CurrentActivity;
import dev.weft.sdk.data.DataConverter;
import dev.weft.sdk.interceptor.ActivityInboundCalls;
import dev.weft.sdk.interceptor.ActivityInboundCalls.ActivityInput;
import dev.weft.sdk.interceptor.ActivityInboundCalls.ActivityOutput;
import dev.weft.sdk.interceptor.Propagation;
import dev.weft.sdk.interceptor.WorkerInterceptor;
import dev.weft.sdk.runner.RunnerOptions;
import java.util.List;
import java.util.Map;

/**
 * Calls the code of activities, with arguments and results as payloads: through the worker's interceptors, and with the
 * context that came with the call. Thread-safe.
 */
final class ActivityInvoker {
    private final DataConverter data;
    private final List<WorkerInterceptor> interceptors;
    private final Propagation propagation;

    ActivityInvoker(DataConverter data, RunnerOptions options) {
        this.data = data;
        this.interceptors = options.interceptors();
        this.propagation = options.propagation();
    }

    /** @throws Exception what the activity throws, or why its arguments or result cannot be converted */
    Payload invoke(ActivityCode code, ActivityTask task, ActivityExecutionContext context) throws Exception {
        return propagation.isNone()
                ? invokeWithoutContext(code, task, context)
                : propagation.read(task.header(), Map.of()).call(() -> invokeWithoutContext(code, task, context));
    }

    private Payload invokeWithoutContext(ActivityCode code, ActivityTask task, ActivityExecutionContext context)
            throws Exception {
        return CurrentActivity.call(context, () -> {
            ActivityInput input = new ActivityInput(code.arguments(data, task.input()), task.header());
            return data.toPayload(chain(code).execute(input).result());
        });
    }

    private ActivityInboundCalls chain(ActivityCode code) {
        ActivityInboundCalls chain = input -> new ActivityOutput(code.call(input.arguments()));
        for (WorkerInterceptor interceptor : interceptors.reversed()) {
            chain = interceptor.interceptActivity(chain);
        }
        return chain;
    }
}
