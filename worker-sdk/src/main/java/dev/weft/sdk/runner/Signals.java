package dev.weft.sdk.runner;

import dev.weft.core.event.MessageEvent.WorkflowExecutionSignaled;
import dev.weft.sdk.data.DataConversionException;
import dev.weft.sdk.failure.CanceledFailure;
import dev.weft.sdk.interceptor.WorkflowInboundCalls.SignalInput;
import dev.weft.sdk.replay.SdkFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        run.coroutines()
                .addHandler(
                        "signal " + signal.signalName(),
                        run.rootScope(),
                        run.interception().within(signal.header(), () -> deliver(signal)));
    }

    /** Delivers what came before its handler. */
    void handlersAdded() {
        undelivered.removeIf(signal -> {
            boolean handled = handlers.signal(signal.signalName()).isPresent();
            if (handled) {
                received(signal);
            }
            return handled;
        });
    }

    private void deliver(WorkflowExecutionSignaled signal) {
        Optional<MessageHandler> handler = handlers.signal(signal.signalName());
        if (handler.isPresent()) {
            call(signal, handler.get());
        } else {
            undelivered.add(signal);
        }
    }

    private void call(WorkflowExecutionSignaled signal, MessageHandler handler) {
        SignalInput input;
        try {
            input = new SignalInput(
                    signal.signalName(),
                    handler.arguments(
                            run.data(), signal.input(), () -> run.machine().follows(SdkFlag.WHOLE_ARRAYS)),
                    signal.header());
        } catch (DataConversionException e) {
            // It stays in history; a sender's mistake must not stop the workflow.
            log.warn("Signal {} is left out, since it cannot be read: {}", signal.signalName(), e.getMessage());
            return;
        }
        long ticket = unfinished.begin("signal " + signal.signalName(), handler.policy());
        try {
            run.interception().inbound().handleSignal(input);
        } catch (Exception e) {
            if (!isCanceledWithWorkflow(e)) {
                throw HandlerFailure.unchecked(e);
            }
            log.debug("Signal handler {} was canceled with its workflow", signal.signalName());
        } finally {
            unfinished.end(ticket);
        }
    }

    private boolean isCanceledWithWorkflow(Exception thrown) {
        return run.rootScope().isCancelRequested()
                && CanceledFailure.isCauseOf(thrown)
                && (thrown instanceof CanceledFailure || run.machine().follows(SdkFlag.HANDLERS_END_ALONE));
    }
}
