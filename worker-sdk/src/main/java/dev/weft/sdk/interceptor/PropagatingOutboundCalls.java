package dev.weft.sdk.interceptor;

import dev.weft.sdk.workflow.Promise;
import org.jspecify.annotations.Nullable;

/** Internal: gives the current context to whatever workflow code calls. */
public final class PropagatingOutboundCalls extends WorkflowOutboundCallsBase {
    private final Propagation propagation;

    public PropagatingOutboundCalls(WorkflowOutboundCalls next, Propagation propagation) {
        super(next);
        this.propagation = propagation;
    }

    @Override
    public <R extends @Nullable Object> Promise<R> executeActivity(ActivityInput input) {
        return super.executeActivity(input.withHeader(propagation.addTo(input.header())));
    }

    @Override
    public <R extends @Nullable Object> Promise<R> executeLocalActivity(LocalActivityInput input) {
        return super.executeLocalActivity(input.withHeader(propagation.addTo(input.header())));
    }

    @Override
    public <R extends @Nullable Object> ChildWorkflowOutput<R> executeChildWorkflow(ChildWorkflowInput input) {
        return super.executeChildWorkflow(input.withHeader(propagation.addTo(input.header())));
    }

    @Override
    public Promise<@Nullable Void> signalExternalWorkflow(SignalExternalInput input) {
        return super.signalExternalWorkflow(input.withHeader(propagation.addTo(input.header())));
    }

    @Override
    public void continueAsNew(ContinueAsNewInput input) {
        super.continueAsNew(input.withHeader(propagation.addTo(input.header())));
    }
}
