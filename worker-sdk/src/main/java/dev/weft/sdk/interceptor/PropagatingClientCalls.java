package dev.weft.sdk.interceptor;

/** Internal: gives the caller's context to whatever a client starts or sends. */
public final class PropagatingClientCalls extends WorkflowClientCallsBase {
    private final Propagation propagation;

    public PropagatingClientCalls(WorkflowClientCalls next, Propagation propagation) {
        super(next);
        this.propagation = propagation;
    }

    @Override
    public StartOutput start(StartInput input) {
        return super.start(withContext(input));
    }

    @Override
    public void signal(SignalInput input) {
        super.signal(withContext(input));
    }

    @Override
    public StartOutput signalWithStart(SignalWithStartInput input) {
        return super.signalWithStart(new SignalWithStartInput(withContext(input.start()), withContext(input.signal())));
    }

    @Override
    public UpdateOutput update(UpdateInput input) {
        return super.update(withContext(input));
    }

    @Override
    public UpdateOutput updateWithStart(UpdateWithStartInput input) {
        return super.updateWithStart(new UpdateWithStartInput(withContext(input.start()), withContext(input.update())));
    }

    private StartInput withContext(StartInput input) {
        return input.withHeader(propagation.addTo(input.header()));
    }

    private SignalInput withContext(SignalInput input) {
        return input.withHeader(propagation.addTo(input.header()));
    }

    private UpdateInput withContext(UpdateInput input) {
        return input.withHeader(propagation.addTo(input.header()));
    }
}
