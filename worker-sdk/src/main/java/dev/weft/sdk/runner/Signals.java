package dev.weft.sdk.runner;

import dev.weft.core.event.MessageEvent.WorkflowExecutionSignaled;
import dev.weft.sdk.data.DataConversionException;
import dev.weft.sdk.failure.CanceledFailure;
import dev.weft.sdk.workflow.HandlerUnfinishedPolicy;
import dev.weft.sdk.workflow.WorkflowContract.Part;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Delivers signals, each to a coroutine of its own, in the order of history. */
final class Signals {
    private final RunContext run;
    private final Handlers handlers;
    private final Unfinished unfinished;
    private final Logger log;
    private final List<WorkflowExecutionSignaled> undelivered = new ArrayList<>();

    Signals(RunContext run, Handlers handlers, Unfinished unfinished, Logger log) {
        this.run = run;
        this.handlers = handlers;
        this.unfinished = unfinished;
        this.log = log;
    }

    /** Which handler takes it, is seen when its turn comes: by then the workflow object exists. */
    void received(WorkflowExecutionSignaled signal) {
        run.coroutines().addHandler("signal " + signal.signalName(), run.rootScope(), () -> deliver(signal));
    }

    /** Delivers what came before its handler. */
    void handlersAdded() {
        for (Iterator<WorkflowExecutionSignaled> signals = undelivered.iterator(); signals.hasNext(); ) {
            WorkflowExecutionSignaled signal = signals.next();
            if (handlers.signal(signal.signalName()).isPresent()
                    || handlers.dynamicSignal().isPresent()) {
                signals.remove();
                received(signal);
            }
        }
    }

    private void deliver(WorkflowExecutionSignaled signal) {
        Optional<Handlers.Bound> handler = handlers.signal(signal.signalName());
        if (handler.isPresent()) {
            call(signal, handler.get());
        } else if (handlers.dynamicSignal().isPresent()) {
            long ticket = unfinished.begin("signal " + signal.signalName(), HandlerUnfinishedPolicy.WARN_AND_ABANDON);
            try {
                handlers.dynamicSignal()
                        .get()
                        .handleSignal(signal.signalName(), new PayloadValues(signal.input(), run.data()));
            } finally {
                unfinished.end(ticket);
            }
        } else {
            undelivered.add(signal);
        }
    }

    private void call(WorkflowExecutionSignaled signal, Handlers.Bound handler) {
        @Nullable Object[] args;
        try {
            args = Arguments.read(
                    run.data(), signal.input(), handler.method().parameterTypes(), "signal " + signal.signalName());
        } catch (DataConversionException e) {
            // It stays in history; a sender's mistake must not stop the workflow.
            log.warn("Signal {} is left out, since it cannot be read: {}", signal.signalName(), e.getMessage());
            return;
        }
        HandlerUnfinishedPolicy policy = ((Part.Signal) handler.method().part()).policy();
        long ticket = unfinished.begin("signal " + signal.signalName(), policy);
        try {
            handler.method().call(handler.target(), args);
        } catch (CanceledFailure e) {
            if (!run.rootScope().isCancelRequested()) {
                throw e;
            }
            // The workflow is being canceled, and its handlers with it.
            log.debug("Signal handler {} was canceled with its workflow", signal.signalName());
        } catch (Exception e) {
            throw HandlerFailure.unchecked(e);
        } finally {
            unfinished.end(ticket);
        }
    }
}
