package dev.weft.sdk.interceptor;

/** Hands every call on; override those that matter. */
public class WorkflowInboundCallsBase implements WorkflowInboundCalls {
    private final WorkflowInboundCalls next;

    public WorkflowInboundCallsBase(WorkflowInboundCalls next) {
        this.next = next;
    }

    @Override
    public void init(WorkflowOutboundCalls outbound) {
        next.init(outbound);
    }

    @Override
    public WorkflowOutput execute(WorkflowInput input) throws Exception {
        return next.execute(input);
    }

    @Override
    public void handleSignal(SignalInput input) throws Exception {
        next.handleSignal(input);
    }

    @Override
    public QueryOutput handleQuery(QueryInput input) throws Exception {
        return next.handleQuery(input);
    }

    @Override
    public void validateUpdate(UpdateInput input) throws Exception {
        next.validateUpdate(input);
    }

    @Override
    public UpdateOutput executeUpdate(UpdateInput input) throws Exception {
        return next.executeUpdate(input);
    }
}
