package dev.weft.sdk.runner;

import dev.weft.core.event.MessageEvent.WorkflowExecutionSignaled;
import dev.weft.core.model.Payload;
import dev.weft.core.request.WorkerRequest.UpdateRejection;
import dev.weft.sdk.replay.UpdateMachine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.slf4j.Logger;

/** Signals, updates and queries of one run, on their way to their handlers. */
final class MessageIntake {
    private final RunContext run;
    private final Handlers handlers;
    private final Unfinished unfinished = new Unfinished();
    private final Signals signals;
    private final Updates updates;
    private final Queries queries;
    private final List<UpdateMachine> arrived = new ArrayList<>();

    MessageIntake(
            RunContext run, Handlers handlers, String workflowType, Predicate<Throwable> failsUpdate, Logger log) {
        this.run = run;
        this.handlers = handlers;
        this.signals = new Signals(run, handlers, unfinished, log);
        this.updates = new Updates(run, handlers, unfinished, failsUpdate);
        this.queries = new Queries(run, handlers, workflowType);
    }

    void register(Object listener) {
        handlers.addListener(listener);
        signals.handlersAdded();
    }

    void signaled(WorkflowExecutionSignaled signal) {
        signals.received(signal);
    }

    /** Kept until {@link #deliverUpdates}, since updates come after the signals of their task. */
    void updateRequested(UpdateMachine update) {
        arrived.add(update);
    }

    void deliverUpdates() {
        arrived.forEach(updates::received);
        arrived.clear();
    }

    /** Rejects what has arrived if none of it would be accepted; else nothing is changed. */
    boolean rejectArrived() {
        if (arrived.isEmpty()) {
            return false;
        }
        boolean[] rejected = {false};
        run.coroutines().runAlone("validators", run.rootScope(), () -> rejected[0] = updates.rejectAll(arrived));
        if (rejected[0]) {
            arrived.clear();
        }
        return rejected[0];
    }

    List<UpdateRejection> takeRejections() {
        return updates.takeRejections();
    }

    QueryResult query(String queryType, List<Payload> input) {
        return queries.answer(queryType, input);
    }

    boolean isEveryHandlerFinished() {
        return unfinished.isEmpty();
    }

    List<String> unfinishedHandlers() {
        return unfinished.toWarnOf();
    }
}
