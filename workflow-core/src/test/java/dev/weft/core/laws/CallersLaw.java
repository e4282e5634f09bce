package dev.weft.core.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.effect.Effect;
import dev.weft.core.engine.LoggedRequest;
import dev.weft.core.engine.Transition;
import dev.weft.core.model.ExecutionKey;
import dev.weft.core.request.ClientRequest;
import dev.weft.core.request.ReplyTo;
import dev.weft.core.state.ExecutionState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Whoever waits for an answer gets one, or state knows that it waits: also when a run is reset or deleted. */
final class CallersLaw {
    private final Map<ExecutionKey, Set<ReplyTo>> waiting = new HashMap<>();

    void holds(LoggedRequest logged, Transition transition) {
        ExecutionState state = transition.state();
        Set<ReplyTo> callers = waiting.computeIfAbsent(state.key(), key -> new HashSet<>());
        ReplyTo caller = logged.request().replyTo();
        if (logged.request().body() instanceof ClientRequest && !caller.isNobody()) {
            callers.add(caller);
        }
        for (Effect effect : transition.effects()) {
            switch (effect) {
                case Effect.SendReply reply -> callers.remove(reply.replyTo());
                case Effect.SendHistoryPage page -> callers.remove(page.replyTo());
                case Effect.DispatchQuery query -> callers.remove(query.replyTo());
                default -> {
                    // Answers nobody.
                }
            }
        }
        Set<ReplyTo> known = state.updates().values().stream()
                .flatMap(update -> update.waiters().stream())
                .map(waiter -> waiter.replyTo())
                .collect(Collectors.toSet());
        state.queries().forEach(query -> known.add(query.replyTo()));
        assertThat(known).as("callers that state knows of").containsAll(callers);
    }
}
