package dev.weft.sdk.runner;

import dev.weft.sdk.failure.ApplicationFailure;
import dev.weft.sdk.interceptor.WorkflowInboundCalls;
import dev.weft.sdk.interceptor.WorkflowOutboundCalls;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The code of one run, as the last link of the chain of what reaches it. */
final class UserCode implements WorkflowInboundCalls {
    private final WorkflowDefinition definition;
    private final Handlers handlers;
    private final Consumer<WorkflowOutboundCalls> onInit;
    private @Nullable Object instance;

    /** @param onInit takes what the code calls */
    UserCode(WorkflowDefinition definition, Handlers handlers, Consumer<WorkflowOutboundCalls> onInit) {
        this.definition = definition;
        this.handlers = handlers;
        this.onInit = onInit;
    }

    /** From now on the object gets messages, and its workflow method can be run. */
    void setInstance(Object newInstance) {
        instance = newInstance;
        handlers.addWorkflow(newInstance, definition.handlers());
    }

    @Override
    public void init(WorkflowOutboundCalls outbound) {
        onInit.accept(outbound);
    }

    @Override
    public WorkflowOutput execute(WorkflowInput input) throws Exception {
        Object target = instance;
        if (target == null) {
            throw new IllegalStateException("Expected the workflow object before its method is called");
        }
        return new WorkflowOutput(
                definition.main().call(target, input.arguments().toArray()));
    }

    @Override
    public void handleSignal(SignalInput input) throws Exception {
        handlers.signal(input.signalName())
                .orElseThrow(() -> notFound("signal", input.signalName(), "signals"))
                .call(input.arguments());
    }

    @Override
    public QueryOutput handleQuery(QueryInput input) throws Exception {
        return new QueryOutput(handlers.query(input.queryType())
                .orElseThrow(() -> notFound("query", input.queryType(), "queries"))
                .call(input.arguments()));
    }

    @Override
    public void validateUpdate(UpdateInput input) throws Exception {
        MessageHandler validator = handlers.validator(input.updateName()).orElse(null);
        if (validator != null) {
            validator.call(input.arguments());
        }
    }

    @Override
    public UpdateOutput executeUpdate(UpdateInput input) throws Exception {
        return new UpdateOutput(handlers.update(input.updateName())
                .orElseThrow(() -> notFound("update", input.updateName(), "updates"))
                .call(input.arguments()));
    }

    private ApplicationFailure notFound(String kind, String name, String kinds) {
        return ApplicationFailure.nonRetryable(
                "Expected a handler of " + kind + " '" + name + "', but the workflow has "
                        + handlers.names().get(kinds),
                "HandlerNotFound");
    }
}
