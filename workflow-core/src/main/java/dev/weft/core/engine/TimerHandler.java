package dev.weft.core.engine;

import dev.weft.core.effect.Effect;
import dev.weft.core.event.InternalChange;
import dev.weft.core.event.TimerEvent;
import dev.weft.core.request.EngineRequest;
import dev.weft.core.state.Deadline;
import dev.weft.core.state.ExecutionState;
import java.time.Instant;
import java.util.Optional;

/** Does what is due. A repeated or early request finds nothing due and changes nothing. */
final class TimerHandler {
    private TimerHandler() {}

    static void due(Decision decision, EngineRequest.TimerDue request) {
        Instant now = later(decision.now(), request.due());
        Optional<Deadline> next = firstDue(decision.state(), now);
        while (next.isPresent()) {
            ExecutionState before = decision.state();
            handle(decision, next.get(), now);
            if (decision.state() == before) {
                throw new IllegalStateException(
                        "Expected deadline " + next.get() + " to be dealt with, but nothing changed");
            }
            next = firstDue(decision.state(), now);
        }
    }

    private static void handle(Decision decision, Deadline deadline, Instant now) {
        ExecutionState state = decision.state();
        switch (deadline.kind()) {
            case RUN_TIMEOUT -> RunEnd.timeOut(decision, now);
            case WORKFLOW_TASK -> WorkflowTaskHandler.due(decision);
            case ACTIVITY ->
                state.activity(deadline.id()).ifPresent(activity -> ActivityHandler.due(decision, activity, now));
            case TIMER ->
                state.timers()
                        .get(deadline.id())
                        .ifPresent(timer ->
                                decision.happened(new TimerEvent.TimerFired(timer.timerId(), timer.startedEventId())));
            case OUTBOX -> sendAgain(decision, deadline.id(), now);
            case RETENTION -> state.retired().first().ifPresent(run -> DeleteHandler.forget(decision, run.runId()));
        }
    }

    /** Nobody answered: the request or its answer was lost. */
    private static void sendAgain(Decision decision, long outboxId, Instant now) {
        decision.state().outbox().get(outboxId).ifPresent(entry -> {
            decision.note(new InternalChange.OutboxSentAgain(outboxId, now));
            decision.effect(new Effect.SendRequest(entry.request()));
        });
    }

    private static Optional<Deadline> firstDue(ExecutionState state, Instant now) {
        return state.nextDeadline().filter(deadline -> !deadline.due().isAfter(now));
    }

    /** The clock of whoever watches timers may be a little ahead of the log's. */
    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
