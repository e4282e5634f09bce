package dev.weft.core.engine;

import dev.weft.core.effect.Effect;
import dev.weft.core.state.ExecutionState;
import dev.weft.core.state.OutboxEntry;
import dev.weft.core.state.PendingActivity;
import dev.weft.core.task.QueueName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Derives again what may have been lost on its way: every receiver ignores what it has seen. */
final class Resend {
    private Resend() {}

    static List<Effect> everything(ExecutionState state) {
        List<Effect> effects = new ArrayList<>(tasks(state, queue -> true));
        for (OutboxEntry entry : state.outbox()) {
            effects.add(new Effect.SendRequest(entry.request()));
        }
        effects.addAll(Withdrawals.ofPause(state));
        StatusEffect.of(state).ifPresent(effects::add);
        return effects;
    }

    static List<Effect> tasks(ExecutionState state, Predicate<QueueName> queues) {
        List<Effect> effects = new ArrayList<>();
        if (!state.isOpen()) {
            return effects;
        }
        boolean waits = state.task().isStarted() && state.task().startedTime().equals(Instant.EPOCH);
        if (waits && queues.test(TaskDispatch.queue(state, state.task().sticky()))) {
            effects.add(TaskDispatch.effect(state));
        }
        if (state.run().isPaused()) {
            return effects;
        }
        for (PendingActivity activity : state.activities()) {
            if (activity.isWaiting() && queues.test(new QueueName(state.key().namespace(), activity.taskQueue(), ""))) {
                effects.add(ActivityHandler.dispatch(state, activity.scheduledEventId()));
            }
        }
        return effects;
    }
}
