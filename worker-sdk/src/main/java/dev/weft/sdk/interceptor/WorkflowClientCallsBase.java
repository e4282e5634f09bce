package dev.weft.sdk.interceptor;

import org.jspecify.annotations.Nullable;

/** Hands every call on; override those that matter. */
public class WorkflowClientCallsBase implements WorkflowClientCalls {
    private final WorkflowClientCalls next;

    public WorkflowClientCallsBase(WorkflowClientCalls next) {
        this.next = next;
    }

    @Override
    public StartOutput start(StartInput input) {
        return next.start(input);
    }

    @Override
    public void signal(SignalInput input) {
        next.signal(input);
    }

    @Override
    public StartOutput signalWithStart(SignalWithStartInput input) {
        return next.signalWithStart(input);
    }

    @Override
    public <R extends @Nullable Object> QueryOutput<R> query(QueryInput input) {
        return next.query(input);
    }

    @Override
    public UpdateOutput update(UpdateInput input) {
        return next.update(input);
    }

    @Override
    public UpdateOutput updateWithStart(UpdateWithStartInput input) {
        return next.updateWithStart(input);
    }

    @Override
    public void cancel(CancelInput input) {
        next.cancel(input);
    }

    @Override
    public void terminate(TerminateInput input) {
        next.terminate(input);
    }

    @Override
    public DescribeOutput describe(DescribeInput input) {
        return next.describe(input);
    }

    @Override
    public <R extends @Nullable Object> GetResultOutput<R> getResult(GetResultInput input) {
        return next.getResult(input);
    }
}
